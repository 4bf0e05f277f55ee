"""A real Chromium and a small file server; without the browser the tests say why they are skipped."""

import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from rodtraad.publisering.nettsted import bygg
from tests.publisering import eksempel

# Playwright keeps an event loop in this thread; Django's guard against blocking calls in one is not about it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
ROT = Path(__file__).resolve().parents[2]
NAVN = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTER = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


class _Stille(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002, ARG002 - of the base class
        return


@pytest.fixture(scope="session")
def nettleser() -> Iterator[Browser]:
    """Debian's Chromium through Playwright."""
    program = next(filter(None, map(shutil.which, NAVN)), None)
    if program is None:
        pytest.skip("Chromium er ikke installert (skript/nettleser.sh henter den når den får lov)")
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=program, args=ARGUMENTER)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def adresse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample document as a site on a server of its own."""
    mappe = tmp_path_factory.mktemp("nettsted")
    for sti, innhold in bygg(eksempel.dokument(), eksempel.forklaringer(), eksempel.metadata(2)):
        fil = mappe / sti
        fil.parent.mkdir(parents=True, exist_ok=True)
        fil.write_bytes(innhold)
    yield from server(mappe)


def server(mappe: Path) -> Iterator[str]:
    """A folder served on a free port of this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Stille, directory=str(mappe))) as tjener:
        threading.Thread(target=tjener.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{tjener.server_port}/"
        tjener.shutdown()


@pytest.fixture
def side(nettleser: Browser) -> Iterator[Page]:
    """A new page, 1280 wide, that fails the test on any error or refusal in the console."""
    kontekst = nettleser.new_context(viewport={"width": 1280, "height": 900}, locale="nb-NO")
    ny = kontekst.new_page()
    feil: list[str] = []
    ny.on("pageerror", lambda e: feil.append(str(e)))
    ny.on("console", lambda m: feil.append(m.text) if m.type == "error" else None)
    yield ny
    kontekst.close()
    assert feil == []

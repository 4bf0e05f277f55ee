"""The work surface as people meet it: every address of the role matrix through axe, light and dark, wide and narrow.

In the same visit: nothing in the console, so no page breaks its own content policy.
"""

from collections.abc import Iterator
from typing import Any, Final, Literal

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from rodtraad.tilgang.models import Bruker
from tests.e2e.axe import AXE, brudd
from tests.e2e.innlogget import logg_inn
from tests.personer import Verden, lag_verden
from tests.tilgang.test_rollematrise import ALLE, lag_eksempler, rader

pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(1200)]
VISNINGER: Final[list[tuple[Literal["light", "dark"], int]]] = [("light", 1280), ("dark", 320)]
"""Each colour and each width once; the shell itself is tried in all four by tests/e2e/test_skall.py."""
DELER = 4
IKKE_HTML = "ikke en HTML-side"


@pytest.fixture
def verden() -> Verden:
    laget = lag_verden()
    lag_eksempler(laget)
    return laget


def sider() -> Iterator[dict[str, Any]]:
    """Rows of the matrix that someone may open, each address once; a fragment is no page (`fragment: true`)."""
    sett = set()
    for rad in rader():
        apen = rad.get("metode", "GET") == "GET" and rad["slipper_inn"] and not rad.get("fragment")
        if apen and rad["adresse"] not in sett:
            sett.add(rad["adresse"])
            yield rad


def rolle_for(rad: dict[str, Any]) -> str:
    return "systemadministrator" if rad["slipper_inn"] == ALLE else str(rad["slipper_inn"][0])


class Vindu:
    """A window of a person, logged in and lately confirmed, and what its console says."""

    def __init__(self, nettleser: Browser, tjener: LiveServer, person: Bruker) -> None:
        self.kontekst = nettleser.new_context(reduced_motion="reduce")
        logg_inn(self.kontekst, tjener, person)
        self.konsoll: list[str] = []
        self.side = self._apne_side()

    def _apne_side(self) -> Page:
        side = self.kontekst.new_page()
        # A list of the page's own: what a closed page says late is not held against the next.
        konsoll = self.konsoll = []
        side.on("pageerror", lambda e: konsoll.append(str(e)))
        side.on("console", lambda m: konsoll.append(m.text) if m.type == "error" else None)
        return side

    def forkast(self) -> None:
        """A file shown in the window makes the browser ask for /favicon.ico, which no page of ours names."""
        self.side.close()
        self.side = self._apne_side()

    def som_ny(self) -> Page:
        """The page as a person first meets it: the first view, nothing said."""
        self.side.emulate_media(color_scheme=VISNINGER[0][0])
        self.side.set_viewport_size({"width": VISNINGER[0][1], "height": 900})
        self.konsoll.clear()
        return self.side


def apne(side: Page, adresse: str) -> str:
    """What is wrong with opening it, or nothing; a file is no page."""
    try:
        svar = side.goto(adresse, wait_until="load")
    except Exception as feil:  # noqa: BLE001 - a download aborts the navigation
        return IKKE_HTML if "Download" in str(feil) or "ERR_ABORTED" in str(feil) else str(feil)
    assert svar is not None
    if "text/html" not in svar.headers.get("content-type", ""):
        return IKKE_HTML
    return "" if svar.status == 200 else f"svarte {svar.status}"


def funn(side: Page) -> list[str]:
    """Everything axe and the eye can hold against the page, in both views."""
    ut: list[str] = []
    for tema, bredde in VISNINGER:
        side.emulate_media(color_scheme=tema)
        side.set_viewport_size({"width": bredde, "height": 900})
        ut += [f"{tema} {bredde} {feil}" for feil in brudd(side)]
        if side.evaluate("document.documentElement.scrollWidth") > bredde:
            ut.append(f"{bredde}: siden ruller sidelengs")
    if side.locator("h1").count() != 1:
        ut.append("siden har ikke nøyaktig én h1")
    return ut


@pytest.mark.krav("PUB-07")
@pytest.mark.parametrize("del_", range(DELER))
def test_no_work_page_has_an_accessibility_error_or_breaks_its_policy(
    nettleser: Browser, live_server: LiveServer, verden: Verden, del_: int
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core er ikke installert (make oppsett)")
    vinduer: dict[int, Vindu] = {}
    feil: dict[str, list[str]] = {}
    sett = 0
    for rad in list(sider())[del_::DELER]:
        person = verden.personer[rolle_for(rad)]
        if person.pk not in vinduer:
            vinduer[person.pk] = Vindu(nettleser, live_server, person)
        vindu = vinduer[person.pk]
        side = vindu.som_ny()
        adresse = rad["adresse"].format(**verden.eksempler)
        galt = apne(side, live_server.url + adresse)
        if galt == IKKE_HTML:
            vindu.forkast()
            continue
        sett += 1
        alt = [*vindu.konsoll, *([galt] if galt else funn(side))]
        if alt:
            feil[adresse] = alt
    for vindu in vinduer.values():
        vindu.kontekst.close()
    assert feil == {}
    assert sett > 20

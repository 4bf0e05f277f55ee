"""From `rodtraad opprett` to a municipality of one's own, in a real browser, with files (issue 3, point 3)."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.installasjoner import ROT, rodtraad

pytestmark = [pytest.mark.nettleser, pytest.mark.timeout(300)]
PASSORD = "en-lang-setning-om-fjell"
STEG = (
    ("organisasjonen", "organisasjon"),
    ("kontoplanen", "kontoplan"),
    ("brukerne", "brukere"),
    ("rollene", "roller"),
)


@pytest.fixture
def tjener(installasjon: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The installation on a free port, as `rodtraad tjener` serves it."""
    with socket.socket() as prove:
        prove.bind(("127.0.0.1", 0))
        port = prove.getsockname()[1]
    adresse = f"http://127.0.0.1:{port}"
    monkeypatch.setenv("RODTRAAD_ADRESSE", adresse)
    kommando = [
        sys.executable,
        "-m",
        "rodtraad.kommando",
        "tjener",
        "--mappe",
        str(installasjon),
        "--port",
        str(port),
    ]
    prosess = subprocess.Popen(kommando, cwd=ROT, env={**os.environ, "PYTHONPATH": str(ROT / "src")})
    try:
        _vent(port, prosess)
        yield adresse
    finally:
        prosess.terminate()
        prosess.wait(timeout=20)


def _vent(port: int, prosess: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert prosess.poll() is None, "tjeneren stoppet"
        with socket.socket() as prove:
            if prove.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail("tjeneren svarte ikke")


@pytest.mark.krav("SYS-06")
def test_from_an_empty_installation_to_a_municipality_of_ones_own(
    side: Page, tjener: str, installasjon: Path, tmp_path: Path
) -> None:
    svar = rodtraad(
        "bruker", "opprett", "--mappe", installasjon, "--brukernavn", "anna", "--navn", "Anna Prøve",
        "--rolle", "systemadministrator",
    )  # fmt: skip
    lenke = re.search(r"https?://\S+", svar.stdout)
    assert lenke is not None
    logg_inn(side, tjener, lenke[0])

    side.get_by_role("link", name="Fortsett oppsettet").click()
    expect(side.get_by_role("heading", level=1)).to_have_text("Kom i gang")
    for navn, kilde in STEG:
        les_inn(side, navn, kilde, tmp_path)
    side.get_by_role("button", name=re.compile("Lag årshjulet for")).click()
    expect(side.get_by_text("Kommunen er klar")).to_be_visible()

    side.goto(f"{tjener}/arbeid/organisasjon/")
    expect(side.get_by_text("Skolene").first).to_be_visible()


def logg_inn(side: Page, tjener: str, lenke: str) -> None:
    side.goto(lenke)
    for felt in side.locator("input[type=password]").all():
        felt.fill(PASSORD)
    side.locator("main form button[type=submit]").first.click()
    side.goto(f"{tjener}/arbeid/")
    if "logg-inn" in side.url:
        side.locator("input[name=login]").fill("anna")
        side.locator("input[type=password]").fill(PASSORD)
        side.get_by_role("button", name="Logg inn", exact=True).click()
    expect(side.get_by_role("heading", level=1)).to_have_text("Min side")


def les_inn(side: Page, navn: str, kilde: str, mappe: Path) -> None:
    with side.expect_download() as hentet:
        side.get_by_role("link", name=f"Last ned et eksempel på {navn}").click()
    fil = mappe / f"{kilde}.csv"
    hentet.value.save_as(fil)
    side.get_by_role("link", name=f"Les inn {navn}", exact=True).click()
    expect(side.locator("input[name=kilde]")).to_have_value(kilde)
    side.get_by_label(re.compile("^Fil(er)?$")).set_input_files(fil)
    side.get_by_role("button", name=re.compile("Prøv filen|Gå videre")).click()
    expect(side.get_by_text("Filen kan leses inn")).to_be_visible()
    side.get_by_role("button", name="Les inn", exact=True).click()
    expect(side.get_by_role("heading", level=1)).to_have_text("Kom i gang")
    expect(side.get_by_text(f"Lest inn: {kilde}.csv")).to_be_visible()

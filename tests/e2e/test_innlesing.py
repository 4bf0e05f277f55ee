"""The import wizard in a browser: with the keyboard alone, from an empty list to a file that is withdrawn."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from rodtraad.innlesing import prove
from rodtraad.innlesing.bakgrunn import gjor_ventende
from rodtraad.innlesing.models import Innlesing
from tests.e2e.axe import AXE
from tests.e2e.innlogget import logg_inn
from tests.e2e.test_arbeidsflaten import funn
from tests.innlesing.eksempler import EGEN
from tests.personer import lag_verden

pytestmark = [
    pytest.mark.nettleser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300),
    pytest.mark.krav("KONTO-01"),
]  # fmt: skip
VENT = 60_000
"""Milliseconds a page may take."""


@pytest.fixture
def side(nettleser: Browser, live_server: LiveServer, settings: Any, tmp_path: Path) -> Iterator[Page]:
    """The person with the role okonomi, at the list of imports."""
    settings.MAPPE = tmp_path
    kontekst = nettleser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    logg_inn(kontekst, live_server, lag_verden().personer["okonomi"])
    # A busy machine is slow, not wrong.
    kontekst.set_default_timeout(VENT)
    expect.set_options(timeout=VENT)
    ny = kontekst.new_page()
    konsoll: list[str] = []
    ny.on("pageerror", lambda e: konsoll.append(str(e)))
    ny.on("console", lambda m: konsoll.append(m.text) if m.type == "error" else None)
    ny.goto(f"{live_server.url}/arbeid/innlesinger/")
    yield ny
    kontekst.close()
    expect.set_options(timeout=5_000)
    assert [m for m in konsoll if "422" not in m] == []


def sjekk(side: Page, navn: str) -> None:
    """The step through axe in both views; with BILDER set to a folder, a picture of each is left there."""
    if not AXE.is_file():
        pytest.skip("axe-core er ikke installert (make oppsett)")
    assert funn(side) == []
    side.emulate_media(color_scheme="light")
    for bredde in (375, 1280):
        side.set_viewport_size({"width": bredde, "height": 900})
        if mappe := os.environ.get("BILDER"):
            side.screenshot(path=f"{mappe}/{navn}-{bredde}.png", full_page=True)


def trykk(side: Page, rolle: Any, navn: str) -> None:
    """Presses a link or button with the keyboard."""
    ting = side.get_by_role(rolle, name=navn, exact=True).first
    ting.focus()
    side.keyboard.press("Enter")


def send_egen(side: Page, tmp_path: Path) -> None:
    fil = tmp_path / "egen.csv"
    fil.write_text(EGEN, encoding="utf-8")
    trykk(side, "link", "Les inn en fil")
    expect(side.get_by_role("heading", name="Regnskap", exact=True)).to_be_visible()
    trykk(side, "link", "Hovedbokslinjer (regnskap og budsjett) fra CSV")
    side.get_by_label("Filer").set_input_files(fil)


def test_the_whole_way_with_the_keyboard(side: Page, tmp_path: Path) -> None:
    send_egen(side, tmp_path)
    sjekk(side, "2-fil")
    trykk(side, "button", "Gå videre")
    expect(side.get_by_role("heading", name="Kolonnene i egen.csv")).to_be_visible()
    expect(side.get_by_text("År: velg en kolonne, eller skriv en fast verdi.")).to_be_visible()
    sjekk(side, "3-kolonner")
    side.get_by_label("År", exact=True).focus()
    side.keyboard.type("2024")
    velg(side, "Tjeneste", "Funksjon")
    trykk(side, "button", "Vis hva linjene blir til")
    expect(side.get_by_role("heading", name="Slik blir de første linjene")).to_be_visible()
    expect(side.get_by_role("cell", name="-100.50")).to_be_visible()
    sjekk(side, "4-smak")
    apne(side, "Finere valg: funksjon")
    for navn, verdi in (("Fra plass", "1"), ("Antall tegn", "3")):
        side.get_by_label(navn, exact=True).last.fill(verdi)
    side.get_by_label("Lagre profilen som").fill("Prøvesystemet")
    trykk(side, "button", "Prøv hele filen")
    expect(side.get_by_text("Filen kan leses inn")).to_be_visible()
    expect(side.get_by_text("Prøvesystemet, versjon 1", exact=False).first).to_be_visible()
    sjekk(side, "5-prove")
    trykk(side, "button", "Les inn")
    expect(side.get_by_text("Filen er lest inn.")).to_be_visible()
    sjekk(side, "6-kvittering")
    side.get_by_label("Hvorfor?").fill("Bare en prøve")
    trykk(side, "button", "Trekk tilbake")
    expect(side.get_by_text("Innlesingen er trukket tilbake.")).to_be_visible()
    assert Innlesing.objects.get().status == "trukket"
    trykk(side, "link", "Innlesinger")
    expect(side.get_by_role("heading", name="Innlesinger", exact=True)).to_be_visible()
    sjekk(side, "7-liste")


def test_what_is_wrong_stands_by_rule_with_row_and_remedy(side: Page, tmp_path: Path) -> None:
    fil = tmp_path / "feil.csv"
    fil.write_text(
        "aar,periode,slag,kontoklasse,art,funksjon,belop\n2024,15,regnskap,1,010,202,1\n2024,1,regnskap,1,999,202,x\n",
        encoding="utf-8",
    )
    trykk(side, "link", "Les inn en fil")
    expect(side.get_by_role("heading", name="Regnskap", exact=True)).to_be_visible()
    sjekk(side, "1-kilder")
    trykk(side, "link", "Hovedbokslinjer (regnskap og budsjett) fra CSV")
    side.get_by_label("Filer").set_input_files(fil)
    trykk(side, "button", "Gå videre")
    expect(side.get_by_text("Filen har feil.", exact=False)).to_be_visible()
    expect(side.get_by_role("cell", name="rad 2")).to_be_visible()
    sjekk(side, "8-feil")
    side.get_by_label("Rad, kolonne eller verdi").fill("15")
    side.keyboard.press("Enter")
    expect(side.get_by_role("cell", name="rad 2")).to_be_visible()
    expect(side.get_by_role("cell", name="rad 3")).to_have_count(0)


def test_a_large_file_is_followed_without_waiting(
    side: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prove, "STOR", 10)
    fil = tmp_path / "kontoplan.csv"
    fil.write_text("funksjon,navn,rekkefolge,gyldig_fra\n202,Grunnskole,1,2020-01-01\n", encoding="utf-8")
    trykk(side, "link", "Les inn en fil")
    trykk(side, "link", "Kommunens egne navn på KOSTRA-funksjonene, i den rekkefølgen de skal stå")
    side.get_by_label("Fil").set_input_files(fil)
    trykk(side, "button", "Gå videre")
    expect(side.get_by_text("står i kø for å bli prøvd", exact=False)).to_be_visible()
    sjekk(side, "9-venter")
    assert gjor_ventende() == 1
    expect(side.get_by_text("Filen kan leses inn", exact=False)).to_be_visible()
    trykk(side, "button", "Les inn")
    expect(side.get_by_text("kø for å bli lest inn", exact=False)).to_be_visible()
    assert gjor_ventende() == 1
    expect(side.get_by_text("Filen er lest inn.")).to_be_visible()


def velg(side: Page, kolonne: str, betydning: str) -> None:
    """Chooses what a column means by typing, as one does in a list."""
    valg = side.get_by_label(f"Kolonnen {kolonne} betyr")
    valg.focus()
    side.keyboard.type(betydning)
    expect(valg).to_have_value(betydning.lower())


def apne(side: Page, tekst: str) -> None:
    side.get_by_text(tekst, exact=True).focus()
    side.keyboard.press("Enter")

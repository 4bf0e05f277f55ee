"""The published demonstration in a browser: ordinary questions, and the heaviest pages without a fault."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import AXE, brudd
from tests.e2e.conftest import server
from tests.e2e.test_nettsted import apne_alt

pytestmark = pytest.mark.nettleser
MAKS_BYTE = 300_000
# question on the front page → further clicks (link texts) → what the answer must show
SPORSMAAL = [
    ("Ble det overskudd eller underskudd?", [], "40\u202f119"),
    ("Hva brukes på skolene?", [], "72\u202f465"),
    ("Hva kostet helse og omsorg?", [], "198\u202f720"),
    ("Hva vedtok kommunestyret, og hva skjedde?", [], "Status"),
    ("Hvor mye gjeld har kommunen?", [], "104,8"),
    ("Hva er bygget og kjøpt inn?", [], "Kirkemurer"),
    ("Hvordan ligger vi an mot andre kommuner?", [], "Tynset"),
    ("Hvor mye sykefravær er det?", [], "8,9"),
    ("Hvor mange bor her?", [], "5\u202f681"),
    ("Hvor store er utslippene av klimagasser?", [], "21\u202f741"),
    ("Hva kommer inntektene fra?", [], "Frie disponible inntekter"),
    ("Hvem har ansvaret for hva?", ["Oppvekst", "Barnehagene"], "Barnehagene"),
    ("Hva er endret siden forrige utgave?", [], "Dette er den første utgaven"),
]
TUNGE = [
    "",
    "enhet-30/",
    "enhet-630/",
    "bevilgning-drift-andre-ledd/",
    "budsjettavvik/",
    "klimastatistikk/",
    "behandlede-saker/",
    "oppdrag/",
    "innhold/",
    "detaljer/",
    "forklar/totaloversikt_okonomi/8.html",
]


@pytest.fixture(scope="session")
def utgave(demo_mappe: Path) -> Path:
    """The folder of the demonstration's first edition."""
    return demo_mappe / "arkiv" / "aarsrapport-2024" / "versjon-1"


@pytest.fixture(scope="session")
def demoadresse(utgave: Path) -> Iterator[str]:
    yield from server(utgave)


@pytest.mark.parametrize(("sporsmaal", "videre", "svar"), SPORSMAAL, ids=lambda v: str(v)[:40])
def test_an_ordinary_question_is_answered_within_three_clicks(
    side: Page, demoadresse: str, sporsmaal: str, videre: list[str], svar: str
) -> None:
    side.goto(demoadresse)
    side.get_by_role("link", name=sporsmaal).click()
    for lenke in videre:
        side.get_by_role("main").get_by_role("link", name=lenke, exact=True).first.click()
    assert 1 + len(videre) <= 3
    expect(side.get_by_role("main")).to_contain_text(svar)


def test_there_are_at_least_ten_questions() -> None:
    assert len(SPORSMAAL) >= 10


def test_a_published_figure_is_followed_to_voucher_and_import(side: Page, demoadresse: str) -> None:
    side.goto(demoadresse + "totaloversikt-okonomi/")
    side.locator("td.tall > a").first.click()
    linjer = side.locator("summary", has_text="Bilagslinjer").first
    linjer.click()
    expect(side.get_by_role("columnheader", name="Rad i filen").first).to_be_visible()
    expect(side.locator(".rt-innlesinger").first).to_contain_text(".csv")


@pytest.mark.krav("REGN-11")
def test_driften_is_opened_by_clicks_down_to_art(side: Page, demoadresse: str) -> None:
    side.goto(demoadresse + "detaljer/")
    sti = ["Oppvekst", "Skolene", "Grunnskole"]
    sted = side.get_by_role("main")
    for navn in sti:
        sted = sted.locator(
            "details.rt-drill", has=side.locator(f"> summary .rt-drillnavn:text-is('{navn}')")
        ).first
        sted.locator("> summary").click()
    expect(sted.get_by_role("cell", name="010", exact=True)).to_be_visible()


def test_every_rammeomraade_stands_in_the_drill_down(side: Page, demoadresse: str) -> None:
    side.goto(demoadresse + "detaljer/")
    navn = side.locator(".rt-drilltre > details > summary .rt-drillnavn").all_text_contents()
    assert navn == [
        "Stab og støtte", "Oppvekst", "Helse og omsorg", "Næring", "Kultur", "Tekniske områder",
        "Kirkelig administrasjon",
    ]  # fmt: skip


@pytest.mark.krav("KOSTRA-04")
def test_kostra_shows_the_inhabitants_of_the_year(side: Page, demoadresse: str) -> None:
    side.goto(demoadresse + "kostra-analyse/")
    tips = side.locator("[title*='5\u202f681 innbyggere']").first
    tips.hover()
    assert "144\u202f578 kr per innbygger" in (tips.get_attribute("title") or "")


@pytest.mark.krav("PUB-07")
@pytest.mark.parametrize("sti", TUNGE)
def test_the_heaviest_pages_have_no_accessibility_error(
    nettleser: Browser, demoadresse: str, sti: str
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core er ikke installert (make oppsett)")
    kontekst = nettleser.new_context(bypass_csp=True, reduced_motion="reduce")
    side = kontekst.new_page()
    side.goto(demoadresse + sti)
    apne_alt(side)
    for bredde, tema in ((1280, "light"), (320, "dark")):
        side.set_viewport_size({"width": bredde, "height": 900})
        side.emulate_media(color_scheme=tema)
        assert brudd(side) == [], f"{bredde} {tema}"
        assert side.evaluate("document.documentElement.scrollWidth") <= bredde
    kontekst.close()


def test_no_page_is_heavy(utgave: Path) -> None:
    tunge = {p.relative_to(utgave).as_posix(): p.stat().st_size for p in utgave.rglob("*.html")}
    assert len(tunge) > 1000
    assert {sti: n for sti, n in tunge.items() if n > MAKS_BYTE} == {}


@pytest.mark.krav("PUB-09")
def test_every_data_link_leads_to_a_file(utgave: Path, side: Page, demoadresse: str) -> None:
    side.goto(demoadresse + "totaloversikt-okonomi/")
    lenker = side.locator(".rt-data a").evaluate_all("lenker => lenker.map(l => l.href)")
    assert len(lenker) >= 2
    for lenke in lenker:
        assert side.request.get(lenke).ok


def test_the_front_page_shows_the_three_financial_goals(side: Page, demoadresse: str) -> None:
    side.goto(demoadresse)
    maal = side.get_by_role("region", name="Kommunens økonomiske mål")
    expect(maal.locator("dt")).to_have_text(
        ["Avsetning til disposisjonsfond", "Netto lånegjeld", "Disposisjonsfondets størrelse"]
    )
    expect(maal.locator("dd").nth(1)).to_contain_text("104,8\u202f%")
    expect(maal.locator("dd").nth(1)).to_contain_text("90%")

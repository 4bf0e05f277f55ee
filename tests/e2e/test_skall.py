"""The shell in a real browser: by keyboard alone, without script, on a narrow screen, light and dark."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.e2e.axe import AXE, brudd
from tests.e2e.innlogget import logg_inn
from tests.personer import Verden, lag_verden

pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
SMAA_MAAL = """() => [...document.querySelectorAll('button, summary, input, select, a.ds-button, .rt-tre a')]
  .filter((e) => e.checkVisibility() && !e.closest('[hidden]'))
  .filter((e) => { const r = e.getBoundingClientRect(); return r.width && (r.width < 24 || r.height < 24); })
  .map((e) => e.outerHTML.slice(0, 120))"""
SKJULT_FOKUS = """() => { const e = document.activeElement; if (!e || e === document.body) return '';
  const r = e.getBoundingClientRect(); const x = r.left + r.width / 2, y = r.top + r.height / 2;
  const over = document.elementFromPoint(x, y);
  return over && (e.contains(over) || over.contains(e)) ? '' : e.outerHTML.slice(0, 120); }"""


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


@pytest.fixture
def apne(nettleser: Browser, live_server: LiveServer, verden: Verden) -> Iterator[Any]:
    """Opens an address as a role; the console must stay without faults."""
    kontekster, feil = [], []

    def ny(adresse: str, rolle: str = "virksomhetsleder", bredde: int = 1280, **valg: Any) -> Page:
        kontekst = nettleser.new_context(
            viewport={"width": bredde, "height": 700}, reduced_motion="reduce", bypass_csp=True, **valg
        )
        kontekster.append(kontekst)
        logg_inn(kontekst, live_server, verden.personer[rolle])
        side = kontekst.new_page()
        side.on("pageerror", lambda e: feil.append(str(e)))
        side.goto(live_server.url + adresse)
        return side

    yield ny
    for kontekst in kontekster:
        kontekst.close()
    assert feil == []


def test_the_palette_goes_anywhere_by_keyboard_alone(apne: Any, live_server: LiveServer) -> None:
    side = apne("/arbeid/")
    side.keyboard.press("/")
    side.wait_for_selector(".rt-palett[open] .rt-treff a")
    side.keyboard.type("enhetens")
    side.wait_for_selector('.rt-treff[data-for="enhetens"]')
    assert "treff" in side.locator("[data-palettsvar]").inner_text()
    side.keyboard.press("ArrowDown")
    assert side.evaluate("document.activeElement.closest('.rt-treff') !== null")
    side.keyboard.press("ArrowUp")
    assert side.evaluate("document.activeElement.id") == "palettfelt"
    side.keyboard.press("Escape")
    assert not side.locator(".rt-palett").is_visible()
    side.keyboard.press("Control+k")
    side.wait_for_selector('.rt-treff[data-for="enhetens"]')
    side.keyboard.press("Enter")
    side.wait_for_url("**/arbeid/oppgaver/enhet*/**")


@pytest.mark.parametrize(("tema", "bredde"), [("light", 1280), ("dark", 320)])
def test_the_palette_and_the_menus_have_no_accessibility_error(apne: Any, tema: str, bredde: int) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core er ikke installert (make oppsett)")
    side = apne("/arbeid/", bredde=bredde, color_scheme=tema)
    side.locator(".rt-nedtrekk > summary").click()
    assert brudd(side) == []
    side.keyboard.press("Escape")
    assert side.evaluate("document.activeElement.localName") == "summary"
    if bredde < 1024:
        side.locator(".rt-mobilmeny > summary").click()
        assert brudd(side) == []
    side.keyboard.press("Control+k")
    side.wait_for_selector(".rt-palett[open] .rt-treff a")
    assert brudd(side) == []


@pytest.mark.krav("SYS-08")
@pytest.mark.parametrize("bredde", [320, 375])
@pytest.mark.parametrize(
    "adresse", ["/arbeid/", "/arbeid/oppgaver/", "/arbeid/oppgaver/ny/", "/arbeid/komponenter/?feil=1"]
)
def test_a_phone_shows_it_all_with_targets_one_can_hit(apne: Any, adresse: str, bredde: int) -> None:
    side = apne(adresse, bredde=bredde, has_touch=True)
    side.wait_for_load_state("networkidle")
    assert side.evaluate("document.documentElement.scrollWidth") <= bredde
    assert side.evaluate(SMAA_MAAL) == []


def test_what_has_focus_is_never_hidden(apne: Any) -> None:
    side = apne("/arbeid/komponenter/")
    side.wait_for_load_state("networkidle")
    skjult = []
    for _ in range(60):
        side.keyboard.press("Tab")
        skjult.append(side.evaluate(SKJULT_FOKUS))
    assert [s for s in skjult if s] == []


def test_the_first_tab_leads_past_the_menu(apne: Any) -> None:
    side = apne("/arbeid/")
    side.keyboard.press("Tab")
    side.keyboard.press("Enter")
    assert side.evaluate("document.activeElement.id") == "hovedinnhold"


def test_faults_take_the_focus_and_lead_to_the_field(apne: Any) -> None:
    side = apne("/arbeid/komponenter/?feil=1")
    assert side.evaluate("document.activeElement.matches('.rt-feiloppsummering')")
    side.locator(".rt-feiloppsummering a").first.click()
    assert side.evaluate("document.activeElement.id") == "id_tittel"


def test_it_all_works_without_script(apne: Any) -> None:
    side = apne("/arbeid/", java_script_enabled=False, bredde=375)
    side.locator(".rt-mobilmeny > summary").click()
    side.locator(".rt-mobilmeny a", has_text="Mine oppgaver").click()
    side.locator("#toppsok").fill("meldinger")
    side.keyboard.press("Enter")
    assert side.locator(".rt-treff a").first.inner_text().startswith("Meldinger")
    side.goto(side.url.split("/arbeid/")[0] + "/arbeid/komponenter/")
    felt = side.locator("textarea[name=tekst]")
    assert felt.is_visible()
    side.locator(".rt-nedtrekk > summary").click()
    side.locator("button", has_text="Logg ut").click()
    assert "/arbeid/" not in side.url

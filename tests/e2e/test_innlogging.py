"""The pages of login as people meet them: each state through axe, the keyboard alone, without script."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from rodtraad.organisasjon.services import opprett_kommune
from rodtraad.tilgang import innlogging_epost
from tests.e2e.axe import AXE, brudd
from tests.tilgang.konto import FEIL, NYTT, PASSORD, kode_naa, lag_innloggbar

pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


@pytest.fixture(autouse=True)
def _kari(monkeypatch: Any, settings: Any) -> Iterator[None]:
    """A person who can log in, letters at once, and no counts from other tests."""
    cache.clear()
    settings.EPOST_SENDES = True
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_failed": "20/m/ip"}
    monkeypatch.setattr(innlogging_epost, "send", lambda brev: brev.send())
    opprett_kommune(nummer="5025", navn="Prøvekommunen", av="test")
    lag_innloggbar("kari", "systemadministrator")
    yield
    cache.clear()


class Gjest:
    """Walks through the pages, and looks at each in light and dark, wide and narrow."""

    def __init__(self, side: Page, adresse: str) -> None:
        self.side, self.adresse = side, adresse
        self.feil: dict[str, Any] = {}

    def til(self, sti: str) -> None:
        self.side.goto(self.adresse + sti)
        self.se(sti)

    def send(self, **felt: str) -> None:
        for navn, verdi in felt.items():
            self.side.fill(f"[name={navn}]", verdi)
        self.side.locator(f"main form:has([name={next(iter(felt))}]) button[type=submit]").click()
        self.side.wait_for_load_state()
        self.se("svar på " + ", ".join(felt))

    def se(self, hva: str) -> None:
        tittel = f"{hva} → {self.side.locator('h1').inner_text()}"
        for tema in ("light", "dark"):
            for bredde in (1280, 320):
                self.side.emulate_media(color_scheme=tema)
                self.side.set_viewport_size({"width": bredde, "height": 900})
                funn = brudd(self.side)
                if self.side.evaluate("document.documentElement.scrollWidth") > bredde:
                    funn.append("siden ruller sidelengs")
                if funn:
                    self.feil[f"{tittel} {tema} {bredde}"] = funn


@pytest.mark.krav("PUB-07")
def test_no_state_of_the_login_has_an_accessibility_error(
    nettleser: Browser, live_server: LiveServer
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core er ikke installert (make oppsett)")
    kontekst = nettleser.new_context(bypass_csp=True, reduced_motion="reduce")
    gjest = Gjest(kontekst.new_page(), live_server.url)
    _glemt(gjest)
    _inn(gjest)
    nokkel = _totrinn_paa(gjest)
    for sti in ("/konto/", "/konto/okter/", "/konto/passord/", "/konto/totrinn/", "/konto/totrinn/koder/"):
        gjest.til(sti)
    for sti in (
        "/konto/totrinn/koder/nye/",
        "/konto/totrinn/skru-av/",
        "/konto/bekreft/passord/",
        "/konto/logg-ut/",
    ):
        gjest.til(sti)
    kontekst.clear_cookies()
    gjest.til("/konto/logg-inn/")
    gjest.send(login="kari", password=NYTT)
    gjest.send(code="000000")
    gjest.send(code=kode_naa(nokkel, 1))
    assert gjest.side.url.endswith("/arbeid/")
    kontekst.close()
    assert gjest.feil == {}


def _glemt(gjest: Gjest) -> None:
    """The letter, the link, a poor password, a good one, the link again."""
    gjest.til("/konto/glemt-passord/")
    gjest.send(email="kari@prove.example")
    treff = re.search(r"(/konto/nytt-passord/\S+/)", mail.outbox[0].body)
    assert treff
    gjest.til(treff[1])
    gjest.send(password1="kort", password2="kort")
    gjest.send(password1=NYTT, password2=NYTT)
    gjest.til(treff[1])


def _inn(gjest: Gjest) -> None:
    gjest.til("/konto/logg-inn/?next=/konto/")
    gjest.send(login="kari", password=FEIL)
    gjest.send(login="kari", password=NYTT)
    assert gjest.side.url.endswith("/konto/")


def _totrinn_paa(gjest: Gjest) -> str:
    gjest.til("/konto/totrinn/skru-paa/")
    gjest.send(code="000000")
    nokkel: str = gjest.side.locator("main code").inner_text()
    gjest.send(code=kode_naa(nokkel))
    return nokkel


def test_one_logs_in_and_out_with_the_keyboard_alone(side: Page, live_server: LiveServer) -> None:
    side.goto(f"{live_server.url}/konto/logg-inn/?next=/konto/")
    _tab_til(side, "login")
    side.keyboard.type("kari")
    side.keyboard.press("Tab")
    side.keyboard.type(PASSORD)
    side.keyboard.press("Enter")
    expect(side.get_by_role("heading", name="Min konto", level=1)).to_be_visible()
    knapp = side.get_by_role("main").get_by_role("button", name="Logg ut")
    knapp.focus()
    with side.expect_navigation():
        side.keyboard.press("Enter")
    side.goto(f"{live_server.url}/konto/")
    expect(side.get_by_role("heading", name="Logg inn", level=1)).to_be_visible()


def _tab_til(side: Page, navn: str) -> None:
    for _ in range(20):
        side.keyboard.press("Tab")
        if side.evaluate("document.activeElement.name") == navn:
            return
    pytest.fail(f"feltet {navn} nås ikke med tabulator")


def test_login_and_two_factor_need_no_script(nettleser: Browser, live_server: LiveServer) -> None:
    kontekst = nettleser.new_context(java_script_enabled=False)
    side = kontekst.new_page()
    side.goto(f"{live_server.url}/konto/logg-inn/?next=/konto/totrinn/skru-paa/")
    side.fill("[name=login]", "kari")
    side.fill("[name=password]", PASSORD)
    side.keyboard.press("Enter")
    nokkel = side.locator("main code").inner_text()
    side.fill("[name=code]", kode_naa(nokkel))
    side.keyboard.press("Enter")
    expect(side.locator("body")).to_contain_text("Totrinnsbekreftelse er slått på")
    kontekst.close()

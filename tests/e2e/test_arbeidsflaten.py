"""The work surface as people meet it: every address of the role matrix through axe, light and dark, wide and narrow."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from rodtraad.tilgang.models import Bruker
from tests.e2e.test_nettsted import AXE, brudd
from tests.personer import Verden, lag_verden
from tests.tilgang.test_rollematrise import ALLE, lag_eksempler, rader

pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]
VISNINGER = [("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)]
IKKE_HTML = "ikke en HTML-side"


@pytest.fixture
def verden() -> Verden:
    laget = lag_verden()
    lag_eksempler(laget)
    return laget


def sider() -> Iterator[dict[str, Any]]:
    """Rows of the matrix that someone may open."""
    sett = set()
    for rad in rader():
        if rad.get("metode", "GET") == "GET" and rad["slipper_inn"] and rad["adresse"] not in sett:
            sett.add(rad["adresse"])
            yield rad


def person_for(verden: Verden, rad: dict[str, Any]) -> Bruker:
    rolle = "systemadministrator" if rad["slipper_inn"] == ALLE else rad["slipper_inn"][0]
    return verden.personer[rolle]


def logg_inn(kontekst: Any, tjener: LiveServer, person: Bruker) -> None:
    klient = Client()
    klient.force_login(person)
    kontekst.add_cookies(
        [{"name": "sessionid", "value": klient.cookies["sessionid"].value, "url": tjener.url}]
    )


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


@pytest.mark.krav("PUB-07")
@pytest.mark.parametrize(("tema", "bredde"), VISNINGER)
def test_no_work_page_has_an_accessibility_error(
    nettleser: Browser, live_server: LiveServer, verden: Verden, tema: str, bredde: int
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core er ikke installert (make oppsett)")
    feil: dict[str, Any] = {}
    sett = 0
    for rad in sider():
        kontekst = nettleser.new_context(
            bypass_csp=True,
            reduced_motion="reduce",
            color_scheme=tema,
            viewport={"width": bredde, "height": 900},
        )
        logg_inn(kontekst, live_server, person_for(verden, rad))
        side = kontekst.new_page()
        adresse = rad["adresse"].format(**verden.eksempler)
        galt = apne(side, live_server.url + adresse)
        if galt != IKKE_HTML:
            sett += 1
            funn = [galt] if galt else brudd(side)
            if not galt and side.evaluate("document.documentElement.scrollWidth") > bredde:
                funn.append("siden ruller sidelengs")
            if not galt and side.locator("h1").count() != 1:
                funn.append("siden har ikke nøyaktig én h1")
            if funn:
                feil[adresse] = funn
        kontekst.close()
    assert feil == {}
    assert sett > 5


def test_no_work_page_breaks_its_own_content_policy(
    nettleser: Browser, live_server: LiveServer, verden: Verden
) -> None:
    feil: dict[str, list[str]] = {}
    for rad in sider():
        kontekst = nettleser.new_context()
        logg_inn(kontekst, live_server, person_for(verden, rad))
        side = kontekst.new_page()
        linjer: list[str] = []
        side.on("pageerror", lambda e, linjer=linjer: linjer.append(str(e)))
        side.on("console", lambda m, linjer=linjer: linjer.append(m.text) if m.type == "error" else None)
        adresse = rad["adresse"].format(**verden.eksempler)
        apne(side, live_server.url + adresse)
        kontekst.close()
        if linjer:
            feil[adresse] = linjer
    assert feil == {}

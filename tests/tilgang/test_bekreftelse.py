"""Elevated power is timed, and what was posted is not lost."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from rodtraad.hendelser.adgang import adgang
from rodtraad.hendelser.services import loggfor
from rodtraad.tilgang.bekreftelse import nylig_bekreftet
from tests.personer import lag_person
from tests.tilgang.bekreft import bekreft
from tests.tilgang.konto import FEIL, PASSORD, handlinger, lag_innloggbar, logg_inn, skru_paa_totrinn

GAMMEL = 15 * 60 + 1


@adgang("roller.tildel")
@nylig_bekreftet
def gi_rolle(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        loggfor(
            handling="proev",
            gjelder="proev:1",
            etter={"rolle": request.POST["rolle"], "i": request.GET.get("i")},
        )
        return HttpResponse(
            f"ga {request.POST['rolle']} {'del' if 'HX-Request' in request.headers else 'hel'}"
        )
    return HttpResponse("skjema")


urlpatterns = [path("gi/", gi_rolle), path("", include("rodtraad.web.urls"))]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def kari(client: Client) -> Any:
    kari = lag_innloggbar("kari", "systemadministrator")
    logg_inn(client)
    return kari


@pytest.mark.usefixtures("kari")
def test_whoever_just_logged_in_is_let_through(client: Client) -> None:
    assert client.get("/gi/").content == b"skjema"


@pytest.mark.usefixtures("kari")
def test_after_some_minutes_the_page_is_confirmed_before_it_is_shown(client: Client) -> None:
    bekreft(client, for_sekunder_siden=GAMMEL)
    svar = client.get("/gi/?i=1")
    assert svar.url == "/konto/bekreft/passord/?next=%2Fgi%2F%3Fi%3D1"
    side = client.get(svar.url).content.decode()
    assert "Bekreft at det er deg" in side
    feil = client.post("/konto/bekreft/passord/", {"password": FEIL, "next": "/gi/?i=1"})
    assert "Feil passord" in feil.content.decode()
    assert client.get("/gi/").status_code == 302
    assert client.post("/konto/bekreft/passord/", {"password": PASSORD, "next": "/gi/?i=1"}).url == "/gi/?i=1"
    assert client.get("/gi/").content == b"skjema"


@pytest.mark.parametrize("htmx", [False, True])
def test_what_was_posted_is_carried_out_after_the_confirmation(
    client: Client, kari: Any, *, htmx: bool
) -> None:
    bekreft(client, for_sekunder_siden=GAMMEL)
    hode = {"HX-Request": "true", "HX-Current-URL": "http://testserver/gi/"} if htmx else {}
    svar = client.post("/gi/?i=7", {"rolle": "okonomi"}, headers=hode)
    til = svar.headers["HX-Redirect"] if htmx else svar.url
    assert svar.status_code == (401 if htmx else 302)
    assert til == "/konto/bekreft/passord/?next=%2Fgi%2F"
    svar = client.post("/konto/bekreft/passord/", {"password": PASSORD, "next": "/gi/"})
    assert svar.content == b"ga okonomi hel"
    assert handlinger(kari)[-1] == "bekreftet hvem det er"


@pytest.mark.usefixtures("kari")
def test_what_waits_is_carried_out_once(client: Client) -> None:
    bekreft(client, for_sekunder_siden=GAMMEL)
    client.post("/gi/", {"rolle": "okonomi"})
    client.post("/konto/bekreft/passord/", {"password": PASSORD, "next": "/gi/"})
    svar = client.post("/konto/bekreft/passord/", {"password": PASSORD, "next": "/gi/"})
    assert (svar.status_code, svar.url) == (302, "/gi/")


def test_what_waits_is_not_carried_out_for_whoever_has_lost_the_right(client: Client, kari: Any) -> None:
    bekreft(client, for_sekunder_siden=GAMMEL)
    client.post("/gi/", {"rolle": "okonomi"})
    kari.rolletildelinger.all().delete()
    assert client.post("/konto/bekreft/passord/", {"password": PASSORD, "next": "/gi/"}).status_code == 403


@pytest.mark.usefixtures("kari")
def test_a_part_of_a_page_asks_for_the_whole_page(client: Client) -> None:
    bekreft(client, for_sekunder_siden=GAMMEL)
    svar = client.get("/gi/", headers={"HX-Request": "true", "HX-Current-URL": "http://ond.example/arbeid/"})
    assert svar.headers["HX-Redirect"] == "/konto/bekreft/passord/?next=%2Farbeid%2F"


def test_one_without_the_right_is_refused_before_any_confirmation(client: Client) -> None:
    lag_innloggbar("ola", "ansatt")
    logg_inn(client, "ola")
    assert client.get("/gi/").status_code == 403


@pytest.mark.usefixtures("kari")
def test_a_code_confirms_as_well_as_the_password(client: Client) -> None:
    skru_paa_totrinn(client)
    bekreft(client, for_sekunder_siden=GAMMEL)
    side = client.get(client.get("/gi/").url).content.decode()
    assert "/konto/bekreft/kode/?next=" in side


def test_whoever_has_neither_password_nor_code_is_told_what_to_do(client: Client) -> None:
    client.force_login(lag_person("ola", "systemadministrator"))
    svar = client.get("/gi/")
    assert svar.url == "/konto/bekreft/?next=%2Fgi%2F"
    assert "Du har ikke passord her" in client.get(svar.url).content.decode()


@pytest.mark.usefixtures("kari")
def test_guessing_at_the_confirmation_is_stopped(client: Client) -> None:
    bekreft(client, for_sekunder_siden=GAMMEL)
    for _ in range(5):
        client.post("/konto/bekreft/passord/", {"password": FEIL})
    svar = client.post("/konto/bekreft/passord/", {"password": PASSORD})
    assert "For mange forsøk" in svar.content.decode()

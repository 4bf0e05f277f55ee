"""«Prøv som …»: open in a demonstration on one's own machine, and nowhere else."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from rodtraad.demo.mappe import MERKE as DEMOENS_MERKE
from rodtraad.hendelser.models import Hendelse
from rodtraad.tilgang import demoinnlogging
from rodtraad.tilgang.services import sett_aktiv
from tests.personer import lag_verden

pytestmark = pytest.mark.django_db
LOGG_INN, PROV = "/konto/logg-inn/", "/konto/prov-som/virksomhetsleder/"


@pytest.fixture
def demo(tmp_path: Path, settings: Any) -> Path:
    """A marked folder, and a server that answers only to this machine."""
    settings.MAPPE = tmp_path
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
    (tmp_path / demoinnlogging.MERKE).write_text("demo")
    lag_verden()
    return tmp_path


@pytest.fixture
def nettleser() -> Client:
    return Client(headers={"host": "127.0.0.1:8000"})


def test_the_mark_is_the_one_the_demonstration_makes() -> None:
    assert demoinnlogging.MERKE == DEMOENS_MERKE


@pytest.mark.krav("SYS-01")
def test_a_newcomer_is_in_with_one_press_and_the_log_says_how(demo: Path, nettleser: Client) -> None:
    side = nettleser.get(LOGG_INN).content.decode()
    assert "Prøv som Virksomhetsleder (Virksomhetsleder Prøve)" in side
    svar = nettleser.post(PROV)
    assert (svar.status_code, svar["Location"]) == (302, "/arbeid/")
    assert nettleser.get("/arbeid/").status_code == 200
    logget = Hendelse.objects.get(handling="logget inn")
    assert (logget.av, logget.verdi_etter["med"]) == ("virksomhetsleder", ["demonstrasjon"])


def test_acts_that_ask_who_one_is_are_open_just_after(demo: Path, nettleser: Client) -> None:
    nettleser.post("/konto/prov-som/systemadministrator/")
    assert nettleser.get("/arbeid/personer/ny/").status_code == 200


def test_the_press_goes_back_to_where_one_was_but_never_to_another_host(
    demo: Path, nettleser: Client
) -> None:
    assert nettleser.post(PROV, {"next": "/arbeid/ordliste/"})["Location"] == "/arbeid/ordliste/"
    nettleser.logout()
    assert nettleser.post(PROV, {"next": "https://ond.example/"})["Location"] == "/arbeid/"


def test_it_takes_a_press_on_our_own_page(demo: Path) -> None:
    streng = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1:8000"})
    assert streng.post(PROV).status_code == 403
    assert streng.get(PROV).status_code == 405


@pytest.mark.parametrize(
    "aapning",
    ["uten merke", "tls", "proxy", "vert utenfra", "nettleser utenfra", "videresendt", "sperret person"],
)
def test_it_is_closed_everywhere_else(demo: Path, nettleser: Client, settings: Any, aapning: str) -> None:
    valg: dict[str, Any] = {}
    match aapning:
        case "uten merke":
            (demo / demoinnlogging.MERKE).unlink()
        case "tls":
            settings.SESSION_COOKIE_SECURE = True
        case "proxy":
            settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        case "vert utenfra":
            settings.ALLOWED_HOSTS = ["127.0.0.1", "roros.example"]
        case "nettleser utenfra":
            valg = {"REMOTE_ADDR": "10.0.0.7"}
        case "videresendt":
            valg = {"HTTP_X_FORWARDED_FOR": "10.0.0.7"}
        case "sperret person":
            person = demoinnlogging._holder("virksomhetsleder", demoinnlogging.timezone.localdate())
            sett_aktiv(bruker_id=person.pk, aktiv=False, av="test", av_id=None)
    side = nettleser.get(LOGG_INN, **valg).content.decode()
    assert "Prøv som Virksomhetsleder" not in side
    assert nettleser.post(PROV, **valg).status_code == 404
    assert nettleser.get("/arbeid/").status_code == 302
    assert not Hendelse.objects.filter(handling="logget inn").exists()


def test_a_role_nobody_holds_is_not_found(demo: Path, nettleser: Client) -> None:
    assert nettleser.post("/konto/prov-som/finnes-ikke/").status_code == 404

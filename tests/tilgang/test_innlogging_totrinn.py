"""Two-factor: on, at login, off, and demanded by role."""

import base64
import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone

from rodtraad.tilgang import innlogging_epost, kryptering
from rodtraad.tilgang.models import Bruker, Stedfortredelse
from tests.tilgang.bekreft import bekreft
from tests.tilgang.konto import (
    FEIL,
    er_inne,
    handlinger,
    kode_naa,
    lag_innloggbar,
    logg_inn,
    skru_paa_totrinn,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _straks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(innlogging_epost, "send", lambda brev: brev.send())


@pytest.fixture
def nokkel(client: Client) -> str:
    """The key of a person who has activated two-factor and logged out."""
    lag_innloggbar()
    logg_inn(client)
    nokkel = skru_paa_totrinn(client)
    client.post("/konto/logg-ut/")
    return nokkel


def test_the_page_shows_a_picture_the_policy_allows_and_the_key(client: Client) -> None:
    lag_innloggbar()
    logg_inn(client)
    svar = client.get("/konto/totrinn/skru-paa/")
    side = svar.content.decode()
    treff = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', side)
    assert treff
    assert b"<svg" in base64.b64decode(treff[1])
    assert "img-src 'self' data:" in svar.headers["Content-Security-Policy"]
    assert "<script>" not in side
    assert "style=" not in side


def test_two_factor_is_activated_logged_told_and_kept_unreadable(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    kari = lag_innloggbar()
    logg_inn(client)
    with django_capture_on_commit_callbacks(execute=True):
        nokkel = skru_paa_totrinn(client)
    assert handlinger(kari)[1:] == ["slo på totrinn", "slo på reservekoder"]
    assert "Totrinnsbekreftelse ble slått på for deg" in mail.outbox[-1].body
    lagret = Authenticator.objects.get(type="totp").data["secret"]
    assert nokkel not in lagret
    assert kryptering.dekrypter(lagret) == nokkel
    assert "På" in client.get("/konto/totrinn/").content.decode()


def test_the_password_alone_is_not_enough(client: Client, nokkel: str) -> None:
    svar = logg_inn(client)
    assert svar.url == "/konto/kode/"
    assert not er_inne(client)
    assert "Koden er feil" in client.post("/konto/kode/", {"code": "000000"}).content.decode()
    assert not er_inne(client)
    svar = client.post("/konto/kode/", {"code": kode_naa(nokkel, 1)})
    assert svar.url == "/arbeid/"
    assert er_inne(client)


def test_the_page_one_asked_for_is_remembered_through_the_code(client: Client, nokkel: str) -> None:
    logg_inn(client, til="/konto/okter/")
    assert client.post("/konto/kode/", {"code": kode_naa(nokkel, 1)}).url == "/konto/okter/"


def test_a_code_is_good_once(client: Client, nokkel: str) -> None:
    kode = kode_naa(nokkel, 1)
    for klient, inne in ((client, True), (Client(), False)):
        logg_inn(klient)
        klient.post("/konto/kode/", {"code": kode})
        assert er_inne(klient) is inne


def test_a_recovery_code_is_good_once(client: Client, nokkel: str) -> None:
    logg_inn(client)
    client.post("/konto/kode/", {"code": kode_naa(nokkel, 1)})
    side = client.get("/konto/totrinn/koder/").content.decode()
    koder = re.findall(r"<code>(\d{8})</code>", side)
    assert len(koder) == 10
    assert client.get("/konto/totrinn/koder/fil/").content.decode().split() == koder
    for inne in (True, False):
        klient = Client()
        logg_inn(klient)
        klient.post("/konto/kode/", {"code": koder[0]})
        assert er_inne(klient) is inne
    assert "Du har 9 reservekoder igjen" in client.get("/konto/totrinn/koder/").content.decode()


def test_new_recovery_codes_make_the_old_ones_worth_nothing(client: Client, nokkel: str) -> None:
    logg_inn(client)
    client.post("/konto/kode/", {"code": kode_naa(nokkel, 1)})
    gamle = client.get("/konto/totrinn/koder/fil/").content.decode().split()
    assert client.post("/konto/totrinn/koder/nye/").url == "/konto/totrinn/koder/"
    nye = client.get("/konto/totrinn/koder/fil/").content.decode().split()
    assert not set(gamle) & set(nye)


def test_guessing_codes_is_stopped(client: Client, nokkel: str) -> None:
    logg_inn(client)
    for _ in range(5):
        client.post("/konto/kode/", {"code": "000000"})
    svar = client.post("/konto/kode/", {"code": kode_naa(nokkel, 1)})
    assert "For mange forsøk" in svar.content.decode()
    assert not er_inne(client)


def test_two_factor_is_taken_off_only_by_whoever_confirms(client: Client, nokkel: str) -> None:
    logg_inn(client)
    client.post("/konto/kode/", {"code": kode_naa(nokkel, 1)})
    bekreft(client, for_sekunder_siden=3600)
    assert client.get("/konto/totrinn/skru-av/").url.startswith("/konto/bekreft/passord/")
    bekreft(client)
    assert client.post("/konto/totrinn/skru-av/").status_code == 302
    assert not Authenticator.objects.exists()
    assert "slått av" in mail.outbox[-1].body


def test_a_role_that_demands_two_factor_is_led_to_activate_it_first(client: Client, settings: Any) -> None:
    settings.TOTRINN_ROLLER = frozenset({"systemadministrator"})
    lag_innloggbar("kari", "systemadministrator")
    lag_innloggbar("ola", "ansatt")
    logg_inn(client)
    assert client.get("/arbeid/").url == "/konto/totrinn/skru-paa/"
    assert client.get("/konto/").status_code == 200
    assert (
        client.get("/arbeid/", headers={"HX-Request": "true"}).headers["HX-Redirect"]
        == "/konto/totrinn/skru-paa/"
    )
    assert "Rollen din krever totrinnsbekreftelse" in client.get("/konto/totrinn/skru-paa/").content.decode()
    skru_paa_totrinn(client)
    assert client.get("/arbeid/").status_code == 200
    annen = Client()
    logg_inn(annen, "ola")
    assert annen.get("/arbeid/").status_code == 200


def test_a_role_that_demands_two_factor_cannot_take_it_off(client: Client, settings: Any) -> None:
    lag_innloggbar("kari", "systemadministrator")
    logg_inn(client)
    skru_paa_totrinn(client)
    settings.TOTRINN_ROLLER = frozenset({"systemadministrator"})
    assert "Den kan ikke slås av" in client.get("/konto/totrinn/skru-av/").content.decode()
    client.post("/konto/totrinn/skru-av/")
    assert Authenticator.objects.filter(type="totp").exists()


def test_a_deputy_for_a_role_that_demands_two_factor_needs_it_too(client: Client, settings: Any) -> None:
    settings.TOTRINN_ROLLER = frozenset({"kommunedirektor"})
    ola = lag_innloggbar("ola", "ansatt")
    sjef = lag_innloggbar("sjef", "kommunedirektor")
    i_dag = timezone.localdate()
    Stedfortredelse.objects.create(
        for_bruker=sjef,
        stedfortreder=ola,
        fra=i_dag,
        til=i_dag + timedelta(days=7),
        grunn="ferie",
        opprettet_av="sjef",
    )
    logg_inn(client, "ola")
    assert client.get("/arbeid/").status_code == 200
    okt = client.session
    okt["paa_vegne_av"] = sjef.pk
    okt.save()
    assert client.get("/arbeid/").url == "/konto/totrinn/skru-paa/"


def test_two_factor_can_be_used_after_the_key_of_the_installation_is_changed(
    client: Client, nokkel: str, settings: Any
) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "en helt ny hemmelighet som er lang nok til alt"  # noqa: S105
    logg_inn(client)
    client.post("/konto/kode/", {"code": kode_naa(nokkel, 1)})
    assert er_inne(client)


def test_a_wrong_code_is_logged(client: Client, nokkel: str) -> None:
    logg_inn(client)
    client.post("/konto/kode/", {"code": FEIL})
    assert handlinger(Bruker.objects.get(username="kari"))[-1] == "skrev feil kode"

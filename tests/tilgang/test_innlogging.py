"""Local login: who gets in, how long, and what the log says."""

import time
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from rodtraad.hendelser.models import Hendelse
from tests.personer import lag_person
from tests.tilgang.konto import FEIL, PASSORD, er_inne, handlinger, lag_innloggbar, logg_inn

pytestmark = pytest.mark.django_db


@pytest.mark.krav("SYS-01")
@pytest.mark.parametrize("navn", ["kari", "KARI", "kari@prove.example", "Kari@Prove.Example", "  kari "])
def test_one_logs_in_with_user_name_or_email_and_comes_to_ones_start_page(client: Client, navn: str) -> None:
    lag_innloggbar()
    svar = logg_inn(client, navn)
    assert (svar.status_code, svar.url) == (302, "/arbeid/")
    assert er_inne(client)


def test_the_password_is_stored_as_argon2() -> None:
    assert lag_innloggbar().password.startswith("argon2$argon2id$")


def test_one_comes_to_the_page_one_asked_for(client: Client) -> None:
    lag_innloggbar()
    spurt = client.get("/konto/okter/")
    assert spurt.url == "/konto/logg-inn/?next=/konto/okter/"
    side = client.get(spurt.url).content.decode()
    assert '<input type="hidden" name="next" value="/konto/okter/">' in side
    assert logg_inn(client, til="/konto/okter/").url == "/konto/okter/"


@pytest.mark.parametrize(("navn", "passord"), [("kari", FEIL), ("ingen", PASSORD), ("kari", "")])
def test_a_wrong_login_says_what_to_do_and_keeps_the_name(client: Client, navn: str, passord: str) -> None:
    lag_innloggbar()
    svar = logg_inn(client, navn, passord)
    side = svar.content.decode()
    assert svar.status_code == 200
    assert f'value="{navn}"' in side
    assert "Feil navn eller passord" in side or "Feltet er påkrevet" in side
    assert not er_inne(client)


@pytest.mark.krav("SYS-04")
def test_the_log_shows_login_failure_and_logout_and_no_secret(client: Client) -> None:
    kari = lag_innloggbar()
    logg_inn(client, "kari", FEIL)
    logg_inn(client, "mitt-passord-i-feil-felt", PASSORD)
    logg_inn(client)
    client.post("/konto/logg-ut/")
    assert handlinger(kari) == ["ble avvist ved innlogging", "logget inn", "logget ut"]
    assert handlinger() == ["ble avvist ved innlogging"]
    alt = " ".join(f"{h.av} {h.gjelder} {h.verdi_for} {h.verdi_etter}" for h in Hendelse.objects.all())
    for hemmelig in (PASSORD, FEIL, "mitt-passord-i-feil-felt"):
        assert hemmelig not in alt
    inn = Hendelse.objects.get(handling="logget inn")
    assert (inn.av, inn.verdi_etter) == ("kari", {"ip": "127.0.0.1", "med": ["passord"]})


def test_an_inactive_person_is_answered_as_one_who_does_not_exist(client: Client) -> None:
    kari = lag_innloggbar()
    kari.is_active = False
    kari.save()
    assert "Feil navn eller passord" in logg_inn(client).content.decode()


def test_a_person_without_a_password_cannot_log_in_with_any(client: Client) -> None:
    lag_person("ola")
    for passord in ("", "!", "None"):
        logg_inn(client, "ola", passord)
    assert not er_inne(client)


def test_a_session_ends_when_the_person_is_made_inactive_and_stays_ended(client: Client) -> None:
    kari = lag_innloggbar()
    logg_inn(client)
    kari.is_active = False
    kari.save()
    assert not er_inne(client)
    kari.is_active = True
    kari.save()
    assert not er_inne(client)


def test_an_unused_session_ends_and_a_used_one_lasts(client: Client, monkeypatch: Any, settings: Any) -> None:
    lag_innloggbar()
    settings.SESSION_COOKIE_AGE = 2
    monkeypatch.setattr("rodtraad.tilgang.innlogging_okt.NOYAKTIG", 0)
    ubrukt = Client()
    logg_inn(client)
    logg_inn(ubrukt)
    for _ in range(5):
        time.sleep(0.6)
        assert er_inne(client)
    assert not er_inne(ubrukt)


def test_a_session_ends_after_some_hours_however_much_it_is_used(client: Client, monkeypatch: Any) -> None:
    kari = lag_innloggbar()
    logg_inn(client)
    naa = time.time()
    for timer in range(12):
        monkeypatch.setattr(
            "rodtraad.tilgang.innlogging_okt.time.time", lambda timer=timer: naa + 3600 * timer
        )
        assert er_inne(client)
    monkeypatch.setattr("rodtraad.tilgang.innlogging_okt.time.time", lambda: naa + 3600 * 12 + 1)
    svar = client.get("/konto/okter/")
    assert svar.url == "/konto/logg-inn/?next=/konto/okter/"
    assert handlinger(kari)[-1] == "logget ut"


def test_the_session_cookie_is_for_the_browser_session_and_out_of_reach_of_scripts(client: Client) -> None:
    lag_innloggbar()
    kake = logg_inn(client).cookies["sessionid"]
    assert kake["httponly"]
    assert kake["samesite"] == "Lax"
    assert kake["max-age"] == ""


def test_a_page_costs_a_session_and_a_person(client: Client, django_assert_max_num_queries: Any) -> None:
    lag_innloggbar()
    logg_inn(client)
    client.get("/konto/")
    with django_assert_max_num_queries(12):
        assert client.get("/konto/").status_code == 200


def test_nobody_can_make_themselves_a_user(client: Client) -> None:
    for adresse in ("/konto/registrer/", "/konto/signup/", "/accounts/signup/", "/konto/email/"):
        assert client.get(adresse).status_code == 404
        assert client.post(adresse).status_code == 404


def test_no_addresses_of_persons_are_kept_beside_the_person(client: Client) -> None:
    lag_innloggbar()
    logg_inn(client, "kari@prove.example")
    client.post("/konto/glemt-passord/", {"email": "kari@prove.example"})
    assert not EmailAddress.objects.exists()

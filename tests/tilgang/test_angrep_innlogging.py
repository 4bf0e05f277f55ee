"""Attacks on the login, each as an attacker does it."""

import time
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache, caches
from django.test import Client

from rodtraad.hendelser.models import Hendelse
from rodtraad.tilgang import innlogging_epost
from rodtraad.tilgang.innlogging_services import sett_passord
from tests.tilgang.konto import FEIL, NYTT, PASSORD, er_inne, handlinger, lag_innloggbar, logg_inn

pytestmark = pytest.mark.django_db

ONDE = [
    "https://ond.example/",
    "//ond.example/",
    "///ond.example/",
    "/\\ond.example/",
    "https:ond.example",
    "javascript:alert(1)",
    "http://testserver@ond.example/",
    "http://testserver.ond.example/",
    "\thttps://ond.example/",
]


def test_fixation_a_session_planted_before_login_is_worth_nothing_after(client: Client) -> None:
    lag_innloggbar()
    client.get("/konto/logg-inn/")
    okt = client.session
    okt["plantet"] = 1
    okt.save()
    client.cookies["sessionid"] = okt.session_key
    logg_inn(client)
    assert client.cookies["sessionid"].value != okt.session_key
    angriper = Client()
    angriper.cookies["sessionid"] = okt.session_key
    assert not er_inne(angriper)
    assert er_inne(client)


def test_a_session_is_worth_nothing_after_logout(client: Client) -> None:
    lag_innloggbar()
    logg_inn(client)
    tyv = Client()
    tyv.cookies["sessionid"] = client.cookies["sessionid"].value
    assert er_inne(tyv)
    client.post("/konto/logg-ut/")
    assert not er_inne(tyv)


@pytest.mark.parametrize("ond", ONDE)
def test_open_redirect_next_is_refused_at_login_and_logout(client: Client, ond: str) -> None:
    lag_innloggbar()
    assert logg_inn(client, til=ond).url == "/arbeid/"
    assert client.get("/konto/logg-inn/", {"next": ond}).url == "/arbeid/"
    svar = client.post("/konto/bekreft/passord/", {"password": PASSORD, "next": ond})
    assert svar.url == "/arbeid/"
    assert client.post("/konto/logg-ut/", {"next": ond}).url == "/"


def test_open_redirect_another_host_of_ours_is_refused_too(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "annen.example"]
    lag_innloggbar()
    assert logg_inn(client, til="https://annen.example/").url == "/arbeid/"


def test_enumeration_a_known_and_an_unknown_name_get_the_same_answer(client: Client) -> None:
    lag_innloggbar()
    sider = [logg_inn(client, navn, FEIL).content.decode().replace(navn, "NAVN") for navn in ("kari", "kirk")]
    uten_vern = [side.split("csrfmiddlewaretoken")[0] + side.split('name="login"')[1] for side in sider]
    assert uten_vern[0] == uten_vern[1]


@pytest.mark.parametrize("navn", [("kari", "kirk"), ("kari@prove.example", "kirk@prove.example")])
def test_enumeration_a_known_and_an_unknown_name_take_the_same_work(
    client: Client, monkeypatch: Any, navn: tuple[str, str]
) -> None:
    lag_innloggbar()
    arbeid = []
    encode, verify = Argon2PasswordHasher.encode, Argon2PasswordHasher.verify
    monkeypatch.setattr(
        Argon2PasswordHasher, "encode", lambda *a, **k: (arbeid.append(1), encode(*a, **k))[1]
    )
    monkeypatch.setattr(
        Argon2PasswordHasher, "verify", lambda *a, **k: (arbeid.append(1), verify(*a, **k))[1]
    )
    antall = []
    for ett in navn:
        arbeid.clear()
        logg_inn(client, ett, FEIL)
        antall.append(len(arbeid))
    assert antall == [1, 1]


def test_enumeration_a_known_and_an_unknown_address_get_the_same_answer_in_the_same_time(
    client: Client, monkeypatch: Any
) -> None:
    lag_innloggbar()
    monkeypatch.setattr(innlogging_epost, "_send", lambda _: time.sleep(2))
    svar, tider = {}, {}
    for epost in ("kari@prove.example", "kirk@prove.example"):
        begynte = time.perf_counter()
        ett = client.post("/konto/glemt-passord/", {"email": epost})
        tider[epost] = time.perf_counter() - begynte
        svar[epost] = (ett.status_code, ett.url, client.get(ett.url).content)
    assert svar["kari@prove.example"] == svar["kirk@prove.example"]
    assert max(tider.values()) < 1.5
    assert Hendelse.objects.filter(handling="ba om passordlenke").count() == 2
    assert "kirk" not in str(list(Hendelse.objects.values()))


def test_lockout_after_five_failures_also_the_right_password_is_refused(client: Client) -> None:
    kari = lag_innloggbar()
    for _ in range(5):
        logg_inn(client, "kari", FEIL)
    svar = logg_inn(Client())
    assert "For mange forsøk med feil" in svar.content.decode()
    logg_inn(client)
    assert not er_inne(client)
    assert handlinger(kari) == ["ble avvist ved innlogging"] * 5 + ["ble sperret for innlogging"]


def test_lockout_is_the_same_for_a_name_that_does_not_exist(client: Client) -> None:
    for _ in range(5):
        logg_inn(client, "ingen", FEIL)
    assert "For mange forsøk med feil" in logg_inn(client, "ingen").content.decode()


def test_lockout_counts_the_person_and_not_the_name_or_the_host(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "annen.example"]
    lag_innloggbar()
    for navn in ("kari", "KARI", "kari@prove.example", "Kari@Prove.example", " kari"):
        logg_inn(client, navn, FEIL, headers={"host": "annen.example"})
    assert "For mange forsøk" in logg_inn(client).content.decode()


def test_lockout_of_one_does_not_lock_another(client: Client) -> None:
    lag_innloggbar()
    lag_innloggbar("ola")
    for _ in range(6):
        logg_inn(client, "kari", FEIL)
    logg_inn(client, "ola")
    assert er_inne(client)


def test_lockout_ends_with_a_new_password_and_the_count_per_address_stands(client: Client) -> None:
    kari = lag_innloggbar()
    for _ in range(6):
        logg_inn(client, "kari", FEIL)
    sett_passord(person=kari, passord=NYTT, av="test")
    logg_inn(client, "kari", NYTT)
    assert er_inne(client)
    for nr in range(15):
        logg_inn(Client(), f"gjett{nr}", FEIL)
    assert "For mange forsøk" in logg_inn(Client(), "kari", NYTT).content.decode()


def test_lockout_ends(client: Client, monkeypatch: Any) -> None:
    lag_innloggbar()
    for _ in range(6):
        logg_inn(client, "kari", FEIL)
    naa = time.time()
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: naa + 15 * 60 + 1)
    logg_inn(client)
    assert er_inne(client)


def test_a_right_login_between_failures_does_not_reset_the_count(client: Client) -> None:
    lag_innloggbar()
    for _ in range(4):
        logg_inn(Client(), "kari", FEIL)
    logg_inn(Client())
    logg_inn(Client(), "kari", FEIL)
    assert "For mange forsøk" in logg_inn(client).content.decode()


def test_the_count_stands_in_the_database_and_survives_a_restart(client: Client, settings: Any) -> None:
    lag_innloggbar()
    for _ in range(5):
        logg_inn(client, "kari", FEIL)
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"
    # A process that has just started has nothing in memory but the connection.
    del caches["default"]
    assert "For mange forsøk" in logg_inn(client).content.decode()


@pytest.mark.parametrize("hode", ["X-Forwarded-For", "X-Real-IP", "Forwarded"])
def test_brute_force_by_changing_address_in_a_header_is_stopped(client: Client, hode: str) -> None:
    for nr in range(20):
        logg_inn(client, f"gjett{nr}", FEIL, headers={hode: f"10.0.0.{nr}"})
    svar = logg_inn(client, "gjett99", FEIL, headers={hode: "10.0.0.99"})
    assert "For mange forsøk" in svar.content.decode()


def test_brute_force_from_many_addresses_is_stopped_per_person(client: Client) -> None:
    lag_innloggbar()
    for nr in range(5):
        logg_inn(client, "kari", FEIL, REMOTE_ADDR=f"192.0.2.{nr}")
    svar = logg_inn(client, REMOTE_ADDR="192.0.2.99")
    assert "For mange forsøk" in svar.content.decode()


def test_behind_a_proxy_that_is_named_the_address_it_adds_is_counted(client: Client, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    lag_innloggbar()
    logg_inn(client, headers={"X-Forwarded-For": "10.9.9.9, 192.0.2.7"})
    assert Hendelse.objects.get(handling="logget inn").verdi_etter["ip"] == "192.0.2.7"


def test_asking_for_letters_again_and_again_is_stopped(client: Client, monkeypatch: Any) -> None:
    lag_innloggbar()
    sendt = []
    monkeypatch.setattr(innlogging_epost, "send", sendt.append)
    svar = [
        client.post("/konto/glemt-passord/", {"email": "kari@prove.example"}).status_code for _ in range(6)
    ]
    assert svar == [302, 302, 302, 429, 429, 429]
    assert len(sendt) == 3


def test_too_many_requests_are_answered_in_plain_words(client: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "1/m/ip"}
    logg_inn(client)
    svar = logg_inn(client)
    assert svar.status_code == 429
    assert "Vent et par minutter" in svar.content.decode()


@pytest.mark.parametrize(
    ("adresse", "skjema"),
    [
        ("/konto/logg-inn/", {"login": "kari", "password": PASSORD}),
        ("/konto/logg-ut/", {}),
        ("/konto/passord/", {"oldpassword": PASSORD, "password1": "x" * 14, "password2": "x" * 14}),
        ("/konto/glemt-passord/", {"email": "kari@prove.example"}),
        ("/konto/totrinn/skru-av/", {}),
        ("/konto/okter/", {}),
        ("/konto/leverandor/kommunen/", {}),
    ],
)
def test_csrf_a_form_from_another_place_is_refused(adresse: str, skjema: dict[str, str]) -> None:
    lag_innloggbar()
    klient = Client(enforce_csrf_checks=True)
    if adresse != "/konto/logg-inn/":
        klient.force_login(lag_innloggbar("ola"))
    svar = klient.post(adresse, skjema)
    assert svar.status_code == 403
    assert "Skjemaet gjelder ikke lenger" in svar.content.decode()


def test_a_get_does_not_log_out(client: Client) -> None:
    lag_innloggbar()
    logg_inn(client)
    assert "Vil du logge ut?" in client.get("/konto/logg-ut/").content.decode()
    assert er_inne(client)


def test_mass_assignment_fields_beside_the_form_change_nothing(client: Client) -> None:
    kari = lag_innloggbar()
    logg_inn(client)
    skjema = {"oldpassword": PASSORD, "password1": NYTT, "password2": NYTT}
    mer = {"is_superuser": "1", "username": "sjef", "is_staff": "on"}
    assert client.post("/konto/passord/", skjema | mer).status_code == 302
    kari.refresh_from_db()
    assert (kari.is_superuser, kari.is_staff, kari.username) == (False, False, "kari")


def test_the_pages_of_login_are_kept_by_no_cache(client: Client) -> None:
    lag_innloggbar()
    assert "no-store" in client.get("/konto/logg-inn/").headers["Cache-Control"]
    logg_inn(client)
    assert "no-store" in client.get("/konto/").headers["Cache-Control"]


def test_flooding_the_shared_memory_does_not_lift_a_lockout(client: Client) -> None:
    lag_innloggbar()
    for _ in range(5):
        logg_inn(client, "kari", FEIL)
    for nr in range(1000):
        cache.set(f"fyll{nr}", nr, 3600)
    assert "For mange forsøk" in logg_inn(client).content.decode()


def test_the_time_of_a_login_tells_nothing(client: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    lag_innloggbar()
    tider: dict[str, list[float]] = {"kari": [], "kirk": []}
    for _ in range(10):
        for navn, ett in tider.items():
            begynte = time.perf_counter()
            logg_inn(client, navn, FEIL)
            ett.append(time.perf_counter() - begynte)
    kjent, ukjent = (min(ett) for ett in tider.values())
    assert 0.5 < kjent / ukjent < 2

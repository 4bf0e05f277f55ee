"""The pages of persons: found fast, only those one may see, duplicates refused in words, closed means out."""

import time
from datetime import date
from typing import Any

import pytest
from django.test import Client

from rodtraad.hendelser.models import Hendelse
from rodtraad.skall.tavler import sokekilder
from rodtraad.tilgang.models import Bruker, Rolletildeling
from rodtraad.tilgang.queries import personer_med
from tests.personer import ANNEN, EGEN, FRA, Verden, lag_person, lag_verden
from tests.tilgang.bekreft import bekreft
from tests.tilgang.konto import PASSORD, er_inne, lag_innloggbar, logg_inn

pytestmark = pytest.mark.django_db
NY = {"brukernavn": "kari", "fornavn": "Kari", "etternavn": "Eksempel", "epost": "kari@prove.example"}


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


@pytest.fixture
def admin(verden: Verden) -> Client:
    return bekreft(verden.klient("systemadministrator"))


def side(klient: Client, adresse: str) -> str:
    svar = klient.get(adresse)
    assert svar.status_code == 200, adresse
    return svar.content.decode()


def test_a_leader_sees_and_finds_only_those_with_a_role_in_the_unit(verden: Verden) -> None:
    inne = lag_person("inne", "ansatt", enhet=("ansvar", "2001"))
    ute = lag_person("ute", "ansatt", enhet=ANNEN)
    leder = verden.klient("virksomhetsleder")
    liste = side(leder, "/arbeid/personer/")
    assert "Inne Prøve" in liste
    assert "Ute Prøve" not in liste
    assert "Ute Prøve" not in side(leder, "/arbeid/personer/?q=Prøve")
    assert f"/arbeid/personer/{ute.pk}/" not in side(leder, "/arbeid/sok/?q=ute")
    assert f"/arbeid/personer/{inne.pk}/" in side(leder, "/arbeid/sok/?q=inne")
    assert f"/arbeid/personer/{ute.pk}/" in side(verden.klient("revisor"), "/arbeid/sok/?q=ute")
    assert any(kilde.id == "personer" for kilde in sokekilder.alle())


@pytest.mark.parametrize("rolle", ["kommunalsjef", "virksomhetsleder", "avdelingsleder"])
def test_a_guessed_number_of_somebody_elsewhere_is_not_found(verden: Verden, rolle: str) -> None:
    ute = lag_person("ute", "ansatt", enhet=ANNEN)
    klient = verden.klient(rolle)
    for adresse in ("", "stedfortreder/", "endre/", "rolle/", "innlogging/"):
        assert klient.get(f"/arbeid/personer/{ute.pk}/{adresse}").status_code in {403, 404}
    assert klient.get("/arbeid/personer/999999/").status_code == 404


def test_words_role_and_unit_narrow_the_list(verden: Verden, admin: Client) -> None:
    lag_person("kari", "fagleder", enhet=("ansvar", "2001"))
    lag_person("ola", "fagleder", enhet=ANNEN)
    liste = side(admin, "/arbeid/personer/?rolle=fagleder&enhet=virksomhet:200")
    assert "Kari Prøve" in liste
    assert "Ola Prøve" not in liste
    assert "Kari Prøve" in side(admin, "/arbeid/personer/?q=prøve+kari")
    assert "Ingen personer passer." in side(admin, "/arbeid/personer/?q=finnes+ikke")
    assert admin.get("/arbeid/personer/?enhet=virksomhet:finnesikke").status_code == 404
    funnet = personer_med(rolle="", enhet=ANNEN, dato=date(2026, 1, 1))
    assert [p.username for p in funnet] == ["ola"]


def test_a_unit_outside_ones_right_is_no_choice(verden: Verden) -> None:
    leder = verden.klient("virksomhetsleder")
    assert "virksomhet:310" not in side(leder, "/arbeid/personer/")
    assert leder.get("/arbeid/personer/?enhet=virksomhet:310").status_code == 404


def test_a_thousand_persons_are_listed_fast_and_in_few_queries(
    verden: Verden, admin: Client, django_assert_max_num_queries: Any
) -> None:
    nye = Bruker.objects.bulk_create(
        Bruker(username=f"p{n:04}", first_name="Person", last_name=f"Nr {n:04}") for n in range(1000)
    )
    Rolletildeling.objects.bulk_create(
        Rolletildeling(bruker=p, rolle="ansatt", enhet_nivaa=EGEN[0], enhet_kode=EGEN[1], gyldig_fra=FRA,
                       opprettet_av="t") for p in nye
    )  # fmt: skip
    leder = verden.klient("virksomhetsleder")
    side(leder, "/arbeid/personer/")
    for klient in (admin, leder):
        begynte = time.perf_counter()
        with django_assert_max_num_queries(18):
            liste = side(klient, "/arbeid/personer/?side=3&rolle=ansatt")
        assert time.perf_counter() - begynte < 3
        assert liste.count('<th scope="row">') == 50


def test_a_new_person_has_no_password_and_only_the_fields_of_the_form(verden: Verden, admin: Client) -> None:
    svar = admin.post(
        "/arbeid/personer/ny/", NY | {"is_superuser": "on", "ekstern_id": "x", "password": PASSORD}
    )
    kari = Bruker.objects.get(username="kari")
    assert svar.url == f"/arbeid/personer/{kari.pk}/"
    assert (kari.navn, kari.is_superuser, kari.ekstern_id) == ("Kari Eksempel", False, "")
    assert not kari.has_usable_password()
    assert Hendelse.objects.get(gjelder=f"bruker:{kari.pk}").av == "systemadministrator"


@pytest.mark.parametrize(
    ("felt", "verdi", "melding"),
    [
        ("brukernavn", "Fagleder", "Det finnes alt en bruker med navnet eller adressen «Fagleder»."),
        ("epost", "FAGLEDER@prove.example", "Det finnes alt en bruker"),
        ("brukernavn", "kari eksempel", "Brukernavnet kan bare ha bokstaver"),
        ("epost", "ikke en adresse", "e-post"),
    ],
)
def test_a_duplicate_or_a_wrong_value_is_told_and_nothing_typed_is_lost(
    admin: Client, felt: str, verdi: str, melding: str
) -> None:
    svar = admin.post("/arbeid/personer/ny/", NY | {felt: verdi})
    tekst = svar.content.decode()
    assert svar.status_code == 422
    assert melding in tekst
    assert 'value="Eksempel"' in tekst
    assert not Bruker.objects.filter(username="kari").exists()


def test_another_persons_address_is_refused_when_one_is_changed(verden: Verden, admin: Client) -> None:
    kari = lag_person("kari")
    felter = {"fornavn": "Kari", "etternavn": "Ny", "epost": "fagleder@prove.example", "tittel": ""}
    svar = admin.post(f"/arbeid/personer/{kari.pk}/endre/", felter)
    assert "E-postadressen fagleder@prove.example tilhører en annen person." in svar.content.decode()
    admin.post(
        f"/arbeid/personer/{kari.pk}/endre/", felter | {"epost": "ny@prove.example", "username": "sjef"}
    )
    kari.refresh_from_db()
    assert (kari.navn, kari.email, kari.username) == ("Kari Ny", "ny@prove.example", "kari")
    post = Hendelse.objects.get(handling="endret person")
    assert (post.verdi_for["navn"], post.verdi_etter["navn"]) == ("Kari Prøve", "Kari Ny")


def test_a_closed_account_is_out_at_once_and_history_stays(verden: Verden, admin: Client) -> None:
    kari = lag_innloggbar("kari", "revisor")
    deres = Client()
    logg_inn(deres)
    assert er_inne(deres)
    admin.post(f"/arbeid/personer/{kari.pk}/aktiv/0/")
    assert not er_inne(deres)
    assert kari.rolletildelinger.count() == 1
    assert "sperret" in side(admin, f"/arbeid/personer/{kari.pk}/")
    admin.post(f"/arbeid/personer/{kari.pk}/aktiv/1/")
    kari.refresh_from_db()
    assert kari.is_active


def test_nobody_closes_his_own_account(verden: Verden, admin: Client) -> None:
    lag_person("kari", "systemadministrator")
    meg = verden.personer["systemadministrator"]
    svar = admin.post(f"/arbeid/personer/{meg.pk}/aktiv/0/", follow=True)
    assert "Du kan ikke sperre din egen konto." in svar.content.decode()
    meg.refresh_from_db()
    assert meg.is_active


def test_acts_on_persons_ask_again_who_it_is(verden: Verden) -> None:
    klient, kari = verden.klient("systemadministrator"), lag_person("kari")
    for adresse in ("ny/", f"{kari.pk}/endre/", f"{kari.pk}/rolle/"):
        assert "/konto/bekreft/" in klient.get(f"/arbeid/personer/{adresse}").url
    assert "/konto/bekreft/" in klient.post(f"/arbeid/personer/{kari.pk}/aktiv/0/").url


def test_a_persons_page_shows_roles_with_unit_period_and_source_in_few_queries(
    verden: Verden, admin: Client, django_assert_max_num_queries: Any
) -> None:
    kari = lag_person("kari", "fagleder", enhet=EGEN)
    kari.rolletildelinger.create(rolle="revisor", gyldig_fra=FRA, kilde="HR", opprettet_av="innlesing")
    with django_assert_max_num_queries(16):
        tekst = side(admin, f"/arbeid/personer/{kari.pk}/")
    for del_ in ("200 Skolene", "hele kommunen", "01.01.2020", "HR"):
        assert del_ in tekst


def test_the_start_page_names_my_roles_and_whom_i_may_act_for(verden: Verden) -> None:
    tekst = side(verden.klient("virksomhetsleder"), "/arbeid/")
    assert "Mine roller" in tekst
    assert "Virksomhetsleder" in tekst

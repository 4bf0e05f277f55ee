"""The municipality's own choices."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from rodtraad.hendelser.queries import hendelser_om
from rodtraad.innstillinger import queries, services
from rodtraad.innstillinger.models import Innstilling
from rodtraad.innstillinger.queries import gjeldende
from rodtraad.innstillinger.services import GJELDER, InnstillingerFeil, lagre
from rodtraad.kjerne.farge import svake_par
from rodtraad.oppstilling.queries import hent_grunnlag
from tests.personer import Verden, lag_verden
from tests.tilgang.bekreft import bekreft

pytestmark = pytest.mark.django_db
SIDE = "/arbeid/innstillinger/"
FELTER = {"versjon": "0", "aksent": "", "kontakt": "", "superbruker": "", "hjelp_epost": "", "hjelp_telefon": "",
          "hjelpetekst": ""}  # fmt: skip


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


@pytest.fixture
def admin(verden: Verden) -> Client:
    klient = verden.klient("systemadministrator")
    bekreft(klient)
    return klient


def test_nothing_is_decided_in_a_new_installation() -> None:
    assert gjeldende() == queries.Innstillinger()
    assert not gjeldende().har_hjelp


def test_a_change_holds_at_once_and_stands_in_the_log_with_before_and_after(admin: Client) -> None:
    svar = admin.post(SIDE, FELTER | {"aksent": "#003366", "superbruker": "Kari Prøve"}, follow=True)
    assert "Innstillingene er lagret." in svar.content.decode()
    assert (gjeldende().aksent, gjeldende().superbruker, gjeldende().versjon) == ("#003366", "Kari Prøve", 1)
    (post,) = hendelser_om(GJELDER)
    assert (post.av, post.handling) == ("systemadministrator", "endret_innstillinger")
    assert post.verdi_for == {"aksent": "", "superbruker": ""}
    assert post.verdi_etter == {"aksent": "#003366", "superbruker": "Kari Prøve"}


def test_the_pages_take_the_colour_at_once(admin: Client) -> None:
    for_ = admin.get("/ressurser/stil.css").content
    admin.post(SIDE, FELTER | {"aksent": "#003366"})
    side = admin.get("/arbeid/").content.decode()
    assert "stil.css?farge=003366" in side
    assert admin.get("/ressurser/stil.css").content != for_
    assert b"#003366" in admin.get("/ressurser/ikon.svg").content


def test_new_editions_take_colour_and_contact_and_nothing_is_said_when_none_is_set() -> None:
    assert {"aksent", "kontakt"}.isdisjoint(hent_grunnlag(2024).innstillinger)
    lagre(versjon=0, av="kari", aksent="#003366", kontakt="post@prove.example")
    valg = hent_grunnlag(2024).innstillinger
    assert (valg["aksent"], valg["kontakt"]) == ("#003366", "post@prove.example")


@pytest.mark.parametrize("farge", ["rød", "#12345", "#gggggg", "003366;}", "url(x)"])
def test_what_is_no_colour_is_refused_and_nothing_is_lost(admin: Client, farge: str) -> None:
    svar = admin.post(SIDE, FELTER | {"aksent": farge[:7], "superbruker": "Kari"})
    side = svar.content.decode()
    assert f"Fargen «{farge[:7]}» kan ikke leses. Skriv den som #9a4f20." in side
    assert 'value="Kari"' in side
    assert gjeldende().aksent == ""


def test_a_colour_too_light_for_text_is_adjusted_and_said(admin: Client) -> None:
    side = admin.post(SIDE, FELTER | {"aksent": "#ffff00"}, follow=True).content.decode()
    assert "Fargen #ffff00 har bare kontrasten 1,1 mot hvitt" in side
    assert "den mørkere nyansen #" in side
    assert "Slik blir fargen" in side


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_gives_shades_that_can_be_read_in_light_and_dark(tall: int) -> None:
    assert svake_par(f"#{tall:06x}") == []


def test_a_colour_whose_shades_could_not_be_read_would_be_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "svake_par", lambda _: [("tekst", "bunn", 2.0)])
    with pytest.raises(InnstillingerFeil, match="bare kontrasten"):
        lagre(versjon=0, av="kari", aksent="#003366")


def test_two_at_once_lose_nothing(admin: Client) -> None:
    lagre(versjon=0, av="per", superbruker="Per")
    svar = admin.post(SIDE, FELTER | {"superbruker": "Kari", "hjelp_telefon": "12345678"})
    side = svar.content.decode()
    assert "Noen andre har endret innstillingene mens du skrev" in side
    assert 'value="Kari"' in side
    assert 'name="versjon" class="ds-input" value="1"' in side or 'value="1"' in side
    assert gjeldende().superbruker == "Per"
    admin.post(SIDE, FELTER | {"superbruker": "Kari", "hjelp_telefon": "12345678", "versjon": "1"})
    assert gjeldende().superbruker == "Kari"


def test_a_save_that_changes_nothing_is_no_act(admin: Client) -> None:
    assert admin.post(SIDE, FELTER).status_code == 302
    assert hendelser_om(GJELDER) == ()


def test_fields_that_are_not_on_the_form_cannot_be_set(admin: Client) -> None:
    admin.post(SIDE, FELTER | {"id": "2", "vaapen": "x", "superbruker": "Kari"})
    assert Innstilling.objects.values_list("id", flat=True).get() == 1
    with pytest.raises(InnstillingerFeil, match="finnes ikke"):
        lagre(versjon=1, av="kari", versjonen=7)


def test_the_settings_are_read_once_a_second_and_not_for_each_page(django_assert_num_queries: Any) -> None:
    gjeldende()
    with django_assert_num_queries(0):
        gjeldende()
    lagre(versjon=0, av="kari", superbruker="Kari")
    with django_assert_num_queries(2):
        assert gjeldende().superbruker == "Kari"


def test_what_was_read_before_a_change_is_not_kept_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    les = queries.les

    def les_mens_andre_endrer() -> queries.Innstillinger:
        gammel = les()
        monkeypatch.setattr(queries, "les", les)
        lagre(versjon=0, av="per", superbruker="Per")
        return gammel

    monkeypatch.setattr(queries, "les", les_mens_andre_endrer)
    gjeldende()
    assert gjeldende().superbruker == "Per"


def test_a_role_the_municipality_has_chosen_must_have_two_factor(verden: Verden, admin: Client) -> None:
    assert verden.klient("okonomi").get("/arbeid/").status_code == 200
    admin.post(SIDE, FELTER | {"totrinn_roller": ["okonomi"]})
    svar = verden.klient("okonomi").get("/arbeid/")
    assert (svar.status_code, svar["Location"]) == (302, "/konto/totrinn/skru-paa/")
    assert verden.klient("revisor").get("/arbeid/").status_code == 200
    assert "finnes_ikke" in admin.post(SIDE, FELTER | {"totrinn_roller": ["finnes_ikke"]}).content.decode()


def test_powerful_acts_ask_who_one_is(verden: Verden) -> None:
    svar = verden.klient("systemadministrator").get(SIDE)
    assert (svar.status_code, svar["Location"].split("?")[0]) == (302, "/konto/bekreft/")

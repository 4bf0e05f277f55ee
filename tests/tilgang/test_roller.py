"""Giving and taking roles: for a unit or the municipality, never to oneself, never the last administrator."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rodtraad.hendelser.models import Hendelse
from rodtraad.ledelse.avtaler import opprett_avtaler
from rodtraad.oppgaver.models import Oppgave
from rodtraad.organisasjon.enheter import Enhetsversjon
from rodtraad.organisasjon.services import avslutt_enhet, opprett_enhet
from rodtraad.tilgang.adgangsliste import hvem_har_adgang, roller_uten_enhet
from rodtraad.tilgang.ledergrupper import ledergrupper
from rodtraad.tilgang.models import Bruker, Rolletildeling
from rodtraad.tilgang.queries import ledere_med_full_myndighet, rettigheter_for
from rodtraad.tilgang.services import (
    Fullmakter,
    TilgangFeil,
    avslutt_rolle,
    oppnevn_stedfortreder,
    sett_aktiv,
    tildel_rolle,
)
from tests.personer import ANNEN, EGEN, Verden, lag_person, lag_verden
from tests.tilgang.bekreft import bekreft

pytestmark = pytest.mark.django_db
FRA = date(2024, 1, 1)
I_GAAR = timedelta(days=1)
FULL = Fullmakter(personal=True, fag=True, okonomi=True)


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


@pytest.fixture
def admin(verden: Verden) -> Client:
    return bekreft(verden.klient("systemadministrator"))


def gi(person: Bruker, rolle: str, enhet: tuple[str, str] | None = None, **valg: Any) -> Rolletildeling:
    verdier = {"fra": FRA, "til": None, "av": "test"} | valg
    return tildel_rolle(bruker_id=person.pk, rolle=rolle, enhet=enhet, **verdier)


def medlemmer(gruppe: str) -> set[str]:
    return next(
        {navn for _, navn in g.medlemmer} for g in ledergrupper(timezone.localdate()) if g.id == gruppe
    )


@pytest.mark.krav("ORG-05")
def test_a_leader_with_all_three_authorities_gets_a_lederavtale_task_and_a_fagleder_does_not(
    verden: Verden,
) -> None:
    leder, fagleder, halv = lag_person("leder"), lag_person("fag"), lag_person("halv")
    gi(verden.personer["ansatt"], "kommunedirektor")
    gi(leder, "virksomhetsleder", ANNEN, fullmakter=FULL)
    gi(fagleder, "fagleder", ANNEN, fullmakter=Fullmakter(fag=True))
    gi(halv, "virksomhetsleder", ANNEN, fullmakter=Fullmakter(personal=True, fag=True))
    i_dag = timezone.localdate()
    assert [r.bruker for r in ledere_med_full_myndighet(i_dag)] == [leder]
    opprett_avtaler(aar=i_dag.year, av="test")
    assert {o.eier for o in Oppgave.objects.filter(slag="lederavtale")} == {leder}


@pytest.mark.krav("ORG-06")
def test_a_new_virksomhetsleder_is_in_the_groups_the_same_day_and_out_when_the_role_ends(
    verden: Verden,
) -> None:
    ny = lag_person("ny")
    assert "Ny Prøve" not in medlemmer("klg")
    rad = gi(ny, "virksomhetsleder", ANNEN, fra=timezone.localdate())
    assert "Ny Prøve" in medlemmer("klg") & medlemmer("lederforum") & medlemmer("utvidet_lederforum")
    assert "Ny Prøve" not in medlemmer("klt") | medlemmer("kult")
    side = verden.klient("ansatt").get("/arbeid/personer/ledergrupper/").content.decode()
    assert "Ny Prøve" in side[side.index("KLG") :]
    avslutt_rolle(tildeling_id=rad.pk, siste_dag=timezone.localdate() - I_GAAR, av="test")
    assert "Ny Prøve" not in medlemmer("klg") | medlemmer("utvidet_lederforum")


@pytest.mark.krav("ORG-06")
def test_each_group_has_the_roles_its_rule_says(verden: Verden) -> None:
    opprett_enhet(Enhetsversjon("STAB", "Stab", "rammeomrade", "", date(2020, 1, 1)), av="test")
    opprett_enhet(Enhetsversjon("100", "Stab", "virksomhet", "STAB", date(2020, 1, 1)), av="test")
    stab = lag_person("okonomisjef")
    gi(stab, "avdelingsleder", ("virksomhet", "100"))
    topp = {"Kommunedirektor Prøve", "Kommunalsjef Prøve"}
    assert medlemmer("klt") == topp
    assert medlemmer("kult") == topp | {"Okonomisjef Prøve"}
    assert medlemmer("klg") == topp | {"Virksomhetsleder Prøve"}
    lederforum = topp | {"Virksomhetsleder Prøve", "Avdelingsleder Prøve", "Okonomisjef Prøve"}
    assert medlemmer("lederforum") == lederforum
    assert medlemmer("utvidet_lederforum") == lederforum | {
        "Fagleder Prøve",
        "Okonomi Prøve",
        "Kvalitetskoordinator Prøve",
    }


@pytest.mark.krav("ORG-11")
def test_an_administrator_gives_an_adviser_several_units_and_each_is_reached(
    verden: Verden, admin: Client
) -> None:
    person = lag_person("radgiver")
    for enhet in ("virksomhet:200", "virksomhet:310"):
        svar = admin.post(
            f"/arbeid/personer/{person.pk}/rolle/", {"rolle": "okonomi", "enhet": enhet, "fra": "2024-01-01"}
        )
        assert svar.status_code == 302
    rett = rettigheter_for(person.pk, timezone.localdate())
    assert [rett.gjelder("rapport.skriv", ("virksomhet", k)) for k in ("200", "310", "230")] == [
        True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rolle", "enhet", "melding"),
    [
        ("virksomhetsleder", "", "Rollen Virksomhetsleder gis for en enhet."),
        ("revisor", "virksomhet:200", "Rollen Revisor gjelder hele kommunen"),
        ("sjef", "", "sjef"),
        ("fagleder", "virksomhet:999", "virksomhet:999"),
    ],
)
def test_a_role_that_cannot_be_held_so_is_refused_with_what_to_do_and_nothing_typed_is_lost(
    admin: Client, rolle: str, enhet: str, melding: str
) -> None:
    person = lag_person("kari")
    svar = admin.post(
        f"/arbeid/personer/{person.pk}/rolle/",
        {"rolle": rolle, "enhet": enhet, "fra": "2024-03-02", "fag": "on"},
    )
    side = svar.content.decode()
    assert svar.status_code == 422
    assert melding in side
    assert 'value="2024-03-02"' in side
    assert not person.rolletildelinger.exists()


def test_no_role_is_chosen_for_whoever_forgets_to_choose(admin: Client) -> None:
    person = lag_person("kari")
    assert (
        admin.post(f"/arbeid/personer/{person.pk}/rolle/", {"rolle": "", "fra": "2024-01-01"}).status_code
        == 422
    )
    side = admin.get(f"/arbeid/personer/{person.pk}/rolle/").content.decode()
    assert '<option value="" selected>Velg en rolle</option>' in side
    assert '<optgroup label="For en enhet">' in side


def test_a_role_that_ends_before_it_begins_and_the_same_twice_are_refused(verden: Verden) -> None:
    person = lag_person("kari")
    with pytest.raises(TilgangFeil, match="før den begynner"):
        gi(person, "revisor", fra=date(2024, 2, 1), til=date(2024, 1, 1))
    gi(person, "revisor")
    with pytest.raises(TilgangFeil, match="har alt denne rollen"):
        gi(person, "revisor")


def test_nobody_gives_himself_a_role(verden: Verden, admin: Client) -> None:
    meg = verden.personer["systemadministrator"]
    svar = admin.post(f"/arbeid/personer/{meg.pk}/rolle/", {"rolle": "kommunedirektor", "fra": "2024-01-01"})
    assert "Du kan ikke gi deg selv en rolle" in svar.content.decode()
    assert meg.rolletildelinger.count() == 1


def test_only_the_fields_of_the_form_reach_the_role(verden: Verden, admin: Client) -> None:
    person = lag_person("kari")
    felter = {
        "rolle": "fagleder", "enhet": "virksomhet:200", "fra": "2024-01-01", "kilde": "HR", "opprettet_av": "sjefen",
        "bruker": verden.personer["ansatt"].pk, "enhet_kode": "310", "annullert": "2024-01-01",
    }  # fmt: skip
    admin.post(f"/arbeid/personer/{person.pk}/rolle/", felter)
    rad = person.rolletildelinger.get()
    assert (rad.kilde, rad.opprettet_av, rad.enhet_kode, rad.annullert) == (
        "",
        "systemadministrator",
        "200",
        None,
    )


def test_a_role_taken_on_its_first_day_counts_on_no_day_and_can_be_given_again(verden: Verden) -> None:
    person, i_dag = lag_person("kari"), timezone.localdate()
    for _ in range(3):
        rad = gi(person, "revisor", fra=i_dag)
        assert rettigheter_for(person.pk, i_dag).har("logg.les")
        avslutt_rolle(tildeling_id=rad.pk, siste_dag=i_dag - I_GAAR, av="test")
        assert not rettigheter_for(person.pk, i_dag).har("logg.les")
        assert not rettigheter_for(person.pk, i_dag - I_GAAR).har("logg.les")
    assert person.rolletildelinger.count() == 3


def test_a_role_is_ended_once_and_belongs_to_the_person_in_the_address(verden: Verden, admin: Client) -> None:
    kari, ola = lag_person("kari", "ansatt", enhet=EGEN), lag_person("ola", "ansatt", enhet=EGEN)
    rad = kari.rolletildelinger.get()
    assert admin.post(f"/arbeid/personer/{ola.pk}/rolle/{rad.pk}/avslutt/").status_code == 404
    assert admin.post(f"/arbeid/personer/{kari.pk}/rolle/{rad.pk}/avslutt/").status_code == 302
    side = admin.post(f"/arbeid/personer/{kari.pk}/rolle/{rad.pk}/avslutt/", follow=True).content.decode()
    assert "Rollen er alt avsluttet." in side
    rad.refresh_from_db()
    assert rad.gyldig_til == timezone.localdate() - I_GAAR
    assert Hendelse.objects.filter(handling="avsluttet rolle", gjelder=f"bruker:{kari.pk}").count() == 1


def test_a_role_from_a_source_is_ended_in_the_source(verden: Verden) -> None:
    rad = gi(lag_person("kari"), "revisor", kilde="HR")
    with pytest.raises(TilgangFeil, match="kommer fra HR og må tas bort der"):
        avslutt_rolle(tildeling_id=rad.pk, siste_dag=FRA, av="test")


def test_the_last_administrator_keeps_role_and_account(verden: Verden) -> None:
    admin = verden.personer["systemadministrator"]
    rad, i_dag = admin.rolletildelinger.get(), timezone.localdate()
    for siste_dag in (i_dag - I_GAAR, i_dag):
        with pytest.raises(TilgangFeil, match="Den siste systemadministratoren"):
            avslutt_rolle(tildeling_id=rad.pk, siste_dag=siste_dag, av="test")
    with pytest.raises(TilgangFeil, match="Den siste systemadministratoren"):
        sett_aktiv(bruker_id=admin.pk, aktiv=False, av="test")
    admin.refresh_from_db()
    assert admin.is_active
    gi(lag_person("kari"), "systemadministrator")
    sett_aktiv(bruker_id=admin.pk, aktiv=False, av="kari")


def test_the_matrix_page_says_what_each_role_may_in_words(verden: Verden) -> None:
    side = verden.klient("revisor").get("/arbeid/personer/roller/").content.decode()
    assert "Lese hendelsesloggen" in side
    assert "Kvalitetskoordinator" in side


def test_who_has_access_to_a_unit_names_roles_above_and_deputies(verden: Verden) -> None:
    sjef = lag_person("sjef", "kommunalsjef", enhet=("rammeomrade", "OPP"))
    i_dag = timezone.localdate()
    oppnevn_stedfortreder(
        for_id=sjef.pk, stedfortreder_id=verden.personer["ansatt"].pk, fra=i_dag, til=i_dag, grunn="Ferie",
        av="test",
    )  # fmt: skip
    skriver = {a.navn: a for a in hvem_har_adgang(("virksomhet", "230"), i_dag, rett="rapport.skriv")}
    assert set(skriver) == {"Kommunedirektor Prøve", "Sjef Prøve"}
    assert skriver["Sjef Prøve"].gjelder == ("rammeomrade", "OPP")
    assert skriver["Sjef Prøve"].stedfortredere == ("Ansatt Prøve",)
    side = verden.klient("revisor").get("/arbeid/personer/adgang/?enhet=virksomhet:230&rett=rapport.skriv")
    assert "Hvem har adgang til 230 Barnehagene" in side.content.decode()
    assert "Virksomhetsleder Prøve" not in side.content.decode()


def test_a_role_whose_unit_has_ended_gives_nothing_and_is_moved_to_the_successor(
    verden: Verden, admin: Client
) -> None:
    person, i_dag = lag_person("kari", "virksomhetsleder", enhet=("virksomhet", "240")), timezone.localdate()
    opprett_enhet(Enhetsversjon("240", "Kulturskolen", "virksomhet", "OPP", date(2020, 1, 1)), av="test")
    assert roller_uten_enhet(i_dag) == ()
    avslutt_enhet(nivaa="virksomhet", kode="240", siste_dag=i_dag - I_GAAR, etterfolger="200", av="test")
    assert not rettigheter_for(person.pk, i_dag).gjelder("rapport.skriv", ("virksomhet", "240"))
    assert "gjelder en enhet som ikke finnes lenger" in admin.get("/arbeid/personer/").content.decode()
    assert "200 Skolene" in admin.get("/arbeid/personer/uten-enhet/").content.decode()
    rad = person.rolletildelinger.get()
    admin.post(f"/arbeid/personer/uten-enhet/{rad.pk}/flytt/")
    assert rettigheter_for(person.pk, i_dag).gjelder("rapport.skriv", EGEN)
    assert roller_uten_enhet(i_dag) == ()
    assert admin.post(f"/arbeid/personer/uten-enhet/{rad.pk}/flytt/").status_code == 404

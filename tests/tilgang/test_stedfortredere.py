"""Deputies: the other's rights, in the period only, both names in the log, and no more than that (ORG-08)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rodtraad.hendelser.models import Hendelse
from rodtraad.oppgaver.models import Oppgave, Oppgavestatus
from rodtraad.oppgaver.services import opprett_oppgave
from rodtraad.rapport.services import begynn_vedtaksrapport
from rodtraad.tilgang.models import Bruker, Stedfortredelse
from rodtraad.tilgang.queries import stedfortredere_paa
from rodtraad.tilgang.services import (
    TilgangFeil,
    avslutt_stedfortredelse,
    oppnevn_stedfortreder,
    sett_aktiv,
    tildel_rolle,
)
from tests.personer import ANNEN, EGEN, Verden, lag_person, lag_verden
from tests.rapport.eksempler import lag_oppdrag
from tests.tilgang.bekreft import bekreft

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


@pytest.fixture
def i_dag() -> date:
    return timezone.localdate()


def oppnevn(verden: Verden, for_: str, sted: str, **valg: Any) -> Stedfortredelse:
    i_dag = timezone.localdate()
    verdier = {"fra": i_dag, "til": i_dag + 7 * DAG, "grunn": "Ferie", "av": "test"} | valg
    return oppnevn_stedfortreder(
        for_id=verden.personer[for_].pk, stedfortreder_id=verden.personer[sted].pk, **verdier
    )


def handle_for(verden: Verden, sted: str, for_: str) -> Client:
    klient = verden.klient(sted)
    svar = klient.post(f"/arbeid/stedfortredere/handle-for/{verden.personer[for_].pk}/")
    assert svar.status_code == 302
    return klient


@pytest.mark.krav("ORG-08")
def test_a_deputy_sends_in_the_report_in_the_period_only_and_the_log_shows_both_names(
    verden: Verden, i_dag: date
) -> None:
    lag_oppdrag(2024, 1, "I arbeid")
    rapport = begynn_vedtaksrapport(aar=2024, halvaar="vaar", av="test")
    adresse = f"/arbeid/vedtaksrapporter/{rapport.pk}/publiser/"
    rad = oppnevn(verden, "kommunedirektor", "fagleder")
    assert verden.klient("fagleder").post(adresse, {"rettet": 1}).status_code == 403
    klient = handle_for(verden, "fagleder", "kommunedirektor")
    rad.fra = rad.til = i_dag - DAG
    rad.save()
    assert klient.post(adresse, {"rettet": 1}).status_code == 403
    rad.til = i_dag
    rad.save()
    klient = handle_for(verden, "fagleder", "kommunedirektor")
    assert klient.post(adresse, {"rettet": 1}).status_code == 302
    post = Hendelse.objects.filter(gjelder=f"vedtaksrapport:{rapport.pk}").last()
    assert post is not None
    assert post.av == "fagleder (stedfortreder for kommunedirektor)"


@pytest.mark.krav("ORG-08")
def test_a_deputy_finishes_the_units_report_task_and_the_log_shows_both_names(
    verden: Verden, i_dag: date
) -> None:
    oppgave = opprett_oppgave(
        tittel="Send inn enhetens rapport", eier_id=verden.personer["virksomhetsleder"].pk, frist=i_dag,
        av="test", enhet=EGEN,
    )  # fmt: skip
    verden.klient("ansatt").post("/arbeid/oppgaver/fullfor/", {"oppgave": [oppgave.pk]})
    assert Oppgave.objects.get(pk=oppgave.pk).status == Oppgavestatus.AAPEN
    oppnevn(verden, "virksomhetsleder", "ansatt")
    klient = handle_for(verden, "ansatt", "virksomhetsleder")
    klient.post("/arbeid/oppgaver/fullfor/", {"oppgave": [oppgave.pk]})
    assert Oppgave.objects.get(pk=oppgave.pk).status == Oppgavestatus.FULLFORT
    post = Hendelse.objects.get(handling="fullførte oppgave")
    assert post.av == "ansatt (stedfortreder for virksomhetsleder)"


@pytest.mark.krav("ORG-08")
def test_the_banner_names_the_other_and_goes_when_one_acts_as_oneself(verden: Verden) -> None:
    oppnevn(verden, "virksomhetsleder", "ansatt")
    klient = handle_for(verden, "ansatt", "virksomhetsleder")
    side = klient.get("/arbeid/").content.decode()
    assert "Du handler på vegne av <strong>Virksomhetsleder Prøve</strong>" in side
    assert klient.get("/arbeid/personer/").status_code == 200
    klient.post("/arbeid/stedfortredere/handle-selv/")
    assert "Du handler på vegne av" not in klient.get("/arbeid/").content.decode()
    assert klient.get("/arbeid/personer/").status_code == 403
    handlinger = list(Hendelse.objects.filter(handling__contains="handle for").values_list("handling", "av"))
    assert handlinger == [("begynte å handle for", "ansatt"), ("sluttet å handle for", "ansatt")]


def test_a_deputy_has_the_others_rights_and_loses_his_own_meanwhile(verden: Verden) -> None:
    oppnevn(verden, "politiker", "virksomhetsleder")
    klient = handle_for(verden, "virksomhetsleder", "politiker")
    assert klient.get("/arbeid/personer/").status_code == 403


@pytest.mark.parametrize("dager", [(-3, -1), (1, 3)])
def test_outside_the_period_nobody_acts_for_another(verden: Verden, i_dag: date, dager: Any) -> None:
    rad = oppnevn(verden, "virksomhetsleder", "ansatt")
    rad.fra, rad.til = i_dag + dager[0] * DAG, i_dag + dager[1] * DAG
    rad.save()
    for_id = verden.personer["virksomhetsleder"].pk
    assert verden.klient("ansatt").post(f"/arbeid/stedfortredere/handle-for/{for_id}/").status_code == 403
    assert stedfortredere_paa([for_id], i_dag) == {}


def test_an_ended_appointment_ends_at_once_in_a_session_that_uses_it(verden: Verden) -> None:
    rad = oppnevn(verden, "virksomhetsleder", "ansatt")
    klient = handle_for(verden, "ansatt", "virksomhetsleder")
    avslutt_stedfortredelse(stedfortredelse_id=rad.pk, av="test")
    assert klient.get("/arbeid/personer/").status_code == 403
    with pytest.raises(TilgangFeil, match="alt avsluttet"):
        avslutt_stedfortredelse(stedfortredelse_id=rad.pk, av="test")


def test_there_is_no_deputy_of_a_deputy(verden: Verden) -> None:
    oppnevn(verden, "kommunedirektor", "virksomhetsleder")
    oppnevn(verden, "virksomhetsleder", "ansatt")
    klient = handle_for(verden, "ansatt", "virksomhetsleder")
    for_id = verden.personer["kommunedirektor"].pk
    assert klient.post(f"/arbeid/stedfortredere/handle-for/{for_id}/").status_code == 403


def test_a_deputy_gives_no_roles_and_appoints_no_deputies(verden: Verden) -> None:
    oppnevn(verden, "systemadministrator", "ansatt")
    klient = bekreft(handle_for(verden, "ansatt", "systemadministrator"))
    andre = verden.personer["fagleder"]
    felter = {"rolle": "revisor", "fra": "2026-01-01"}
    assert klient.post(f"/arbeid/personer/{andre.pk}/rolle/", felter).status_code == 403
    assert klient.get("/arbeid/personer/uten-enhet/").status_code == 403
    assert klient.get(f"/arbeid/personer/{andre.pk}/stedfortreder/").status_code == 404
    tildeling = andre.rolletildelinger.get()
    avslutt = f"/arbeid/personer/{andre.pk}/rolle/{tildeling.pk}/avslutt/"
    assert klient.post(avslutt).status_code == 403


def test_a_deputy_does_not_take_over_an_account_by_changing_its_address(verden: Verden) -> None:
    oppnevn(verden, "systemadministrator", "ansatt")
    klient = bekreft(handle_for(verden, "ansatt", "systemadministrator"))
    admin = verden.personer["systemadministrator"]
    felter = {"fornavn": "A", "etternavn": "B", "epost": "ansatt2@prove.example"}
    svar = klient.post(f"/arbeid/personer/{admin.pk}/endre/", felter)
    assert "En stedfortreder kan ikke endre andre personer." in svar.content.decode()
    admin.refresh_from_db()
    assert admin.email == "systemadministrator@prove.example"


def test_a_leader_appoints_for_those_whose_every_role_is_in_the_unit(verden: Verden) -> None:
    leder = verden.klient("virksomhetsleder")
    kari, ola = lag_person("kari", "ansatt", enhet=EGEN), lag_person("ola", "ansatt", enhet=ANNEN)
    assert leder.get(f"/arbeid/personer/{kari.pk}/stedfortreder/").status_code == 200
    assert leder.get(f"/arbeid/personer/{ola.pk}/stedfortreder/").status_code == 404
    tildel_rolle(
        bruker_id=kari.pk, rolle="systemadministrator", enhet=None, fra=date(2024, 1, 1), til=None, av="test"
    )
    assert leder.get(f"/arbeid/personer/{kari.pk}/stedfortreder/").status_code == 404


def test_whoever_appoints_for_another_cannot_choose_himself(verden: Verden, i_dag: date) -> None:
    klient = verden.klient("systemadministrator")
    for_id = verden.personer["kommunedirektor"].pk
    felter = {
        "stedfortreder": verden.personer["systemadministrator"].pk,
        "fra": i_dag,
        "til": i_dag,
        "grunn": "x",
    }
    svar = klient.post(f"/arbeid/personer/{for_id}/stedfortreder/", felter)
    assert svar.status_code == 422
    assert "Du kan ikke oppnevne deg selv" in svar.content.decode()
    assert not Stedfortredelse.objects.exists()


def test_a_person_appoints_and_ends_his_own_deputy_on_the_pages(verden: Verden, i_dag: date) -> None:
    meg, andre = verden.personer["fagleder"], verden.personer["ansatt"]
    klient = verden.klient("fagleder")
    felter = {"stedfortreder": andre.pk, "fra": i_dag, "til": i_dag + DAG, "grunn": "Kurs"}
    assert klient.post(f"/arbeid/personer/{meg.pk}/stedfortreder/", felter).status_code == 302
    rad = Stedfortredelse.objects.get()
    assert (rad.for_bruker, rad.stedfortreder, rad.grunn, rad.opprettet_av) == (
        meg,
        andre,
        "Kurs",
        "fagleder",
    )
    assert "Ansatt Prøve" in klient.get("/arbeid/stedfortredere/").content.decode()
    klient.post(f"/arbeid/stedfortredere/{rad.pk}/avslutt/")
    rad.refresh_from_db()
    assert rad.avsluttet is not None


@pytest.mark.parametrize(
    ("valg", "melding"),
    [
        ({"til": date(2020, 1, 1), "fra": date(2020, 2, 1)}, "før den begynner"),
        ({"til": date(2020, 1, 2), "fra": date(2020, 1, 1)}, "Perioden er over"),
        ({"til": date(2099, 1, 1)}, "høyst ett år"),
        ({"grunn": "  "}, "Skriv hvorfor"),
    ],
)
def test_an_appointment_that_makes_no_sense_is_refused(verden: Verden, valg: Any, melding: str) -> None:
    with pytest.raises(TilgangFeil, match=melding):
        oppnevn(verden, "fagleder", "ansatt", **valg)
    assert not Stedfortredelse.objects.exists()


def test_nobody_is_his_own_deputy_or_twice_at_once_or_with_a_closed_account(verden: Verden) -> None:
    with pytest.raises(TilgangFeil, match="stedfortreder for seg selv"):
        oppnevn(verden, "fagleder", "fagleder")
    oppnevn(verden, "fagleder", "ansatt")
    with pytest.raises(TilgangFeil, match="er alt stedfortreder"):
        oppnevn(verden, "fagleder", "ansatt")
    sett_aktiv(bruker_id=verden.personer["revisor"].pk, aktiv=False, av="test")
    with pytest.raises(TilgangFeil, match="er sperret"):
        oppnevn(verden, "fagleder", "revisor")


def test_a_closed_account_neither_stands_in_nor_is_stood_in_for(verden: Verden, i_dag: date) -> None:
    oppnevn(verden, "virksomhetsleder", "ansatt")
    klient = handle_for(verden, "ansatt", "virksomhetsleder")
    leder: Bruker = verden.personer["virksomhetsleder"]
    sett_aktiv(bruker_id=leder.pk, aktiv=False, av="test")
    assert klient.get("/arbeid/personer/").status_code == 403
    assert Stedfortredelse.objects.get().avsluttet is not None


def test_another_persons_appointment_is_not_ended_by_guessing_its_number(verden: Verden) -> None:
    rad = oppnevn(verden, "kommunedirektor", "okonomi")
    for rolle in ("ansatt", "virksomhetsleder", "politiker"):
        assert verden.klient(rolle).post(f"/arbeid/stedfortredere/{rad.pk}/avslutt/").status_code == 404
    rad.refresh_from_db()
    assert rad.avsluttet is None

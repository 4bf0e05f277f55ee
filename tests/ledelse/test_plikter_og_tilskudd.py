"""What a year owes before it is closed, and applications that call on the leader until they are sent."""

from datetime import date, timedelta
from typing import Any

import pytest

from rodtraad.hendelser.queries import hendelser_om
from rodtraad.ledelse.aarsslutt import (
    ManglerBekreftelse,
    avslutt_aar,
    gjenaapne_aar,
    registrer_rapport,
    trekk_rapport,
)
from rodtraad.ledelse.feil import LedelseFeil
from rodtraad.ledelse.models import Aarsavslutning, Tilskuddssoknad
from rodtraad.ledelse.queries import pliktstatuser, soknader
from rodtraad.ledelse.tilskudd import endre_soknad, ny_soknad, sett_soknadsstatus
from rodtraad.oppgaver.daglig import paaminn
from rodtraad.oppgaver.models import Melding, Oppgave
from tests.ledelse.eksempler import soknadsverdier
from tests.personer import ANNEN, EGEN, Verden, lag_verden

pytestmark = pytest.mark.django_db
FRIST = date(2026, 6, 1)


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


def rapport(aar: int = 2025, saksnr: str = "66/25", dato: date = date(2025, 6, 20)) -> Any:
    return registrer_rapport(aar=aar, plikt="internkontroll", dato=dato, saksnr=saksnr, tittel="IK", av="kd")


@pytest.mark.krav("HJUL-06")
def test_a_year_without_an_internal_control_report_warns_and_is_closed_only_when_confirmed(
    verden: Verden,
) -> None:
    klient = verden.klient("kommunedirektor")
    side = klient.get("/arbeid/aarsavslutning/2025/").content.decode()
    assert "Rapport om internkontroll til kommunestyret mangler: 0 av minst 1" in side
    assert "kommuneloven § 25-2" in side
    uten = klient.post("/arbeid/aarsavslutning/2025/avslutt/", {"grunn": "Ferdig"})
    assert uten.status_code == 422
    assert "Kryss av for at året skal avsluttes likevel" in uten.content.decode()
    assert not Aarsavslutning.objects.exists()
    klient.post("/arbeid/aarsavslutning/2025/avslutt/", {"grunn": "Ferdig", "bekreftet": "on"})
    assert len(Aarsavslutning.objects.get().mangler) == 1
    post = hendelser_om("aarsavslutning:2025")[0]
    assert (post.handling, post.verdi_etter["bekreftet_mangler"]) == ("avsluttet året", True)
    assert "0 av minst 1" in post.verdi_etter["mangler"][0]
    assert "Avsluttet selv om dette manglet" in klient.get("/arbeid/aarsavslutning/2025/").content.decode()


@pytest.mark.krav("HJUL-06")
def test_with_the_report_registered_the_year_closes_without_a_warning(verden: Verden) -> None:
    data = {
        "plikt": "internkontroll",
        "dato": "2025-06-20",
        "saksnr": "66/25",
        "tittel": "Internkontroll 2025",
    }
    verden.klient("kvalitetskoordinator").post("/arbeid/aarsavslutning/2025/rapport/", data)
    assert pliktstatuser(2025)[0].oppfylt
    avslutt_aar(aar=2025, grunn="Ferdig", bekreftet=False, av="kd")
    assert Aarsavslutning.objects.get().mangler == []
    with pytest.raises(LedelseFeil, match="alt avsluttet"):
        avslutt_aar(aar=2025, grunn="Igjen", bekreftet=False, av="kd")
    gjenaapne_aar(aar=2025, grunn="Feil i rapporten", av="kd")
    avslutt_aar(aar=2025, grunn="På nytt", bekreftet=False, av="kd")


def test_a_withdrawn_report_does_not_count_and_one_case_counts_once(verden: Verden) -> None:
    rad = rapport()
    with pytest.raises(LedelseFeil, match="alt registrert"):
        rapport()
    trekk_rapport(rapport_id=rad.pk, grunn="Gjaldt 2024", av="kd")
    with pytest.raises(ManglerBekreftelse):
        avslutt_aar(aar=2025, grunn="Ferdig", bekreftet=False, av="kd")
    with pytest.raises(LedelseFeil, match=r"ikke 01\.01\.2020"):
        rapport(dato=date(2020, 1, 1))
    with pytest.raises(LedelseFeil, match="ikke begynt"):
        avslutt_aar(aar=2027, grunn="x", bekreftet=True, av="kd", i_dag=date(2026, 1, 1))


def test_the_start_page_says_what_the_year_lacks_to_those_who_run_it(verden: Verden) -> None:
    assert "Rapporter som venter" in verden.klient("kommunedirektor").get("/arbeid/").content.decode()
    assert "Rapporter som venter" not in verden.klient("ansatt").get("/arbeid/").content.decode()


def soknad(verden: Verden, enhet: tuple[str, str] = EGEN, **endret: Any) -> Tilskuddssoknad:
    verdier = soknadsverdier(
        verden.personer["ansatt"].pk, verden.personer["virksomhetsleder"].pk, enhet, FRIST
    )
    return ny_soknad(verdier=verdier | endret, av="test")


def eskalert(verden: Verden) -> int:
    return Melding.objects.filter(mottaker=verden.personer["virksomhetsleder"], slag="eskalering").count()


@pytest.mark.krav("HJUL-16")
def test_an_unsent_application_calls_the_leader_14_and_3_days_before_and_a_sent_one_does_not(
    verden: Verden,
) -> None:
    rad = soknad(verden)
    antall = []
    for dager in (15, 14, 13, 4, 3, 2):
        paaminn(FRIST - timedelta(days=dager))
        antall.append(eskalert(verden))
    assert antall == [0, 1, 1, 1, 2, 2]
    sett_soknadsstatus(soknad_id=rad.pk, versjon=1, status="sendt", av="x", dato=FRIST - timedelta(days=2))
    assert Oppgave.objects.get().status == "fullfort"
    sendt = soknad(verden)
    sett_soknadsstatus(soknad_id=sendt.pk, versjon=1, status="sendt", av="x")
    for dager in (14, 3, 0):
        paaminn(FRIST - timedelta(days=dager))
    assert eskalert(verden) == 2


@pytest.mark.krav("HJUL-16")
def test_the_owner_sends_it_by_the_page_and_the_list_shows_overdue_first(verden: Verden) -> None:
    i_dag = date.today()  # noqa: DTZ011 - the page's own day
    senere = soknad(verden, frist=i_dag + timedelta(days=30), tittel="Senere")
    over = soknad(verden, frist=i_dag - timedelta(days=2), tittel="Over fristen")
    sendt = soknad(verden, frist=i_dag - timedelta(days=90), tittel="Sendt for lenge siden")
    klient = verden.klient("ansatt")
    klient.post(f"/arbeid/tilskudd/{sendt.pk}/status/", {"versjon": 1, "status": "sendt"})
    assert Tilskuddssoknad.objects.get(pk=sendt.pk).status == "sendt"
    liste = soknader(frozenset(), verden.personer["ansatt"].pk)
    assert [s.pk for s in liste] == [over.pk, senere.pk, sendt.pk]
    side = klient.get("/arbeid/tilskudd/").content.decode()
    assert side.index("Over fristen") < side.index("Senere") < side.index("Sendt for lenge siden")
    assert "2 dager over fristen" in side
    assert "500\u202f000" in side


def test_the_task_follows_its_application(verden: Verden) -> None:
    rad = soknad(verden, stedfortreder_id=verden.personer["fagleder"].pk)
    oppgave = Oppgave.objects.get()
    assert (oppgave.stedfortreder_id, oppgave.eskaler) == (verden.personer["fagleder"].pk, [3, 14])
    ny = {"frist": FRIST + timedelta(days=10), "eier_id": verden.personer["avdelingsleder"].pk}
    endre_soknad(soknad_id=rad.pk, versjon=1, verdier=ny, av="test")
    oppgave.refresh_from_db()
    assert (oppgave.frist, oppgave.eier_id) == (FRIST + timedelta(days=10), ny["eier_id"])
    with pytest.raises(LedelseFeil, match="Noen andre har endret søknaden"):
        endre_soknad(soknad_id=rad.pk, versjon=1, verdier={"tittel": "Tapt"}, av="test")
    with pytest.raises(LedelseFeil, match="Skriv hvorfor det ikke søkes"):
        sett_soknadsstatus(soknad_id=rad.pk, versjon=2, status="droppet", av="test")
    sett_soknadsstatus(soknad_id=rad.pk, versjon=2, status="droppet", av="test", merknad="Ingen egenandel")
    oppgave.refresh_from_db()
    assert oppgave.status == "avlyst"
    with pytest.raises(LedelseFeil, match="kan ikke bli satt"):
        sett_soknadsstatus(soknad_id=rad.pk, versjon=3, status="innvilget", av="test")


def test_a_leader_plans_one_in_her_own_unit_and_never_in_anothers(verden: Verden) -> None:
    klient = verden.klient("virksomhetsleder")
    data = {
        "versjon": 1, "tittel": "Klimamidler", "giver": "Miljødirektoratet", "frist": "2026-10-01",
        "kroner": "250000,50", "enhet": "virksomhet:200", "eier": verden.personer["ansatt"].pk,
        "leder": verden.personer["virksomhetsleder"].pk,
    }  # fmt: skip
    feil = klient.post("/arbeid/tilskudd/ny/", data | {"enhet": f"{ANNEN[0]}:{ANNEN[1]}"})
    assert feil.status_code == 422
    assert 'value="Klimamidler"' in feil.content.decode()
    assert klient.post("/arbeid/tilskudd/ny/", data).status_code == 302
    assert Tilskuddssoknad.objects.get().belop == 25_000_050
    samme = klient.post("/arbeid/tilskudd/ny/", data | {"stedfortreder": data["eier"]})
    assert "Stedfortrederen må være en annen" in samme.content.decode()


def test_a_thousand_applications_come_a_page_at_a_time(
    verden: Verden, django_assert_max_num_queries: Any
) -> None:
    verdier = soknadsverdier(
        verden.personer["ansatt"].pk, verden.personer["virksomhetsleder"].pk, EGEN, FRIST
    )
    Tilskuddssoknad.objects.bulk_create([Tilskuddssoknad(**verdier) for _ in range(1000)])
    klient = verden.klient("kommunedirektor")
    klient.get("/arbeid/")
    with django_assert_max_num_queries(12):
        svar = klient.get("/arbeid/tilskudd/")
    assert svar.content.decode().count("Skjønnsmidler til digitalisering") == 50

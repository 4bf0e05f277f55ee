"""Acts on tasks: each in the log, none lost when two come at once, nothing deleted."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rodtraad.hendelser.queries import hendelser_om
from rodtraad.oppgaver import services
from rodtraad.oppgaver.models import Oppgave, Oppgavestatus
from rodtraad.oppgaver.queries import enhetens_oppgaver, framdrift, mine_oppgaver
from rodtraad.oppgaver.services import OppgaveFeil, Oppgaveutkast, opprett_oppgave, opprett_oppgaver
from rodtraad.tilgang.models import Bruker
from rodtraad.tilgang.services import oppnevn_stedfortreder
from tests.personer import ANNEN, EGEN, Verden, lag_person, lag_verden

pytestmark = pytest.mark.django_db
FRIST = date(2026, 12, 15)


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


@pytest.fixture
def leder(verden: Verden) -> Bruker:
    return verden.personer["virksomhetsleder"]


def lag(eier: Bruker, tittel: str = "Skriv rapporten", **mer: Any) -> Oppgave:
    return opprett_oppgave(tittel=tittel, eier_id=eier.pk, frist=mer.pop("frist", FRIST), av="test", **mer)


def status(oppgave: Oppgave) -> str:
    return str(Oppgave.objects.get(pk=oppgave.pk).status)


def test_the_same_source_gives_a_person_the_task_once(leder: Bruker) -> None:
    forste = lag(leder, kilde="aarshjul:1")
    assert lag(leder, kilde="aarshjul:1").pk == forste.pk
    assert Oppgave.objects.count() == 1
    assert lag(leder).pk != lag(leder).pk


def test_hundreds_are_given_in_few_queries(leder: Bruker, django_assert_max_num_queries: Any) -> None:
    utkast = [Oppgaveutkast(f"Oppgave {n}", leder.pk, FRIST, kilde=f"tertial:1:{n}") for n in range(300)]
    with django_assert_max_num_queries(12):
        assert opprett_oppgaver(utkast, av="test") == 300
    assert opprett_oppgaver(utkast[:10], av="test") == 0


@pytest.mark.parametrize("galt", [{"tittel": " "}, {"stedfortreder_id": "eier"}])
def test_a_task_that_makes_no_sense_is_refused(leder: Bruker, galt: dict[str, Any]) -> None:
    verdier = {k: leder.pk if v == "eier" else v for k, v in galt.items()}
    with pytest.raises(OppgaveFeil):
        lag(leder, **verdier)
    assert not Oppgave.objects.exists()


def test_completing_is_done_once_and_can_be_undone(leder: Bruker) -> None:
    oppgave = lag(leder)
    services.fullfor_oppgave(oppgave_id=oppgave.pk, av="leder", kommentar="Levert")
    with pytest.raises(OppgaveFeil, match="alt fullført"):
        services.fullfor_oppgave(oppgave_id=oppgave.pk, av="leder")
    services.gjenaapne_oppgave(oppgave_id=oppgave.pk, av="leder", kommentar="Mangler et vedlegg")
    assert status(oppgave) == Oppgavestatus.AAPEN
    with pytest.raises(OppgaveFeil, match="alt åpen"):
        services.gjenaapne_oppgave(oppgave_id=oppgave.pk, av="leder")
    gjort = [h.handling for h in hendelser_om(f"oppgave:{oppgave.pk}")]
    assert gjort[-2:] == ["fullførte oppgave", "gjenåpnet oppgave"]


def test_whoever_read_an_older_version_loses_nothing_and_is_told(leder: Bruker) -> None:
    oppgave = lag(leder)
    services.utsett_oppgave(
        oppgave_id=oppgave.pk, ny_frist=FRIST + timedelta(7), grunn="Venter på tall", av="a", versjon=1
    )
    with pytest.raises(OppgaveFeil, match="Noen andre har endret oppgaven"):
        services.utsett_oppgave(
            oppgave_id=oppgave.pk, ny_frist=FRIST + timedelta(9), grunn="Ferie", av="b", versjon=1
        )
    rad = Oppgave.objects.get(pk=oppgave.pk)
    assert (rad.frist, rad.versjon) == (FRIST + timedelta(7), 2)


def test_handing_over_needs_a_reason_and_another_person(leder: Bruker) -> None:
    oppgave, ny = lag(leder, kilde="x:1"), lag_person("mottaker", "ansatt", enhet=EGEN)
    for feil, verdier in (
        ("Skriv hvorfor", {"ny_eier_id": ny.pk, "grunn": " "}),
        ("fra før", {"ny_eier_id": leder.pk, "grunn": "Bytte"}),
    ):
        with pytest.raises(OppgaveFeil, match=feil):
            services.overfor_oppgave(oppgave_id=oppgave.pk, av="leder", **verdier)
    services.overfor_oppgave(oppgave_id=oppgave.pk, ny_eier_id=ny.pk, grunn="Permisjon", av="leder")
    assert list(mine_oppgaver(ny.pk)) == [oppgave]


def test_calling_off_needs_a_reason_and_deletes_nothing(leder: Bruker) -> None:
    oppgave = lag(leder)
    with pytest.raises(OppgaveFeil, match="hvorfor oppgaven avlyses"):
        services.avlys_oppgave(oppgave_id=oppgave.pk, grunn="", av="leder")
    services.avlys_oppgave(oppgave_id=oppgave.pk, grunn="Ikke lenger aktuelt", av="leder")
    assert status(oppgave) == Oppgavestatus.AVLYST


@pytest.mark.krav("HJUL-17")
def test_my_tasks_are_mine_in_one_list_with_date_and_status(verden: Verden, leder: Bruker) -> None:
    sen, tidlig = lag(leder, "Sen", frist=FRIST), lag(leder, "Tidlig", frist=FRIST - timedelta(9))
    lag(verden.personer["fagleder"], "En annens")
    ferdig = lag(leder, "Ferdig")
    services.fullfor_oppgave(oppgave_id=ferdig.pk, av="leder")
    side = verden.klient("virksomhetsleder").get("/arbeid/oppgaver/").content.decode()
    assert side.index("Tidlig") < side.index("Sen")
    assert "En annens" not in side
    assert ">Ferdig<" not in side
    assert "06.12.2026" in side
    assert (
        "Fullført" in verden.klient("virksomhetsleder").get("/arbeid/oppgaver/?vis=ferdige").content.decode()
    )
    assert list(mine_oppgaver(leder.pk)) == [tidlig, sen]


def test_the_desk_shows_the_tasks_of_whom_one_stands_in_for_in_the_period_only(
    verden: Verden, leder: Bruker
) -> None:
    lag(leder, "Lederens oppgave")
    vikar, i_dag = verden.personer["avdelingsleder"], timezone.localdate()
    assert "Lederens oppgave" not in verden.klient("avdelingsleder").get("/arbeid/oppgaver/").content.decode()
    rad = oppnevn_stedfortreder(
        for_id=leder.pk, stedfortreder_id=vikar.pk, fra=i_dag, til=i_dag, grunn="Ferie", av="t"
    )
    assert "Lederens oppgave" in verden.klient("avdelingsleder").get("/arbeid/oppgaver/").content.decode()
    rad.fra = rad.til = i_dag - timedelta(1)
    rad.save()
    assert "Lederens oppgave" not in verden.klient("avdelingsleder").get("/arbeid/oppgaver/").content.decode()


def test_a_leader_sees_the_unit_and_everything_below_and_nothing_else(verden: Verden) -> None:
    lag(verden.personer["fagleder"], "Egen enhet", enhet=EGEN)
    lag(verden.personer["fagleder"], "Under enheten", enhet=("ansvar", "2001"))
    lag(verden.personer["fagleder"], "Annen enhet", enhet=ANNEN)
    side = verden.klient("virksomhetsleder").get("/arbeid/oppgaver/enhetens/").content.decode()
    assert "Egen enhet" in side
    assert "Under enheten" in side
    assert "Annen enhet" not in side
    valgt = (
        verden.klient("virksomhetsleder")
        .get("/arbeid/oppgaver/enhetens/?enhet=virksomhet:310")
        .content.decode()
    )
    assert "Annen enhet" not in valgt
    assert not enhetens_oppgaver(frozenset()).exists()


def test_completing_many_takes_only_ones_own(verden: Verden, leder: Bruker) -> None:
    egen, fremmed = lag(leder), lag(verden.personer["fagleder"])
    verden.klient("virksomhetsleder").post(
        "/arbeid/oppgaver/fullfor/", {"oppgave": [str(egen.pk), str(fremmed.pk), "x", "-1"]}
    )
    assert (status(egen), status(fremmed)) == (Oppgavestatus.FULLFORT, Oppgavestatus.AAPEN)


def test_fields_that_are_not_in_the_form_change_nothing(verden: Verden, leder: Bruker) -> None:
    oppgave = lag(leder)
    verden.klient("virksomhetsleder").post(
        f"/arbeid/oppgaver/{oppgave.pk}/utsett/",
        {
            "versjon": 1,
            "ny_frist": "2026-12-20",
            "grunn": "Ferie",
            "eier": 1,
            "status": "fullfort",
            "tittel": "Endret",
        },
    )
    rad = Oppgave.objects.get(pk=oppgave.pk)
    assert (rad.frist, rad.eier_id, rad.status, rad.tittel) == (
        date(2026, 12, 20),
        leder.pk,
        "aapen",
        "Skriv rapporten",
    )


def test_a_form_with_faults_keeps_what_was_written(verden: Verden, leder: Bruker) -> None:
    oppgave = lag(leder)
    svar = verden.klient("virksomhetsleder").post(
        f"/arbeid/oppgaver/{oppgave.pk}/utsett/",
        {"versjon": 1, "ny_frist": "i morgen", "grunn": "Fordi det tar tid"},
    )
    assert svar.status_code == 422
    side = svar.content.decode()
    assert "Fordi det tar tid" in side
    assert "Noe må rettes" in side


def test_after_an_act_one_is_led_back_but_never_to_another_site(verden: Verden, leder: Bruker) -> None:
    for til, ventet in (("/arbeid/", "/arbeid/"), ("https://ond.example/", None), ("//ond.example", None)):
        oppgave = lag(leder)
        svar = verden.klient("virksomhetsleder").post(
            f"/arbeid/oppgaver/{oppgave.pk}/fullfor/", {"versjon": 1, "til": til}
        )
        assert svar.headers["Location"] == (ventet or f"/arbeid/oppgaver/{oppgave.pk}/")


def test_progress_is_counted_from_the_source(leder: Bruker) -> None:
    alle = [lag(leder, kilde=f"tertial:9:{n}", frist=FRIST) for n in range(4)]
    services.fullfor_oppgave(oppgave_id=alle[0].pk, av="x")
    services.avlys_oppgave(oppgave_id=alle[1].pk, grunn="Utgår", av="x")
    f = framdrift("tertial:9:", FRIST + timedelta(1))
    assert (f.alle, f.fullforte, f.avlyste, f.forfalte, f.prosent) == (3, 1, 1, 2, 33)


@pytest.mark.parametrize("adresse", ["/arbeid/oppgaver/", "/arbeid/oppgaver/enhetens/", "/arbeid/"])
def test_a_thousand_tasks_cost_no_more_queries_than_ten(verden: Verden, leder: Bruker, adresse: str) -> None:
    klient = verden.klient("virksomhetsleder")

    def gi(antall: int) -> int:
        utkast = [Oppgaveutkast(f"Oppgave {n}", leder.pk, FRIST, enhet=EGEN) for n in range(antall)]
        opprett_oppgaver(utkast, av="test")
        klient.get(adresse)  # what is found once and kept is not counted
        with CaptureQueriesContext(connection) as sporringer:
            assert klient.get(adresse).status_code == 200
        return len(sporringer)

    faa = gi(10)
    assert gi(990) <= faa + 1  # the panel counts them when there are more than it shows
    if adresse != "/arbeid/":
        assert faa <= 20

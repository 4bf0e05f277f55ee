"""A year is made in one act, shown first, and never over what is there."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from rodtraad.aarshjul.fristoppgaver import kilde_for
from rodtraad.aarshjul.generering import AarshjulFeil, foresla, lag_aarshjul
from rodtraad.aarshjul.models import Aarshendelse, Aarshjul
from rodtraad.aarshjul.queries import hendelser
from rodtraad.aarshjul.regler import maler
from rodtraad.aarshjul.services import endre_hendelse, lag_temahjul, ny_hendelse, sett_status
from rodtraad.hendelser.queries import hendelser_om
from rodtraad.oppgaver.models import Oppgave
from tests.personer import EGEN, Verden, lag_verden

pytestmark = pytest.mark.django_db


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


def en(aar: int, mal: str) -> Aarshendelse:
    return Aarshendelse.objects.get(hjul__aar=aar, mal=mal)


@pytest.mark.krav("HJUL-01")
def test_a_new_year_is_made_from_last_year_in_one_act_with_every_event(verden: Verden) -> None:
    klient = verden.klient("kommunedirektor")
    lag_aarshjul(aar=2025, av="test")
    assert "Legg inn" in klient.get("/arbeid/aarshjul/lag/?aar=2026").content.decode()
    assert not Aarshjul.objects.filter(aar=2026).exists()
    assert klient.post("/arbeid/aarshjul/lag/", {"aar": 2026}).headers["Location"] == "/arbeid/aarshjul/2026/"
    ventet = {mal.id for mal in maler() if mal.kommer(2026)}
    assert set(hendelser(2026).values_list("mal", flat=True)) == ventet
    assert en(2026, "hop").forrige == en(2025, "hop")
    side = klient.get("/arbeid/aarshjul/2026/").content.decode()
    for mal in maler():
        assert (mal.tittel in side) == mal.kommer(2026)


def test_making_it_again_adds_only_what_is_missing_and_touches_nothing(verden: Verden) -> None:
    lag_aarshjul(aar=2025, av="test")
    rad = en(2025, "hop")
    endre_hendelse(
        hendelse_id=rad.pk, versjon=1, verdier={"fra": date(2025, 12, 11), "til": date(2025, 12, 11)}, av="x"
    )
    en(2025, "moteplan").delete()
    assert [h.mal for h in foresla(2025).nye] == ["moteplan"]
    assert lag_aarshjul(aar=2025, av="test") == 1
    assert lag_aarshjul(aar=2025, av="test") == 0
    assert en(2025, "hop").fra == date(2025, 12, 11)
    assert [h.handling for h in hendelser_om("aarshjul:2025")] == [
        "laget årshjul",
        "utfylte årshjul",
        "utfylte årshjul",
    ]


def test_what_the_municipality_set_itself_comes_along_on_its_weekday(verden: Verden) -> None:
    lag_aarshjul(aar=2025, av="test")
    ny_hendelse(
        aar=2025, verdier={"tittel": "Vernerunde", "fra": date(2025, 3, 19), "til": date(2025, 3, 20)}, av="x"
    )
    rad = en(2025, "hop")
    endre_hendelse(
        hendelse_id=rad.pk, versjon=1, av="x",
        verdier={"fra": date(2025, 12, 11), "til": date(2025, 12, 11), "eier_id": verden.personer["okonomi"].pk},
    )  # fmt: skip
    lag_aarshjul(aar=2026, av="test")
    egen = Aarshendelse.objects.get(hjul__aar=2026, tittel="Vernerunde")
    assert (egen.fra, egen.til, egen.egen) == (date(2026, 3, 18), date(2026, 3, 19), True)
    assert (en(2026, "hop").fra, en(2026, "hop").eier) == (date(2026, 12, 10), verden.personer["okonomi"])


@pytest.mark.krav("HJUL-04")
def test_another_course_in_a_special_year_is_shown_with_why_and_does_not_follow_to_the_next(
    verden: Verden,
) -> None:
    lag_aarshjul(aar=2024, av="test")
    konferanse = en(2024, "dialogkonferanse_1")
    i_stedet = ny_hendelse(
        aar=2024, verdier={"tittel": "Arbeidsmøte", "fra": date(2024, 5, 2), "til": date(2024, 5, 2)}, av="x"
    )
    with pytest.raises(AarshjulFeil, match="Skriv hvorfor"):
        sett_status(
            hendelse_id=konferanse.pk, versjon=1, status="erstattet", erstattet_av_id=i_stedet.pk, av="x"
        )
    with pytest.raises(AarshjulFeil, match="Velg hvilken hendelse"):
        sett_status(hendelse_id=konferanse.pk, versjon=1, status="erstattet", grunn="ROBEK", av="x")
    sett_status(
        hendelse_id=konferanse.pk,
        versjon=1,
        status="erstattet",
        grunn="ROBEK",
        erstattet_av_id=i_stedet.pk,
        av="x",
    )
    side = verden.klient("ansatt").get("/arbeid/aarshjul/2024/").content.decode()
    assert "Fordi: ROBEK" in side
    assert "Arbeidsmøte" in side
    lag_aarshjul(aar=2025, av="test")
    assert en(2025, "dialogkonferanse_1").status == "planlagt"


@pytest.mark.parametrize("aar", [0, 1999, 2101])
def test_a_year_that_makes_no_sense_is_refused(verden: Verden, aar: int) -> None:
    with pytest.raises(AarshjulFeil, match="fra 2000 til 2100"):
        foresla(aar)
    svar = verden.klient("kommunedirektor").post("/arbeid/aarshjul/lag/", {"aar": aar})
    assert svar.status_code == 422
    assert not Aarshjul.objects.exists()


@pytest.mark.parametrize(
    ("verdier", "melding"),
    [
        ({"fra": date(2025, 3, 2), "til": date(2025, 3, 1)}, "før den begynner"),
        ({"fra": date(2026, 1, 1), "til": date(2026, 1, 1)}, "må ligge i 2025"),
        ({"fra": date(2025, 1, 1), "til": date(2025, 6, 1)}, "høyst 31 dager"),
    ],
)
def test_an_event_outside_its_year_or_turned_around_is_refused(verdier: dict[str, Any], melding: str) -> None:
    lag_aarshjul(aar=2025, av="test")
    with pytest.raises(AarshjulFeil, match=melding):
        ny_hendelse(aar=2025, verdier={"tittel": "Galt", **verdier}, av="x")


def test_whoever_read_an_older_version_changes_nothing() -> None:
    lag_aarshjul(aar=2025, av="test")
    rad = en(2025, "hop")
    endre_hendelse(hendelse_id=rad.pk, versjon=1, verdier={"tittel": "Ny tittel"}, av="a")
    with pytest.raises(AarshjulFeil, match="Noen andre"):
        endre_hendelse(hendelse_id=rad.pk, versjon=1, verdier={"tittel": "En annen"}, av="b")
    assert en(2025, "hop").tittel == "Ny tittel"


def test_fields_outside_the_list_cannot_be_set(verden: Verden) -> None:
    lag_aarshjul(aar=2025, av="test")
    rad = en(2025, "hop")
    endre_hendelse(
        hendelse_id=rad.pk,
        versjon=1,
        verdier={"status": "avlyst", "egen": True, "prosess": "tertial1"},
        av="x",
    )
    ny = en(2025, "hop")
    assert (ny.status, ny.egen, ny.prosess) == ("planlagt", False, "")


def test_the_year_has_a_twin_as_csv_and_json_with_the_same_filter(verden: Verden) -> None:
    lag_aarshjul(aar=2025, av="test")
    klient = verden.klient("ansatt")
    alle = klient.get("/arbeid/aarshjul/2025.json").json()["hendelser"]
    assert len(alle) == hendelser(2025).count()
    noen = klient.get("/arbeid/aarshjul/2025.json?organ=SSB").json()["hendelser"]
    assert [h["organ"] for h in noen] == ["SSB", "SSB"]
    linjer = klient.get("/arbeid/aarshjul/2025.csv?organ=SSB").content.decode().splitlines()
    assert len(linjer) == 3


def test_the_year_is_shown_by_month_by_body_and_by_who_answers_for_it(verden: Verden) -> None:
    lag_aarshjul(aar=2025, av="test")
    rad = en(2025, "hop")
    endre_hendelse(hendelse_id=rad.pk, versjon=1, verdier={"eier_id": verden.personer["okonomi"].pk}, av="x")
    klient = verden.klient("ansatt")
    mars = klient.get("/arbeid/aarshjul/2025/?maaned=3").content.decode()
    assert "Årsrapporten signeres" in mars
    assert 'id="maaned-4"' not in mars
    assert "budsjett</a>" not in mars
    organ = klient.get("/arbeid/aarshjul/2025/?etter=organ").content.decode()
    assert [g.navn for g in klient.get("/arbeid/aarshjul/2025/?etter=organ").context["grupper"]][-1] == ""
    assert ">Kontrollutvalget</h2>" in organ
    eier = klient.get("/arbeid/aarshjul/2025/?etter=eier").content.decode()
    assert f">{verden.personer['okonomi'].navn}</h2>" in eier
    assert (
        "Ingen hendelser passer"
        in klient.get("/arbeid/aarshjul/2025/?etter=organ&organ=Ingen").content.decode()
    )


@pytest.mark.parametrize(
    "sporring", ["tema=99999999999999999999", "maaned=13", "maaned=-1", "etter=x", "organ=%00"]
)
def test_an_odd_filter_is_a_page_and_no_error(verden: Verden, sporring: str) -> None:
    lag_aarshjul(aar=2025, av="test")
    assert verden.klient("ansatt").get(f"/arbeid/aarshjul/2025/?{sporring}").status_code == 200


def test_the_page_of_a_year_costs_few_queries(verden: Verden, django_assert_max_num_queries: Any) -> None:
    lag_aarshjul(aar=2025, av="test")
    klient = verden.klient("kommunedirektor")
    with django_assert_max_num_queries(16):
        klient.get("/arbeid/aarshjul/2025/")


@pytest.mark.krav("HJUL-04")
def test_what_came_instead_in_a_special_year_is_not_repeated_and_the_preview_says_why(verden: Verden) -> None:
    lag_aarshjul(aar=2024, av="test")
    konferanse = en(2024, "dialogkonferanse_1")
    i_stedet = ny_hendelse(
        aar=2024, verdier={"tittel": "Arbeidsmøte", "fra": date(2024, 5, 2), "til": date(2024, 5, 2)}, av="x"
    )
    sett_status(
        hendelse_id=konferanse.pk, versjon=1, status="erstattet", grunn="ROBEK", erstattet_av_id=i_stedet.pk, av="x"
    )  # fmt: skip
    ny_hendelse(
        aar=2024, av="x",
        verdier={"tittel": "Jubileum", "fra": date(2024, 6, 3), "til": date(2024, 6, 3), "gjentas": False},
    )  # fmt: skip
    side = verden.klient("kommunedirektor").get("/arbeid/aarshjul/lag/?aar=2025").content.decode()
    assert "kom i stedet for «Dialogkonferanse 1»: ROBEK" in side
    assert "var bare for 2024" in side
    lag_aarshjul(aar=2025, av="test")
    assert not hendelser(2025).filter(tittel__in=["Arbeidsmøte", "Jubileum"]).exists()
    assert hendelser(2025).filter(mal="dialogkonferanse_1").exists()


def test_a_day_the_municipality_set_does_not_drift_through_the_years(verden: Verden) -> None:
    lag_aarshjul(aar=2024, av="test")
    ny_hendelse(
        aar=2024, verdier={"tittel": "Møte", "fra": date(2024, 5, 30), "til": date(2024, 5, 30)}, av="x"
    )
    ny_hendelse(
        aar=2024, av="x",
        verdier={"tittel": "Søknad", "fra": date(2024, 10, 1), "til": date(2024, 10, 1), "frist": True},
    )  # fmt: skip
    for aar in range(2025, 2030):
        lag_aarshjul(aar=aar, av="test")
    moter = [hendelser(aar).get(tittel="Møte").fra for aar in range(2025, 2030)]
    # Always the last Thursday of May, though the Thursdays are four in some years.
    assert moter == [
        date(2025, 5, 29),
        date(2026, 5, 28),
        date(2027, 5, 27),
        date(2028, 5, 25),
        date(2029, 5, 31),
    ]
    frister = [hendelser(aar).get(tittel="Søknad").fra for aar in range(2025, 2030)]
    # Always 1 October, or the working day before: 2028 has it on a Sunday and does not move 2029.
    assert frister == [
        date(2025, 10, 1),
        date(2026, 10, 1),
        date(2027, 10, 1),
        date(2028, 9, 29),
        date(2029, 10, 1),
    ]


def test_an_own_event_of_two_days_never_leaves_its_year(verden: Verden) -> None:
    lag_aarshjul(aar=2026, av="test")
    ny_hendelse(
        aar=2026, verdier={"tittel": "Nyttår", "fra": date(2026, 12, 30), "til": date(2026, 12, 31)}, av="x"
    )
    lag_aarshjul(aar=2027, av="test")
    assert hendelser(2027).get(tittel="Nyttår").til == date(2027, 12, 30)
    lag_aarshjul(aar=2031, av="test")
    assert hendelser(2031).get(tittel="Nyttår").til == date(2031, 12, 31)


def test_wheel_and_openness_set_last_year_come_along_also_over_years_between(verden: Verden) -> None:
    lag_aarshjul(aar=2024, av="test")
    hjul = lag_temahjul(navn="HMS", enhet=EGEN, beskrivelse="", av="test")
    rad = en(2024, "tifaktor")
    endre_hendelse(
        hendelse_id=rad.pk, versjon=1, av="x",
        verdier={"temahjul_id": hjul.pk, "offentlig": True, "fra": date(2024, 11, 1), "til": date(2024, 11, 30)},
    )  # fmt: skip
    lag_aarshjul(aar=2025, av="test")
    lag_aarshjul(aar=2026, av="test")
    ny = en(2026, "tifaktor")
    assert (ny.temahjul, ny.offentlig, ny.forrige, ny.fra) == (hjul, True, rad, date(2026, 11, 1))


@pytest.mark.krav("HJUL-11")
def test_done_in_2024_the_survey_is_not_proposed_for_2025_but_for_2026(verden: Verden) -> None:
    lag_aarshjul(aar=2024, av="test")
    rad = en(2024, "tifaktor")
    sett_status(hendelse_id=rad.pk, versjon=1, status="gjennomfort", av="x")
    assert "tifaktor" not in {h.mal for h in foresla(2025).nye}
    assert ("10-faktor medarbeiderundersøkelse", 2026) in foresla(2025).venter
    side = verden.klient("kommunedirektor").get("/arbeid/aarshjul/lag/?aar=2025").content.decode()
    assert "10-faktor medarbeiderundersøkelse: neste gang 2026" in side
    assert "tifaktor" in {h.mal for h in foresla(2026).nye}


@pytest.mark.krav("HJUL-07")
def test_the_dates_of_kostra_give_tasks_that_follow_the_event(verden: Verden) -> None:
    aar = timezone.localdate().year + 1
    lag_aarshjul(aar=aar, av="test")
    for mal in ("kostra_ureviderte", "kostra_retting", "kostra_reviderte"):
        rad = en(aar, mal)
        oppgave = Oppgave.objects.get(kilde=kilde_for(rad.pk))
        assert (oppgave.frist, oppgave.eier) == (rad.fra, verden.personer["okonomi"])
    lag_aarshjul(aar=aar, av="test")
    assert Oppgave.objects.filter(kilde=kilde_for(rad.pk)).count() == 1
    ny_dag = date(aar, 6, 20)
    endre_hendelse(hendelse_id=rad.pk, versjon=1, verdier={"fra": ny_dag, "til": ny_dag}, av="x")
    assert Oppgave.objects.get(kilde=kilde_for(rad.pk)).frist == ny_dag
    sett_status(hendelse_id=rad.pk, versjon=2, status="avlyst", grunn="SSB utsetter", av="x")
    assert Oppgave.objects.get(kilde=kilde_for(rad.pk)).status == "avlyst"


def test_a_year_that_is_past_gives_no_tasks(verden: Verden) -> None:
    lag_aarshjul(aar=2024, av="test")
    assert not Oppgave.objects.exists()


def test_an_own_deadline_in_a_wheel_gives_its_task_to_the_leader_of_the_unit(verden: Verden) -> None:
    i_dag = timezone.localdate()
    lag_aarshjul(aar=i_dag.year, av="test")
    hjul = lag_temahjul(navn="HMS", enhet=EGEN, beskrivelse="", av="test")
    ny_hendelse(
        aar=i_dag.year, av="x",
        verdier={"tittel": "Vernerunde", "fra": i_dag, "til": i_dag, "oppgave": True, "temahjul_id": hjul.pk},
    )  # fmt: skip
    assert Oppgave.objects.get(tittel="Vernerunde").eier == verden.personer["virksomhetsleder"]

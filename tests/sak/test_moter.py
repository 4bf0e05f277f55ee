"""The meeting plan: deadlines counted back, meetings held against planned, the plan from a file."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from rodtraad.innlesing.services import les_inn, trekk_tilbake
from rodtraad.kjerne.helligdager import fridag, helligdager, virkedager_for
from rodtraad.sak.feil import SakFeil
from rodtraad.sak.models import Mote, Organ
from rodtraad.sak.mote_queries import motetall
from rodtraad.sak.mote_services import (
    avlys_mote,
    bruk_vanlige_frister,
    flytt_mote,
    gjenopprett_mote,
    legg_til_fristregel,
    merk_holdt,
    planlegg_mote,
    planlegg_rekke,
    sett_frekvens,
)
from rodtraad.sak.organ_services import opprett_organ
from rodtraad.sak.queries import moter, saksfrister
from tests.personer import lag_verden


@pytest.fixture
def kommunestyret(db: None) -> Organ:
    return opprett_organ(navn="Kommunestyret", kortnavn="KS", slag="folkevalgt", av="test")


def les(mappe: Path, *rader: str, aar: int = 2024, proev: bool = False, navn: str = "plan.csv") -> Any:
    fil = mappe / navn
    fil.write_text("\n".join(["organ,dato,klokkeslett,sted", *rader, ""]), encoding="utf-8")
    return les_inn("moteplan", [fil], aar=aar, proev=proev)


def test_the_norwegian_holidays_of_two_years() -> None:
    assert [f"{d:%d.%m}" for d in sorted(helligdager(2024))] == [
        "01.01", "28.03", "29.03", "31.03", "01.04", "01.05", "09.05", "17.05", "19.05", "20.05", "25.12", "26.12",
    ]  # fmt: skip
    # In 2008 the ascension fell on 1 May: one day off with one name.
    assert helligdager(2008)[date(2008, 5, 1)] == "1. mai"
    assert fridag(date(2024, 3, 28)) == "skjærtorsdag"
    assert fridag(date(2024, 6, 1)) == "lørdag"
    assert fridag(date(2024, 6, 3)) == ""
    assert virkedager_for(date(2024, 4, 3), 2) == date(2024, 3, 27)


@pytest.mark.krav("HJUL-12")
def test_deadlines_are_counted_back_and_moved_from_weekends_and_holidays(kommunestyret: Organ) -> None:
    planlegg_mote(organ_id=kommunestyret.pk, dato=date(2024, 4, 11), av="test")
    bruk_vanlige_frister(av="test")
    legg_til_fristregel(navn="Gruppemøte", dager=13, av="test")
    frister = saksfrister(date(2024, 3, 1), date(2024, 4, 30))
    assert [(f.navn, f.dato, f.flyttet_fra, f.fridag) for f in frister] == [
        ("Saksframlegg ferdig fra saksbehandler", date(2024, 3, 21), None, ""),
        ("Gruppemøte", date(2024, 3, 27), date(2024, 3, 29), "langfredag"),
        ("Saksframlegg godkjent av kommunedirektøren", date(2024, 3, 27), date(2024, 3, 28), "skjærtorsdag"),
        ("Innkalling og saksliste sendes ut", date(2024, 4, 4), None, ""),
    ]


@pytest.mark.krav("HJUL-12")
def test_deadlines_follow_the_meeting_when_it_moves_and_go_when_it_is_called_off(
    kommunestyret: Organ,
) -> None:
    mote = planlegg_mote(organ_id=kommunestyret.pk, dato=date(2024, 9, 19), av="test")
    legg_til_fristregel(navn="Innkalling", dager=7, av="test")
    assert [f.dato for f in saksfrister(date(2024, 9, 1), date(2024, 10, 31))] == [date(2024, 9, 12)]
    flytt_mote(mote_id=mote.pk, dato=date(2024, 9, 26), klokkeslett=None, sted="", versjon=1, av="test")
    assert [f.dato for f in saksfrister(date(2024, 9, 1), date(2024, 10, 31))] == [date(2024, 9, 19)]
    avlys_mote(mote_id=mote.pk, grunn="Ingen saker", av="test")
    assert saksfrister(date(2024, 9, 1), date(2024, 10, 31)) == ()
    assert [(m.status, m.grunn) for m in moter(date(2024, 9, 1), date(2024, 9, 30))] == [
        ("avlyst", "Ingen saker")
    ]


def test_a_body_may_have_its_own_deadline_and_a_leaders_group_has_none_of_the_common(
    kommunestyret: Organ,
) -> None:
    klt = opprett_organ(navn="KLT", slag="ledergruppe", av="test")
    for organ in (kommunestyret, klt):
        planlegg_mote(organ_id=organ.pk, dato=date(2024, 9, 19), av="test")
    legg_til_fristregel(navn="Innkalling", dager=7, av="test")
    legg_til_fristregel(navn="Innkalling", dager=2, virkedager=True, organ_id=kommunestyret.pk, av="test")
    funnet = saksfrister(date(2024, 9, 1), date(2024, 9, 30))
    assert [(f.organ, f.dato) for f in funnet] == [("Kommunestyret", date(2024, 9, 17))]


@pytest.mark.krav("HJUL-10")
def test_meetings_held_are_counted_against_what_the_year_is_to_have(kommunestyret: Organ) -> None:
    klg = opprett_organ(navn="KLG", slag="ledergruppe", av="test")
    sett_frekvens(organ_id=klg.pk, aar=2024, antall=12, hyppighet="månedlig", av="test")
    assert (
        planlegg_rekke(organ_id=klg.pk, fra=date(2024, 1, 8), til=date(2024, 12, 31), uker=5, av="test") == 11
    )
    alle = list(Mote.objects.order_by("dato"))
    for mote in alle[:3]:
        merk_holdt(mote_id=mote.pk, i_dag=date(2024, 12, 31), av="test")
    avlys_mote(mote_id=alle[3].pk, grunn="Sykdom", av="test")
    (tall,) = motetall(2024, date(2024, 7, 1))
    assert (tall.maal, tall.holdt, tall.planlagt, tall.avlyst, tall.mangler) == (12, 3, 7, 1, 2)
    assert tall.bak == 6 - 3
    side = lag_verden().klient("ansatt").get("/arbeid/moter/status/?aar=2024").content.decode()
    assert "mangler 2 møter" in side
    assert "månedlig" in side


@pytest.mark.krav("HJUL-10")
def test_each_stated_frequency_is_data_of_the_year(db: None) -> None:
    stated = {"KLT": 52, "KLG": 12, "Lederforum": 4, "AMU": 4, "IA-utvalget": 4, "HTV-utvalget": 10}
    for navn, antall in stated.items():
        organ = opprett_organ(navn=navn, slag="ledergruppe", av="test")
        sett_frekvens(organ_id=organ.pk, aar=2024, antall=antall, av="test")
    sett_frekvens(organ_id=organ.pk, aar=2025, antall=11, av="test")
    assert {t.organ.navn: t.maal for t in motetall(2024, date(2024, 12, 31))} == stated
    assert {t.organ.navn: t.maal for t in motetall(2025, date(2024, 12, 31))} == {"HTV-utvalget": 11}


def test_a_row_of_meetings_avoids_days_off_and_days_taken(kommunestyret: Organ) -> None:
    planlegg_mote(organ_id=kommunestyret.pk, dato=date(2024, 3, 21), av="test")
    assert (
        planlegg_rekke(
            organ_id=kommunestyret.pk, fra=date(2024, 3, 14), til=date(2024, 4, 4), uker=1, av="test"
        )
        == 3
    )
    dager = [m.dato for m in moter(date(2024, 3, 1), date(2024, 4, 30))]
    assert dager == [date(2024, 3, 14), date(2024, 3, 21), date(2024, 3, 27), date(2024, 4, 4)]
    with pytest.raises(SakFeil, match="Dette gir 105 møter"):
        planlegg_rekke(
            organ_id=kommunestyret.pk, fra=date(2024, 1, 1), til=date(2025, 12, 31), uker=1, av="test"
        )


def test_two_who_change_the_same_meeting_do_not_overwrite_each_other(kommunestyret: Organ) -> None:
    mote = planlegg_mote(organ_id=kommunestyret.pk, dato=date(2024, 9, 19), av="test")
    flytt_mote(mote_id=mote.pk, dato=date(2024, 9, 20), klokkeslett=None, sted="", versjon=1, av="en")
    with pytest.raises(SakFeil, match="Noen andre har endret møtet"):
        flytt_mote(mote_id=mote.pk, dato=date(2024, 9, 21), klokkeslett=None, sted="", versjon=1, av="to")
    mote.refresh_from_db()
    assert mote.dato == date(2024, 9, 20)


def test_a_meeting_is_held_on_its_day_at_the_earliest_and_once(kommunestyret: Organ) -> None:
    mote = planlegg_mote(organ_id=kommunestyret.pk, dato=date(2024, 9, 19), av="test")
    with pytest.raises(SakFeil, match=r"Møtet er 19\.09\.2024 og kan ikke merkes som holdt før det"):
        merk_holdt(mote_id=mote.pk, i_dag=date(2024, 9, 18), av="test")
    merk_holdt(mote_id=mote.pk, i_dag=date(2024, 9, 19), av="test")
    with pytest.raises(SakFeil, match="Møtet er alt holdt"):
        avlys_mote(mote_id=mote.pk, grunn="Angrer", av="test")
    gjenopprett_mote(mote_id=mote.pk, av="test")
    with pytest.raises(SakFeil, match="Skriv hvorfor møtet er avlyst"):
        avlys_mote(mote_id=mote.pk, grunn="  ", av="test")
    with pytest.raises(SakFeil, match="Organet har alt et møte denne dagen"):
        planlegg_mote(organ_id=kommunestyret.pk, dato=date(2024, 9, 19), av="test")


def test_a_plan_is_tried_first_and_every_fault_told(kommunestyret: Organ, tmp_path: Path) -> None:
    funn = les(
        tmp_path, "KS,2024-02-01,09:00,Rådhuset", "Ukjent,2024-02-02,,", "kommunestyret,2025-02-01,,",
        "Kommunestyret,2024-03-21,,", "KS,2024-03-21,,", proev=True,
    ).funn  # fmt: skip
    assert [f.melding for f in funn if f.er_feil] == [
        "Organet «Ukjent» finnes ikke.", "Møtet 01.02.2025 er ikke i 2024.",
        "Kommunestyret har flere møter 21.03.2024.", "KS har flere møter 21.03.2024.",
    ]  # fmt: skip
    advarsel = les(tmp_path, "KS,2024-05-17,,", proev=True).funn
    assert advarsel[0].melding == "KS 17.05.2024 er på en fridag (17. mai)."
    assert not Mote.objects.exists()


def test_a_new_plan_takes_the_place_of_the_old_and_what_was_held_stays_held(
    kommunestyret: Organ, tmp_path: Path
) -> None:
    les(tmp_path, "KS,2024-02-01,09:00,Rådhuset", "KS,2024-03-21,,")
    for_haand = planlegg_mote(organ_id=kommunestyret.pk, dato=date(2024, 4, 25), av="test")
    merk_holdt(mote_id=Mote.objects.get(dato=date(2024, 2, 1)).pk, i_dag=date(2024, 12, 31), av="test")
    ny = les(tmp_path, "KS,2024-02-01,10:00,Kulturhuset", "KS,2024-04-25,,", navn="ny.csv")

    def plan() -> list[tuple[int, int, str, str]]:
        return [
            (m.dato.month, m.dato.day, m.status, m.sted) for m in moter(date(2024, 1, 1), date(2024, 12, 31))
        ]

    assert plan() == [(2, 1, "holdt", "Kulturhuset"), (4, 25, "planlagt", "")]
    assert Mote.objects.get(pk=for_haand.pk).gjelder
    trekk_tilbake(str(ny.id))
    assert plan() == [(2, 1, "holdt", "Rådhuset"), (3, 21, "planlagt", ""), (4, 25, "planlagt", "")]


def test_the_secretary_plans_moves_holds_and_calls_off_on_the_page(kommunestyret: Organ) -> None:
    klient = lag_verden().klient("motesekretar")
    i_gaar = timezone.localdate() - timedelta(days=1)
    data = {
        "organ_id": kommunestyret.pk,
        "dato": i_gaar.isoformat(),
        "klokkeslett": "09:00",
        "sted": "Rådhuset",
    }
    assert "Møtet er planlagt." in klient.post("/arbeid/moter/nytt/", data, follow=True).content.decode()
    mote = Mote.objects.get()
    igjen = klient.post("/arbeid/moter/nytt/", data)
    assert igjen.status_code == 422
    assert 'value="Rådhuset"' in igjen.content.decode()
    assert "merket som holdt" in klient.post(f"/arbeid/moter/{mote.pk}/holdt/", follow=True).content.decode()
    klient.post(f"/arbeid/moter/{mote.pk}/angre/")
    klient.post(f"/arbeid/moter/{mote.pk}/avlys/", {"grunn": "For få saker"})
    mote.refresh_from_db()
    assert (mote.status, mote.grunn) == ("avlyst", "For få saker")
    assert (
        "vanlige fristene er lagt inn"
        in klient.post("/arbeid/moter/frister/vanlige/", follow=True).content.decode()
    )


@pytest.mark.krav("HJUL-12")
def test_the_plan_and_the_start_page_show_the_deadlines(kommunestyret: Organ) -> None:
    verden = lag_verden()
    bruk_vanlige_frister(av="test")
    planlegg_mote(organ_id=kommunestyret.pk, dato=timezone.localdate() + timedelta(days=28), av="test")
    for adresse in ("/arbeid/moter/", "/arbeid/"):
        assert (
            "Saksframlegg ferdig fra saksbehandler" in verden.klient("ansatt").get(adresse).content.decode()
        )


def test_a_thousand_meetings_are_paged_in_few_queries(
    kommunestyret: Organ, django_assert_max_num_queries: Any
) -> None:
    bruk_vanlige_frister(av="test")
    organer = Organ.objects.bulk_create(Organ(navn=f"U{n}", slag="folkevalgt") for n in range(20))
    Mote.objects.bulk_create(
        Mote(organ=o, dato=date(2024, 1, 1) + timedelta(days=7 * n)) for o in organer for n in range(50)
    )
    klient = lag_verden().klient("politiker")
    with django_assert_max_num_queries(18):
        assert len(klient.get("/arbeid/moter/?aar=2024").context["rader"]) == 60

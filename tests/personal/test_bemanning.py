"""Headcount per unit and day: the change, the dates that cannot be, and what may not be shown."""

from pathlib import Path
from typing import Any

import pytest

from rodtraad.innlesing.services import les_inn
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.personal.bemanning import hide_small, vis_hundredeler
from tests.personer import Verden, lag_verden

TOPP = "nivaa,enhet,dato,aarsverk,personer"
TO_DATOER = ("virksomhet,200,2024-01-01,30.2,34", "virksomhet,200,2024-12-31,28.35,32")


def les(mappe: Path, *rader: str, aar: int = 2024, topp: str = TOPP) -> Any:
    fil = mappe / f"aarsverk{aar}.csv"
    fil.write_text("\n".join([topp, *rader, ""]), encoding="utf-8")
    return les_inn("aarsverk", [fil], aar=aar)


@pytest.fixture
def verden(db: None) -> Verden:
    return lag_verden()


@pytest.mark.krav("ORG-15")
def test_the_unit_page_shows_two_dates_and_the_change(verden: Verden, tmp_path: Path) -> None:
    assert les(tmp_path, *TO_DATOER).funn == ()
    side = verden.klient("ansatt").get("/arbeid/organisasjon/virksomhet/200/").content.decode()
    for tekst in ("01.01.2024", ">30,2<", ">34<", "31.12.2024", ">28,35<", ">32<", ">−1,85<", ">−2<"):
        assert tekst in side


@pytest.mark.krav("ORG-15")
def test_a_date_after_the_report_date_is_refused_with_both_dates_and_what_to_do(
    verden: Verden, tmp_path: Path
) -> None:
    resultat = les(tmp_path, TO_DATOER[0], "virksomhet,200,2025-12-31,28.35,32")
    assert resultat.id is None
    assert [(f.melding, f.sted) for f in resultat.funn] == [
        (
            "Datoen 31.12.2025 for virksomhet 200 er etter rapportdatoen 31.12.2024.",
            "aarsverk2024.csv, rad 3, kolonne «dato»",
        )
    ]
    assert "Rett året i filen" in resultat.funn[0].tiltak
    assert les(tmp_path, "virksomhet,200,2025-12-31,28.35,32", aar=2025).funn == ()


def test_every_other_fault_is_told_at_once(verden: Verden, tmp_path: Path) -> None:
    funn = les(
        tmp_path, "virksomhet,999,2024-01-01,1,1", "virksomhet,200,2024-01-01,2,2", "virksomhet,200,2024-01-01,2,3",
        "virksomhet,230,2024-01-01,2,-1",
    ).funn  # fmt: skip
    assert [f.melding for f in funn] == [
        "Virksomhet 999 finnes ikke i organisasjonen.",
        "Virksomhet 200 har 2 rader for 01.01.2024.",
        "Virksomhet 200 har 2 rader for 01.01.2024.",
        "Virksomhet 230 har -1 personer.",
    ]
    presisjon = les(tmp_path, "virksomhet,200,2024-01-01,2.123,2").funn
    assert "høyst to desimaler" in presisjon[0].tiltak
    with pytest.raises(RodtraadFeil, match="--aar"):
        les_inn("aarsverk", [tmp_path / "aarsverk2024.csv"])


@pytest.mark.krav("ORG-15")
def test_fewer_than_five_are_shown_only_to_whoever_may_see_the_persons(
    verden: Verden, tmp_path: Path
) -> None:
    les(tmp_path, "virksomhet,200,2024-01-01,3.75,4", "virksomhet,200,2024-12-31,5.5,6")
    adresse = "/arbeid/organisasjon/virksomhet/200/"
    aapent = verden.klient("virksomhetsleder").get(adresse).content.decode()
    assert ">3,75<" in aapent
    assert ">+1,75<" in aapent
    skjult = verden.klient("ansatt").get(adresse).content.decode()
    assert "færre enn fem personer" in skjult
    for tekst in (">3,75<", ">4<", "+1,75", "+2"):
        assert tekst not in skjult
    assert ">5,5<" in skjult
    fremmed = verden.klient("politiker").get("/arbeid/bemanning/").content.decode()
    assert ">3,75<" not in fremmed


def test_a_lone_hidden_figure_hides_the_next_smallest_beside_it() -> None:
    over = {("a", "1"): ("v", "1"), ("a", "2"): ("v", "1"), ("a", "3"): ("v", "1"), ("a", "4"): ("v", "2")}
    tall = {("a", "1"): 3, ("a", "2"): 9, ("a", "3"): 30, ("a", "4"): 6, ("v", "1"): 42}
    assert hide_small(tall, over) == {("a", "1"), ("a", "2")}
    assert hide_small(tall | {("a", "2"): 2}, over) == {("a", "1"), ("a", "2")}
    assert hide_small({("a", "1"): 0, ("a", "2"): 5}, over) == frozenset()


@pytest.mark.parametrize(
    ("hundredeler", "fortegn", "tekst"),
    [(3020, False, "30,2"), (2835, False, "28,35"), (-185, True, "−1,85"), (200, True, "+2"), (0, True, "0"),
     (5, False, "0,05"), (10000, False, "100")],
)  # fmt: skip
def test_hundredths_are_written_as_people_write_them(hundredeler: int, fortegn: bool, tekst: str) -> None:  # noqa: FBT001
    assert vis_hundredeler(hundredeler, fortegn=fortegn) == tekst


def test_the_later_of_two_imports_counts_for_a_day(verden: Verden, tmp_path: Path) -> None:
    les(tmp_path, *TO_DATOER)
    les(tmp_path, "virksomhet,200,2024-12-31,29,33", "virksomhet,200,2025-12-31,30,35", aar=2025)
    side = verden.klient("ansatt").get("/arbeid/bemanning/").content.decode()
    assert ">29<" in side
    assert ">+2<" in side
    assert "28,35" not in side


def test_the_list_asks_the_database_the_same_few_times(
    verden: Verden, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    les(
        tmp_path,
        *(f"virksomhet,{kode},2024-{m:02d}-01,20,21" for kode in (200, 230, 310) for m in range(1, 13)),
    )
    klient = verden.klient("ansatt")
    with django_assert_max_num_queries(13):
        klient.get("/arbeid/bemanning/")

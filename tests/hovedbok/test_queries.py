from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rodtraad.hovedbok import queries
from rodtraad.hovedbok.queries import Drill
from rodtraad.innlesing.queries import innlesinger
from rodtraad.innlesing.services import les_inn
from tests.hovedbok.linjer import TOPP, bilag, les, skriv

KART = {"1000": "100", "1100": "100", "2000": "200"}

LINJER = [
    *bilag("B1", 1, "100.50"),
    *bilag("B2", 2, "2000.00", ansvar="1100"),
    *bilag("B3", 2, "30.25", ansvar="2000", art="105"),
    *bilag("B4", 3, "-40.00", ansvar="9999"),
    "2024,3,regnskap,0,200,202,,,2000,P1,B5,Bygg,500.00",
    "2024,3,regnskap,2,,,10,320,,,B5,Bank,-500.00",
    "2024,1,opprinnelig,1,100,120,,,1000,,,,900.00",
    "2024,1,endring_politisk,1,100,120,,,1000,,PS 12/24,,50.00",
    "2024,1,endring_administrativ,1,100,120,,,1000,,ADM 1,,-25.00",
]


def test_sums_come_per_virksomhet_and_what_has_none_is_not_lost(mappe: Path) -> None:
    les(mappe, "a.csv", *LINJER)
    summer = queries.artsummer([2024], virksomhet_for=KART)
    assert [s for s in summer if s[1] == "regnskap"] == [
        (2024, "regnskap", "0", "200", "200", 50000, 1),
        (2024, "regnskap", "1", "", "100", -4000, 1),
        (2024, "regnskap", "1", "100", "100", 210050, 2),
        (2024, "regnskap", "1", "200", "105", 3025, 1),
    ]
    assert [s for s in queries.funksjonssummer([2024], virksomhet_for=KART) if s[1] == "regnskap"] == [
        (2024, "regnskap", "0", "200", "202", 50000, 1),
        (2024, "regnskap", "1", "", "120", -4000, 1),
        (2024, "regnskap", "1", "100", "120", 210050, 2),
        (2024, "regnskap", "1", "200", "120", 3025, 1),
    ]
    assert queries.prosjektsummer([2024]) == [(2024, "regnskap", "P1", "200", 50000, 1)]
    assert queries.balansesummer([2024]) == [(2024, "regnskap", "10", "320", -259075, 5)]
    assert queries.kryssummer([2024], virksomhet_for=KART, arter={"105"}) == [
        (2024, "regnskap", "1", "200", "120", "105", 3025, 1)
    ]
    assert queries.kostrasummer(2024) == [
        ("0", "202", "200", 50000),
        ("1", "120", "100", 206050),
        ("1", "120", "105", 3025),
    ]


@pytest.mark.krav("REGN-12")
def test_the_kostra_sums_after_a_day_are_those_dated_later(mappe: Path) -> None:
    les(mappe, "a.csv", *LINJER)
    sene = [f"{linje},2025-03-01" for linje in bilag("B9", 12, "77.00")]
    assert not les_inn("csv", [skriv(mappe / "sene.csv", *sene, topp=f"{TOPP},dato")]).har_feil
    alle = {rad[:3]: rad[3] for rad in queries.kostrasummer(2024)}
    assert queries.kostrasummer_etter(2024, date(2025, 2, 22)) == [("1", "120", "100", 7700)]
    assert queries.kostrasummer_etter(2024, date(2025, 3, 1)) == []
    assert alle["1", "120", "100"] == 206050 + 7700


@pytest.mark.krav("KONTO-05")
def test_the_kinds_of_budget_stand_apart_so_that_each_version_can_be_shown(mappe: Path) -> None:
    les(mappe, "a.csv", *LINJER)
    per_slag = {s[1]: s[5] for s in queries.artsummer([2024], virksomhet_for=KART) if s[4] == "100" and s[3]}
    assert per_slag == {
        "regnskap": 210050,
        "opprinnelig": 90000,
        "endring_politisk": 5000,
        "endring_administrativ": -2500,
    }


@pytest.mark.krav("KONTO-07")
def test_every_sum_is_an_integer_in_ore_that_equals_the_lines(mappe: Path) -> None:
    les(mappe, "a.csv", *LINJER)
    linjer, antall = queries.storste_bilag(Drill(), 1000)
    summer = queries.artsummer([2024], virksomhet_for=KART) + queries.balansesummer([2024])
    assert all(type(s[-2]) is int for s in summer)
    assert sum(s[-2] for s in summer) == sum(p.belop for p in linjer)
    assert sum(s[-1] for s in summer) == antall == len(LINJER)


@pytest.mark.krav("KONTO-03")
def test_one_drills_from_virksomhet_to_ansvar_to_art_to_vouchers(mappe: Path) -> None:
    les(mappe, "a.csv", *LINJER)
    virksomhet = frozenset(a for a, v in KART.items() if v == "100")
    drill = Drill(aar=frozenset({2024}), slag=frozenset({"regnskap"}), ansvar=virksomhet)
    strenger, antall = queries.kontostrenger(drill, 10)
    assert [(s.ansvar, s.art, s.belop, s.antall) for s in strenger] == [
        ("1100", "100", 200000, 1),
        ("1000", "100", 10050, 1),
    ]
    assert antall == 2
    bilagene, i_alt = queries.storste_bilag(Drill(ansvar=frozenset({"1100"}), arter=frozenset({"100"})), 5)
    assert [(b.bilag, b.periode, b.belop, b.tekst) for b in bilagene] == [("B2", 2, 200000, "Kjøp")]
    assert i_alt == 1


@pytest.mark.krav("KONTO-14")
def test_a_line_leads_to_the_import_its_file_its_row_the_user_and_the_time(mappe: Path) -> None:
    resultat = les(mappe, "a.csv", *LINJER)
    (linje,), _ = queries.storste_bilag(Drill(ansvar=frozenset({"2000"}), kontoklasse=frozenset({"1"})), 1)
    assert (linje.innlesing, linje.fil, linje.rad) == (resultat.id, 1, 6)
    assert (mappe / "a.csv").read_text("utf-8").splitlines()[linje.rad - 1].endswith("B3,Kjøp,30.25")
    (post,) = innlesinger([linje.innlesing])
    assert (post.fil, post.bruker) == ("a.csv", "kari")
    assert post.tidspunkt is not None


def test_the_largest_vouchers_of_a_selection_are_found_among_many(mappe: Path) -> None:
    linjer = [
        rad for n in range(300) for rad in bilag(f"B{n}", 1 + n % 12, f"{n}.00", ansvar=str(1000 + n % 7))
    ]
    les(mappe, "a.csv", *linjer)
    funnet, antall = queries.storste_bilag(Drill(kontoklasse=frozenset({"1"}), ansvar=frozenset({"1003"})), 3)
    assert [f.belop for f in funnet] == [29700, 29000, 28300]
    assert antall == 43


def test_a_selection_of_nothing_is_nothing(mappe: Path) -> None:
    les(mappe, "a.csv", *LINJER)
    assert queries.storste_bilag(Drill(ansvar=frozenset()), 5) == ((), 0)
    assert queries.kontostrenger(Drill(arter=frozenset({"999"})), 5) == ((), 0)
    assert queries.innlesinger_bak(Drill(arter=frozenset())) == []
    assert queries.kryssummer([2024], virksomhet_for=KART, arter=()) == []


def test_an_empty_ledger_has_no_figures(mappe: Path) -> None:
    assert queries.artsummer([2023, 2024], virksomhet_for={}) == []
    assert queries.balansesummer([2024]) == []
    assert queries.storste_bilag(Drill(), 5) == ((), 0)
    assert queries.aar_med_regnskap() == []
    assert queries.siste_aar() is None


def test_years_with_accounts_are_known(mappe: Path) -> None:
    les(mappe, "a.csv", *bilag("B1", 1, "1.00", aar=2023), *bilag("B1", 1, "1.00"))
    les(mappe, "b.csv", "2025,1,opprinnelig,1,100,120,,,1000,,,,900.00")
    assert queries.aar_med_regnskap() == [2023, 2024]
    assert queries.siste_aar() == 2024


@pytest.mark.parametrize(("ganger", "aarskuber"), [(1, 0), (24, 1)])
def test_with_or_without_a_year_cube_the_sums_are_those_of_the_lines(
    mappe: Path, settings: Any, ganger: int, aarskuber: int
) -> None:
    """A year cube as large as the lines is not written; the lines answer in its place."""
    linjer = [
        f"2024,{1 + n % 12},opprinnelig,1,100,120,,,{1000 + m},,,,{n}.{m:02d}"
        for n in range(ganger)
        for m in range(40)
    ]
    les(mappe, "a.csv", *linjer)
    assert len(list(Path(settings.MAPPE).glob("hovedbok/2024/*.aarskube.parquet"))) == aarskuber
    ventet = sum(n * 100 + m for n in range(ganger) for m in range(40))
    assert queries.artsummer([2024], virksomhet_for={}) == [
        (2024, "opprinnelig", "1", "", "100", ventet, 40 * ganger)
    ]
    assert queries.kontostrenger(Drill(), 1)[1] == 40
    les(mappe, "b.csv", "2024,1,opprinnelig,1,100,120,,,1000,,,,5.00")
    igjen = sum(n * 100 + m for n in range(ganger) for m in range(40) if n % 12)
    assert queries.artsummer([2024], virksomhet_for={})[0][5] == igjen + 500

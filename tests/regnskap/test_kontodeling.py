"""Konto, periods, amounts, headings and sums, each by itself; no database."""

from decimal import Decimal

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodtraad.regnskap.filformat.belopsform import Belopsform, finn_belopsform
from rodtraad.regnskap.filformat.felt import Felt, belop_trinn, med_trinn
from rodtraad.regnskap.filformat.kontodeling import Kontodel, Kontoregel, Kontounntak, del_konto, kontosiffer
from rodtraad.regnskap.filformat.overskrift import kolonnenavn
from rodtraad.regnskap.filformat.periodeord import Periodeord, tolk_aar, tolk_periode
from rodtraad.regnskap.filformat.sumlinjer import Sumlinje, sumlinjer_som_ikke_stemmer
from rodtraad.regnskap.filformat.tolkning import gyldige_balansekoder

ROLIG = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
KAPITLER, SEKTORER = gyldige_balansekoder(2025)


def del_(celle: str, regel: Kontoregel | None = None, aar: int | None = 2025) -> Kontodel:
    return del_konto(celle, regel or Kontoregel("K"), kapitler=KAPITLER, sektorer=SEKTORER, aar=aar)


@pytest.mark.krav("KONTO-01")
@pytest.mark.parametrize(
    ("celle", "ventet"),
    [
        ("10100 - Fastlønn", Kontodel("1", "010")),
        ("1010", Kontodel("1", "010")),
        ("0010 - Fastlønn", Kontodel("0", "010")),
        ("1 800 Rammetilskudd", Kontodel("1", "800")),
        ("18000000 Rammetilskudd", Kontodel("1", "800")),
        ("210320 Bank", Kontodel("2", "", "10", "320")),
        ("2 10 320", Kontodel("2", "", "10", "320")),
        ("2.5990.080", Kontodel("2", "", "5990", "080")),
        ("25990080 Kapitalkonto", Kontodel("2", "", "5990", "080")),
        ("2451320", Kontodel("2", "", "451", "320")),
        ("2580", Kontodel("2", "", "580", "")),
        ("21001 Kasse", Kontodel("2", "", "10", "")),
        ("Sum drift", Kontodel(feil="begynner ikke med et kontonummer")),
        ("12", Kontodel("1", feil="er for kort til å ha kontoklasse og art")),
        ("7000", Kontodel("7", feil="begynner verken med 0, 1 eller 2")),
        ("2", Kontodel("2", feil="er for kort til å ha kapittel")),
    ],
)
def test_a_konto_is_taken_apart_by_its_kontoklasse(celle: str, ventet: Kontodel) -> None:
    assert del_(celle) == ventet


def test_the_kapitler_of_the_year_decide_where_the_sektor_begins() -> None:
    kapitler, sektorer = gyldige_balansekoder(2023)
    assert del_konto("245110", Kontoregel("K"), kapitler=kapitler, sektorer=sektorer) == Kontodel(
        "2", "", "45", "110"
    )
    assert del_("245110") == Kontodel("2", "", "451", "")


def test_kontoer_of_one_length_can_have_the_art_further_in() -> None:
    regel = Kontoregel("K", lengder={"5": 3})
    assert del_("1 0010 Fastlønn", regel).art == "010"
    assert del_("101000", regel).art == "010"


def test_an_exception_holds_for_its_konto_in_its_years() -> None:
    regel = Kontoregel(
        "K", unntak=(Kontounntak("1875*", fra_aar=2025, art="878"), Kontounntak("29999", kapittel="10"))
    )
    assert [del_("18750 Eiendomsskatt", regel, aar).art for aar in (2024, 2025, None)] == [
        "875",
        "878",
        "875",
    ]
    assert del_("29999", regel).kapittel == "10"


@ROLIG
@given(klasse=st.sampled_from("01"), art=st.integers(0, 999), detalj=st.text("0123456789", max_size=4),
       navn=st.sampled_from(["", " - Lønn", " Lønn 2", "-Lønn", "\u00a0Lønn"]))  # fmt: skip
def test_the_art_is_always_the_three_digits_after_the_klasse(
    klasse: str, art: int, detalj: str, navn: str
) -> None:
    assert del_(f"{klasse}{art:03d}{detalj}{navn}") == Kontodel(klasse, f"{art:03d}")


@ROLIG
@given(
    kapittel=st.sampled_from(sorted(KAPITLER)),
    sektor=st.sampled_from(sorted(SEKTORER)),
    detalj=st.text("0123456789", max_size=2),
)
def test_a_kapittel_with_its_sektor_comes_back(kapittel: str, sektor: str, detalj: str) -> None:
    assert del_(f"2{kapittel}{sektor}{detalj} - Navn") == Kontodel("2", "", kapittel, sektor)


@ROLIG
@given(st.text(max_size=30))
def test_any_cell_has_an_answer(celle: str) -> None:
    delt = del_(celle)
    assert bool(delt.feil) or delt.kontoklasse in set("012")
    assert kontosiffer(celle).isdecimal() or not kontosiffer(celle)


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        ("jan", Periodeord(None, 1)),
        ("Desember", Periodeord(None, 12)),
        ("Mars 2025", Periodeord(2025, 3)),
        ("Sept-25", Periodeord(2025, 9)),
        ("Periode 01", Periodeord(None, 1)),
        ("P07", Periodeord(None, 7)),
        ("202511", Periodeord(2025, 11)),
        ("2025-01", Periodeord(2025, 1)),
        ("01.2025", Periodeord(2025, 1)),
        ("202500", Periodeord(2025, 0)),
        ("2025-03-31", Periodeord(2025, 3)),
        ("31.03.2025", Periodeord(2025, 3)),
        ("Akk. mai", Periodeord(None, 5)),
        ("Hittil i år 2025-06", Periodeord(2025, 6)),
        ("Hiå mai", Periodeord(None, 5)),
        ("202505 YTD", Periodeord(2025, 5)),
        ("2025M05", Periodeord(2025, 5)),
        ("P01 Jan", Periodeord(None, 1)),
        ("12 des", Periodeord(None, 12)),
        ("Dec 25", Periodeord(2025, 12)),
        ("12", Periodeord(None, 12)),
        ("Konto", Periodeord()),
        ("2025", Periodeord()),
        ("202514", Periodeord()),
        ("IB", Periodeord()),
        ("Mai til juni", Periodeord()),
    ],
)
def test_the_words_for_a_month(tekst: str, ventet: Periodeord) -> None:
    assert tolk_periode(tekst) == ventet


def test_a_year_is_taken_when_it_is_the_only_one() -> None:
    assert [tolk_aar(t) for t in ("regnskap 2025", "2024 og 2025", "202503", "12025")] == [
        2025,
        None,
        2025,
        None,
    ]


def test_headings_under_merged_cells_are_told_apart() -> None:
    assert kolonnenavn([["", "", "Regnskap", "", "Budsjett", ""], ["Konto", "Navn", "jan", "feb", "jan", "feb"]]) == (
        "Konto", "Navn", "Regnskap jan", "Regnskap feb", "Budsjett jan", "Budsjett feb",
    )  # fmt: skip
    assert kolonnenavn([["Konto", "Navn", "", "navn"]]) == ("Konto", "Navn", "Kolonne 3", "navn (2)")


FORMER = ((",", " "), (",", "."), (".", ","), (".", " "), (",", ""), (".", "'"))


def belop(tekst: str, desimaltegn: str = ",", tusenskille: str = " ") -> str:
    """An amount through the steps of the profile, in the engine."""
    trinn = belop_trinn(desimaltegn=desimaltegn, tusenskille=tusenskille, fri=True)
    rad = duckdb.execute(
        f"SELECT b FROM {med_trinn('(SELECT $1::VARCHAR AS b)', ('b',), trinn)}", [tekst]
    ).fetchone()
    assert rad is not None
    return str(rad[0])


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        ("1 234,50", "1234.50"),
        ("1\u00a0234\u202f567,8", "1234567.8"),
        ("123,45-", "-123.45"),
        ("(1 000,00)", "-1000.00"),
        ("−5,00", "-5.00"),
        ("- 5,00", "-5.00"),
        ("-", "0"),
        ("12,500", "12.50"),
        ("12,505", "12.505"),
        ("1 23,00", "1 23.00"),
        ("", ""),
        ("abc", "abc"),
    ],
)
def test_amounts_as_systems_write_them(tekst: str, ventet: str) -> None:
    assert belop(tekst) == ventet


def test_a_decimal_point_is_never_taken_for_a_separator_of_thousands() -> None:
    assert [belop(t, ",", ".") for t in ("1.5", "1.500", "1.500,25", "12.34")] == [
        "1.5",
        "1500",
        "1500.25",
        "12.34",
    ]


@ROLIG
@given(ore=st.integers(-(10**14), 10**14), form=st.sampled_from(FORMER),
       minus=st.sampled_from(["foran", "bak", "parentes"]))  # fmt: skip
def test_any_amount_in_any_form_comes_back_as_itself(ore: int, form: tuple[str, str], minus: str) -> None:
    desimal, tusen = form
    tekst = f"{abs(ore) // 100:,}".replace(",", tusen) + f"{desimal}{abs(ore) % 100:02d}"
    if ore < 0:
        tekst = {"foran": f"-{tekst}", "bak": f"{tekst}-", "parentes": f"({tekst})"}[minus]
    assert Decimal(belop(tekst, desimal, tusen)) * 100 == ore
    assert Belopsform(desimal, tusen).tall(tekst) == Decimal(ore) / 100
    assert finn_belopsform([tekst]) in {Belopsform(desimal, tusen), Belopsform(desimal, "")}


def test_a_code_is_cut_from_the_name_after_it() -> None:
    uttrykk = Felt(kolonne="c", kode="forst").sql()
    celler = ["3400 - Brann", "202 Grunnskole", "7001", "A12: Leseløft", "  "]
    lest = [
        duckdb.execute(f"SELECT {uttrykk} FROM (SELECT $1::VARCHAR AS c)", [c]).fetchone() for c in celler
    ]
    assert [rad[0] if rad else None for rad in lest] == ["3400", "202", "7001", "A12", ""]


def sum_(rad: int, belop: int | None, foran: int, linjer: int = 1) -> Sumlinje:
    return Sumlinje(rad, "Sum", (belop,), (foran,), linjer)


def skjeve(*linjer: Sumlinje, etter: int = 0, linjer_etter: int = 0) -> list[int]:
    return [linje.rad for linje, _ in sumlinjer_som_ikke_stemmer(linjer, (etter,), linjer_etter)]


def test_sums_over_under_and_nested_are_known() -> None:
    assert skjeve(sum_(3, 5, 5), sum_(5, 7, 7), sum_(6, 12, 0, 0)) == []
    assert skjeve(sum_(1, 12, 0, 0), etter=12, linjer_etter=2) == []
    assert skjeve(sum_(3, None, 5), etter=1, linjer_etter=1) == []
    assert skjeve(sum_(3, 0, 0, 2)) == []
    assert skjeve(sum_(3, 6, 5), sum_(5, 7, 7)) == [3]


def test_no_lines_are_never_a_sum() -> None:
    assert skjeve(sum_(9, 0, 5)) == [9]
    assert skjeve(sum_(9, 0, 0, 0)) == [9]
    assert skjeve(sum_(1, 0, 0, 0), sum_(2, 0, 0, 0), etter=3, linjer_etter=1) == [1, 2]


@ROLIG
@given(
    st.lists(st.lists(st.integers(-1000, 1000), min_size=1, max_size=4), min_size=1, max_size=6),
    st.integers(1, 5),
)
def test_a_total_ties_and_one_that_is_off_is_found(grupper: list[list[int]], avvik: int) -> None:
    rader = [sum_(nr, sum(g), sum(g), len(g)) for nr, g in enumerate(grupper)]
    alt = sum(map(sum, grupper))
    assert skjeve(*rader, sum_(99, alt, 0, 0)) == []
    # More than all lines together can be is the sum of nothing.
    assert skjeve(*rader, sum_(99, 10**6 + avvik, 0, 0)) == [99]

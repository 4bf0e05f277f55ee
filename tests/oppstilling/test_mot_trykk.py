"""Every cell of every printed table against the platform's own, and the list of those that differ."""

import csv
from pathlib import Path

import pytest

from rodtraad.oppstilling.csvform import celletekst
from rodtraad.oppstilling.tabeller import tabell
from tests.oppstilling.grunnlag_fra_demo import demo_grunnlag

ROT = Path(__file__).resolve().parents[2]
UTELATT = {"kildelinje", "nr", "merknad"}
OKONOMI = (
    "bevilgning_5_4_1", "bevilgning_5_4_2", "bevilgning_5_5_1", "bevilgning_5_5_2", "okonomisk_oversikt_5_6",
    "budsjettavvik_5_9_drift", "budsjettavvik_5_9_investering", "totaloversikt_okonomi", "totaloversikt_drift",
    "sentrale_inntekter", "finans", "okonomi_per_tjeneste", "okonomi_per_virksomhet", "investeringsstatus",
)  # fmt: skip
STATISTIKK = (
    "sykefravaer", "befolkning", "klima_per_aar_sektor", "klima_per_kommune", "klima_per_innbygger",
    "klima_2009_2023", "kostra_hovedtall", "kostra_funksjonsomraader", "handlingsregler",
    "handlingsregler_historikk", "vedtak_oppdrag", "politiske_saker_2024", "laerernorm",
)  # fmt: skip
Avvik = tuple[str, str, str, str, str]


def les(fil: Path) -> list[dict[str, str]]:
    with fil.open(encoding="utf-8", newline="") as strom:
        return list(csv.DictReader(strom))


def trykte_avvik() -> list[dict[str, str]]:
    return les(ROT / "docs" / "avvik-mot-trykk.csv")


def ulike_celler(fasit: Path, id_: str) -> set[Avvik]:
    vist = tabell(demo_grunnlag(), id_)
    trykt = les(fasit / f"{id_}.csv")
    kolonner = [kolonne.navn for kolonne in vist.kolonner]
    assert [k for k in trykt[0] if k not in UTELATT] == [k for k in kolonner if k not in UTELATT]
    assert len(vist.rader) == len(trykt)
    return {
        (id_, str(nr), kolonne, rad[kolonne], celletekst(celle.verdi))
        for nr, (rad, var) in enumerate(zip(trykt, vist.rader, strict=True), 1)
        for kolonne, celle in zip(kolonner, var.celler, strict=True)
        if kolonne in rad and rad[kolonne] != celletekst(celle.verdi)
    }


@pytest.mark.krav("RAP-04")
@pytest.mark.krav("REGN-01")
@pytest.mark.krav("REGN-02")
@pytest.mark.krav("REGN-03")
@pytest.mark.krav("REGN-04")
@pytest.mark.krav("REGN-07")
@pytest.mark.krav("KONTO-05")
@pytest.mark.krav("KONTO-08")
@pytest.mark.krav("INV-01")
@pytest.mark.krav("INV-05")
@pytest.mark.krav("INV-10")
@pytest.mark.krav("HR-01")
@pytest.mark.krav("KLIMA-01")
@pytest.mark.krav("KOSTRA-01")
@pytest.mark.krav("KOSTRA-03")
@pytest.mark.krav("FIN-02")
@pytest.mark.krav("VED-03")
@pytest.mark.parametrize("id_", [*OKONOMI, *STATISTIKK])
def test_a_table_shows_what_was_printed_but_for_the_listed_cells(fasit: Path, id_: str) -> None:
    oppgitt = {
        (a["tabell"], a["linje"], a["kolonne"], a["trykt"], a["vist"])
        for a in trykte_avvik()
        if a["tabell"] == id_
    }
    assert ulike_celler(fasit, id_) == oppgitt


def test_the_list_of_differing_cells_names_only_printed_tables_and_known_errors(fasit: Path) -> None:
    avvik = trykte_avvik()
    kjente = {rad["id"] for rad in les(fasit / "kildefeil.csv")}
    assert {a["tabell"] for a in avvik} <= {*OKONOMI, *STATISTIKK}
    assert {a["kildefeil"] for a in avvik} <= kjente
    assert len({(a["tabell"], a["linje"], a["kolonne"]) for a in avvik}) == len(avvik)
    assert all(a["grunn"] and a["trykt"] != a["vist"] for a in avvik)


def test_exactly_fifteen_cells_of_the_economy_tables_differ() -> None:
    assert sum(a["tabell"] in OKONOMI for a in trykte_avvik()) == 15


@pytest.mark.krav("KONTO-07")
def test_the_deficit_is_the_same_figure_wherever_it_stands() -> None:
    grunnlag = demo_grunnlag()
    steder = [
        ("totaloversikt_okonomi", 14, "avvik_kr"),
        ("bevilgning_5_4_1", 23, "avvik_kr"),
        ("bevilgning_5_4_1", 23, "avvik_rev_kr"),
        ("okonomisk_oversikt_5_6", 31, "avvik_kr"),
    ]
    assert {tabell(grunnlag, id_).verdi(linje, kolonne) for id_, linje, kolonne in steder} == {-40119}


@pytest.mark.krav("KONTO-04")
def test_successor_functions_are_one_comparable_line() -> None:
    linjer = [
        rad
        for rad in tabell(demo_grunnlag(), "okonomi_per_tjeneste_sammenlignbar").rader
        if rad.gruppe == "Helse og omsorg"
    ]
    verdier = [[celle.verdi for celle in rad.celler] for rad in linjer]
    samlet = next(rad for rad in verdier if "254, 256, 257, 258" in str(rad[5]))
    assert samlet[6:11] == [75825, 92344, 80007, 80940, -11404]
    prosenter = [
        celle.verdi
        for rad in tabell(demo_grunnlag(), "okonomi_per_tjeneste_sammenlignbar").rader
        for celle in rad.celler
    ]
    assert all(celletekst(verdi) != "-379258.5" for verdi in prosenter)

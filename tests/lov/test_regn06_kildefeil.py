"""REGN-06: fed the printed figures of the annual report 2024, the controls find every numeric contradiction."""

import csv
import re
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from rodtraad.kjerne.funn import Funn
from rodtraad.lov.kontroller.fakta import les_fakta
from rodtraad.lov.kontroller.kjoring import kjor_kontroller, merk_kildefeil
from rodtraad.lov.kontroller.tabelldata import Tabelldata, les_csv
from rodtraad.lov.regelverk import last_regelverk

DEMO = files("rodtraad.demo") / "data"
IKKE_TRYKT = {"kildefeil", "avledet_tjeneste_kommune"}  # the list of faults, and a table print does not have


@cache
def data(fil: str) -> Any:
    return yaml.safe_load((DEMO / fil).read_text(encoding="utf-8"))


@cache
def trykte_tabeller(mappe: Path) -> dict[str, Tabelldata]:
    return {
        fil.stem: les_csv(fil.stem, fil.read_text(encoding="utf-8"))
        for fil in sorted(mappe.glob("*.csv"))
        if fil.stem not in IKKE_TRYKT
    }


@cache
def trykte_funn(mappe: Path) -> tuple[Funn, ...]:
    tabeller = trykte_tabeller(mappe)
    fakta = les_fakta(data("faktaregister.yaml")["fakta"], tabeller)
    funn = kjor_kontroller(tabeller, fakta, last_regelverk(date(2024, 12, 31)))
    return tuple(merk_kildefeil(funn, data("kildefeil_kontroller.yaml")["kart"]))


@pytest.mark.krav("REGN-06")
def test_every_fault_of_print_is_found_or_is_text_alone(fasit: Path) -> None:
    with (fasit / "kildefeil.csv").open(encoding="utf-8") as fil:
        kjente = {rad["id"] for rad in csv.DictReader(fil)}
    funnet = {funn.kildefeil for funn in trykte_funn(fasit)}
    bare_tekst = set(data("kildefeil_kontroller.yaml")["bare_tekst"])
    assert len(kjente) == 62
    assert funnet == kjente - bare_tekst
    assert len(bare_tekst) == 8


def test_every_finding_on_print_is_a_known_fault(fasit: Path) -> None:
    """No false alarm: what the controls find in print stands in kildefeil.csv."""
    assert [(f.kontroll, f.sted) for f in trykte_funn(fasit) if not f.kildefeil] == []


def test_every_entry_of_the_map_marks_some_finding(fasit: Path) -> None:
    funn = list(trykte_funn(fasit))
    for linje in data("kildefeil_kontroller.yaml")["kart"]:
        assert merk_kildefeil([f for f in funn if f.kontroll == linje["kontroll"]], [linje]), linje
        assert any(f.kildefeil for f in merk_kildefeil(funn, [linje])), linje


@pytest.mark.krav("REGN-10")
def test_the_difference_between_depreciation_and_its_counter_entry_is_reported(fasit: Path) -> None:
    (funn,) = (f for f in trykte_funn(fasit) if f.kildefeil == "S04")
    assert "42\u202f991" in funn.melding
    assert "forskjellen er 3\u202f447" in funn.melding
    assert funn.er_feil
    assert str(funn.hjemmel) == "kostra-kontrollprogram regel 155"


def test_a_finding_says_what_to_do_and_by_which_law(fasit: Path) -> None:
    for funn in trykte_funn(fasit):
        assert funn.tiltak.endswith(".")
        assert funn.melding.endswith(".")
        assert funn.hjemmel is not None
        assert re.search(r"\d", funn.melding) or funn.kontroll in {"K140", "K410"}


@pytest.mark.krav("KONTO-08")
def test_avvik_and_percentage_hold_on_all_rows_of_the_unit_tables(fasit: Path) -> None:
    """All 341 rows of okonomi_per_tjeneste and okonomi_per_virksomhet follow R-01 and R-02."""
    tabeller = {n: trykte_tabeller(fasit)[n] for n in ("okonomi_per_tjeneste", "okonomi_per_virksomhet")}
    assert sum(len(tabell.rader) for tabell in tabeller.values()) == 341
    funn = kjor_kontroller(tabeller, (), last_regelverk(date(2024, 12, 31)))
    assert [f for f in funn if f.kontroll in {"K110", "K115"}] == []

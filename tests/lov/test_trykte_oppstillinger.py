"""Statements other municipalities have printed: the formulas of the law give their totals."""

import csv
from datetime import date
from pathlib import Path

import pytest

from rodtraad.lov.oppstilling import beregn
from rodtraad.lov.regelverk import last_regelverk
from rodtraad.lov.utvalg import Utvalg

LOV = last_regelverk(date(2022, 12, 31))
# Giske shows net finance cost and use of funds with the opposite sign of the regulation.
SNUDD_54, SNUDD_56 = {"15", "20", "22"}, {"22", "27", "29"}


def les(fil: Path) -> tuple[list[str], dict[str, dict[str, int]]]:
    with fil.open(encoding="utf-8") as apen:
        rader = list(csv.DictReader(apen, delimiter=";"))
    kolonner = [k for k in rader[0] if k not in {"post", "tekst"}]
    return kolonner, {rad["post"]: {k: int(rad[k] or 0) for k in kolonner} for rad in rader}


@pytest.mark.parametrize(
    ("fil", "oppstilling", "snudd"),
    [
        ("giske-2022-5-6.csv", "lov_5_6", SNUDD_56),
        ("giske-2022-5-4-1.csv", "lov_5_4_1", SNUDD_54),
    ],
)
def test_the_formulas_give_the_printed_totals(
    fil: str, oppstilling: str, snudd: set[str], delt: Path
) -> None:
    kolonner, trykt = les(delt / "data" / "regnskapsoppstillinger" / fil)
    form = LOV.oppstilling(oppstilling)
    assert len(kolonner) == 4
    for kolonne in kolonner:
        vist = {nr: celler[kolonne] * (-1 if nr in snudd else 1) for nr, celler in trykt.items()}
        raa = {
            linje.utvalg[0]: linje.fortegn * vist.get(linje.nr, 0) for linje in form.linjer if linje.utvalg
        }
        bevilgninger = vist.get("6", 0)

        def sum_for(utvalg: Utvalg, raa: dict[Utvalg, int] = raa) -> int:
            return raa[utvalg]

        def hent(_oppstilling: str, _linje: str, verdi: int = bevilgninger) -> int:
            return verdi

        svar = beregn(form, sum_for, hent)
        for linje in form.linjer:
            if linje.er_sum and linje.nr in vist:
                assert abs(svar[linje.nr] - vist[linje.nr]) <= 4, (kolonne, linje.nr, linje.tekst)

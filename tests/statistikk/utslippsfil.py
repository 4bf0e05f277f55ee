"""A national file in Miljødirektoratet's layout. CONSTRUCTED from the printed tables of the annual report 2024.

Layout (FORMATER.md § 5): a workbook with «Oversikt - detaljert» and «Oversikt - sektorfordelt», one row per gas, source
names with spaces after them. Each printed figure is parted over two gases, and its decimals are chosen within the
rounding of print so that the printed sum is the sum too.
"""

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

NUMRE = {"Røros": "5025", "Tynset": "3427", "Oppdal": "5021", "Midtre Gauldal": "5027", "Trysil": "3421"}
FYLKER = {
    "5025": "Trøndelag",
    "5021": "Trøndelag",
    "5027": "Trøndelag",
    "3427": "Innlandet",
    "3421": "Innlandet",
}
OVERSKRIFT = [
    "Fylke", "Kommunenummer", "Kommune", "År", "Sektor", "Utslippskilde", "Klimagass",
    "Utslipp (tonn CO2-ekvivalenter)",
]  # fmt: skip
FOLK = 10_000
"""Constructed: everyone but one's own has so many inhabitants every year, so that emissions are rates times this."""
Tall = dict[tuple[str, int, str], Decimal]


def les(fil: Path) -> list[dict[str, str]]:
    with fil.open(encoding="utf-8", newline="") as strom:
        return list(csv.DictReader(strom))


def trykte(fasit: Path) -> Tall:
    """(municipality, year, sector) → tonnes of the printed tables per municipality and per year."""
    return {
        (rad["kommune"], int(rad["aar"]), rad["sektor"]): Decimal(rad["tonn_co2e"])
        for navn in ("klima_per_kommune", "klima_per_aar_sektor")
        for rad in les(fasit / f"{navn}.csv")
        if rad["er_sum"] == "0"
    }


def summer(fasit: Path) -> dict[tuple[str, int], Decimal]:
    """(municipality, year) → printed sum."""
    return {
        (rad["kommune"], int(rad["aar"])): Decimal(rad["tonn_co2e"])
        for navn in ("klima_per_kommune", "klima_per_aar_sektor")
        for rad in les(fasit / f"{navn}.csv")
        if rad["er_sum"] == "1"
    }


def innenfor_avrunding(tall: Tall, sum_: dict[tuple[str, int], Decimal]) -> Tall:
    """Each figure moved by less than half a tenth, the same way, until the parts make the printed sum."""
    per: dict[tuple[str, int], list[tuple[str, int, str]]] = defaultdict(list)
    for nokkel, verdi in tall.items():
        if verdi:
            per[nokkel[:2]].append(nokkel)
    ut = dict(tall)
    for gruppe, nokler in per.items():
        if gruppe in sum_:
            mangler = sum_[gruppe] - sum(tall[n] for n in nokler)
            flytt = min(max(mangler / len(nokler), Decimal("-0.04")), Decimal("0.04"))
            ut |= {n: tall[n] + flytt for n in nokler}
    return ut


def utslipp_fra_rater(fasit: Path) -> Tall:
    """Constructed: the peers' earlier years as one sector, rate × inhabitants, to give the printed rates."""
    return {
        (rad["kommune"], int(rad["aar"]), "Veitrafikk"): Decimal(rad["tonn_co2e_per_innbygger"]) * FOLK
        for rad in les(fasit / "klima_per_innbygger.csv")
        if rad["kommune"] in NUMRE and rad["kommune"] != "Røros" and rad["aar"] != "2023"
    }


def filrader(tall: Tall) -> list[list[Any]]:
    """One row per gas: seven tenths CO2, the rest methane; the source of emission named as the sector, with spaces."""
    rader: list[list[Any]] = []
    for (kommune, aar, sektor), tonn in tall.items():
        nummer = NUMRE[kommune]
        deler = (("CO2", tonn * 7 / 10), ("CH4", tonn - tonn * 7 / 10))
        rader += [
            [FYLKER[nummer], int(nummer), kommune, aar, sektor, f"{sektor}  ", gass, float(del_)]
            for gass, del_ in deler
        ]
    return rader


def skriv_bok(fil: Path, rader: list[list[Any]]) -> Path:
    """The workbook with both sheets; the one by sector has no sources and no gases."""
    bok = openpyxl.Workbook()
    forside = bok.active
    forside.title = "Om statistikken"
    forside.append(["Utslipp av klimagasser i kommuner. KONSTRUERT for prøving."])
    per_sektor = bok.create_sheet("Oversikt - sektorfordelt")
    per_sektor.append([*OVERSKRIFT[:5], OVERSKRIFT[7]])
    summer_: dict[tuple[Any, ...], float] = defaultdict(float)
    for rad in rader:
        summer_[tuple(rad[:5])] += rad[7]
    for nokkel, verdi in summer_.items():
        per_sektor.append([*nokkel, verdi])
    detaljert = bok.create_sheet("Oversikt - detaljert")
    detaljert.append(OVERSKRIFT)
    for rad in rader:
        detaljert.append(rad)
    bok.save(fil)
    return fil


def skriv_csv(fil: Path, rader: list[list[Any]], skilletegn: str = ",") -> Path:
    """The detailed sheet as CSV."""
    with fil.open("w", encoding="utf-8-sig", newline="") as strom:
        csv.writer(strom, delimiter=skilletegn).writerows([OVERSKRIFT, *rader])
    return fil

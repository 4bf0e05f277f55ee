"""Leser de trykte tabellene og gjør hver trykt celle om til et intervall i hele kroner."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

FASIT = Path("/work/shared/fasit/roros-2024")

Uttrykk = dict[tuple[str, ...], int]
"""Variabelnøkkel (uten kolonne) → koeffisient."""


@dataclass(frozen=True)
class Avvik:
    """Trykt avvik mot en budsjettkolonne: kroner (i 1000) og prosent, None når cellen er blank."""

    budsjett: str
    kr: int | None
    prosent: float | None


@dataclass
class Rad:
    """En trykt rad: hva den er sum av, og hva som er trykt per kolonne (1000 kr)."""

    tabell: str
    nr: int
    navn: str
    uttrykk: Uttrykk
    verdier: dict[str, int] = field(default_factory=dict)
    avvik: list[Avvik] = field(default_factory=list)


def les(navn: str) -> list[dict[str, str]]:
    """Radene i en fasitfil."""
    with (FASIT / f"{navn}.csv").open(encoding="utf-8", newline="") as fil:
        return list(csv.DictReader(fil))


def heltall(tekst: str | None) -> int | None:
    """Trykt heltall, None når cellen er blank."""
    return int(tekst) if tekst not in (None, "") else None


def desimal(tekst: str | None) -> float | None:
    """Trykt prosent, None når cellen er blank."""
    return float(tekst) if tekst not in (None, "") else None


def intervall(trykt: int, halv: int = 499) -> tuple[int, int]:
    """Alle hele kroner som trykkes som `trykt` (1000 kr), en krone innenfor kanten."""
    return trykt * 1000 - halv, trykt * 1000 + halv


KOLONNER_DRIFT = {
    "regnskap_2023": "R23",
    "regnskap_2024": "R24",
    "oppr_bud_2024": "OB",
    "pol_vedtatt_bud_2024": "OB",
    "rev_bud_2024": "RB",
}


def rad(
    tabell: str, nr: int, navn: str, uttrykk: Uttrykk, trykt: dict[str, str], *, avvik: list[Avvik]
) -> Rad:
    """Rad med alle trykte kolonner som ikke er blanke."""
    verdier: dict[str, int] = {}
    for kolonne, kort in KOLONNER_DRIFT.items():
        verdi = heltall(trykt.get(kolonne))
        if verdi is not None:
            verdier[kort] = verdi
    return Rad(tabell, nr, navn, uttrykk, verdier, avvik)

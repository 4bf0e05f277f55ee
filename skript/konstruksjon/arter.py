"""Deler hver linje (lønn, kjøp, refusjon …) på KOSTRA-arter etter tjenestens art av virksomhet."""

from __future__ import annotations

import json
from pathlib import Path

from skript.konstruksjon.los_drift import prorata

Miks = dict[str, float]
MINST = 4_000

_DATA = json.loads((Path(__file__).parent / "arter.json").read_text(encoding="utf-8"))
LONN: dict[str, Miks] = _DATA["lonn"]
KJOP: dict[str, Miks] = _DATA["kjop"]
OVER: dict[str, Miks] = _DATA["overforing"]
REF: dict[str, Miks] = _DATA["refusjon"]
GRUPPE: dict[str, list[str]] = _DATA["gruppe"]
"""Funksjon → miks for lønn, kjøp, overføring og refusjon, og arten for salg."""
KJOP_EGEN = {tuple(sted.split()): miks for sted, miks in _DATA["kjop_egen"].items()}
SOSFAKTOR = {"stonad": 0.35, "politikk": 0.55, "omsorgslonn": 0.7, "brann": 0.9, "pleie": 1.01, "skole": 1.01}
PENSJONSANDEL = {"R23": 0.72, "R24": 0.61, "OB": 0.65, "ADM": 0.6}
FAST = {"mva": "429", "stat": "810", "bruk": "600", "avskr": "590", "rente": "500", "avs": "550", "rentei": "900",
        "brukb": "950", "brukd": "940"}  # fmt: skip


def lonnsgruppe(virksomhet: str, funksjon: str) -> str:
    """Lønnsmiks for en celle."""
    return "kontor" if virksomhet == "100" and funksjon != "100" else GRUPPE[funksjon][0]


def artsmiks(virksomhet: str, funksjon: str, linje: str) -> Miks:
    """Artene en linje deles på."""
    if linje in FAST:
        return {FAST[linje]: 1.0}
    _, kjop, over, ref, salg = GRUPPE[funksjon]
    if linje == "kjop":
        if (virksomhet, funksjon) in KJOP_EGEN:
            return KJOP[KJOP_EGEN[virksomhet, funksjon]]
        return KJOP[
            "blandet"
            if virksomhet == "100" and kjop not in ("kontor", "politikk", "revisjon", "skyss")
            else kjop
        ]
    andre = {"lonn": LONN[lonnsgruppe(virksomhet, funksjon)], "over": OVER[over], "ref": REF[ref]}
    if linje in andre:
        return andre[linje]
    return (
        {salg: 0.9, "650" if salg != "650" else "620": 0.1} if salg != "640" else {"640": 0.95, "650": 0.05}
    )


def del_paa_arter(belop: int, miks: Miks, enhet: int = 1) -> dict[str, int]:
    """Deler beløpet etter miksen i hele `enhet`; arter som ville fått under `MINST` kroner, faller bort."""
    igjen = {a: w for a, w in miks.items() if w > 0}
    while len(igjen) > 1:
        minst = min(igjen, key=lambda a: igjen[a])
        if abs(belop) * igjen[minst] / sum(igjen.values()) >= MINST:
            break
        del igjen[minst]
    tegn = -1 if belop < 0 else 1
    hele, rest = divmod(abs(belop), enhet)
    delt = {a: v * enhet for (a,), v in prorata({(a,): w for a, w in igjen.items()}, hele).items()}
    delt[max(igjen, key=lambda a: igjen[a])] += rest
    return {a: tegn * v for a, v in delt.items() if v}


def refusjoner(virksomhet: str, funksjon: str, belop: int, lonn: int, kol: str) -> dict[str, int]:
    """Refusjonene: sykelønnsrefusjon etter lønn (høyst 60 %), resten etter tjenestens miks."""
    sats = 0.015 if kol == "OB" else 0.052
    syke = min(round(lonn * sats), round(-belop * 0.6))
    enhet = 1000 if kol == "OB" else 1
    syke = syke // enhet * enhet if syke >= MINST else 0
    ut = del_paa_arter(belop + syke, artsmiks(virksomhet, funksjon, "ref"), enhet)
    return ut | ({"710": -syke} if syke else {})

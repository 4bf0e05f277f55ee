"""Ønsket fordeling: artsmiks per funksjon fra Strand (SSB 12367), med rettelser for Røros' egne celler."""
# ruff: noqa: PLR2004 - line numbers of the printed tables and tolerances of the solver

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

STRAND = Path("/work/shared/data/ssb/strand/raw/12367.jsonstat2.json")
AAR = ("2021", "2022", "2023", "2024")
LINJER = ("pers", "kjop", "over", "stat", "ref", "bruk", "salg")
KOST = ("pers", "kjop", "over")
ARTSGRUPPER = {
    "pers": ("AG16", "A710"),
    "kjop": ("AGD50", "AGD51"),
    "over": ("AG34",),
    "mva": ("A429",),
    "ref": ("AG48", "AGD49"),
    "bruk": ("A600",),
    "salg": ("AGD34", "AGD53"),
}
MANGLER = {"254": "254", "257": "254", "258": "254", "380": "380", "172": "172"}
KOLONNER = ("R23", "R24", "OB")

Miks = dict[str, float]


@cache
def _kube() -> tuple[list[int], list[dict[str, int]], list[float | None]]:
    data = json.loads(STRAND.read_text(encoding="utf-8"))
    indekser = []
    for navn in data["id"]:
        indeks = data["dimension"][navn]["category"]["index"]
        indekser.append({k: i for i, k in enumerate(indeks)} if isinstance(indeks, list) else indeks)
    return data["size"], indekser, data["value"]


def strand(funksjon: str, art: str) -> float:
    """Sum over årene i `AAR` for kommunekassen, 1000 kr."""
    storrelser, indekser, verdier = _kube()
    if funksjon not in indekser[2]:
        return 0.0
    total = 0.0
    for aar in AAR:
        plass = 0
        for nr, kode in enumerate(("1130", "B", funksjon, art, "KOSbelop0000", aar)):
            plass = plass * storrelser[nr] + indekser[nr][kode]
        total += verdier[plass] or 0.0
    return total


@cache
def artsmiks(funksjon: str) -> Miks:
    """Andel av kostnad (uten mva og avskrivning) per linje; inntektslinjer som positiv andel av kostnad."""
    kode = MANGLER.get(funksjon, funksjon)
    if kode in ("257", "258"):
        kode = "254"
    rad = {linje: max(sum(strand(kode, a) for a in arter), 0.0) for linje, arter in ARTSGRUPPER.items()}
    kost = sum(rad[k] for k in KOST)
    if kost < 200:
        return {"pers": 0.35, "kjop": 0.6, "over": 0.05, "mva": 0.06}
    return {linje: verdi / kost for linje, verdi in rad.items() if verdi / kost > 0.004}


STAB_STORE = (
    "100",
    "110",
    "120",
    "121",
    "180",
    "201",
    "202",
    "211",
    "223",
    "233",
    "241",
    "301",
    "365",
    "370",
)
STAB_SMAA: Miks = {"pers": 0.30, "kjop": 0.66, "over": 0.04, "mva": 0.08}

_DATA = json.loads((Path(__file__).parent / "prior.json").read_text(encoding="utf-8"))
Sted = tuple[str, str]
"""(virksomhet, funksjon)."""


def _per_sted[V](rader: dict[str, V]) -> dict[Sted, V]:
    return {(n.split()[0], n.split()[1]): v for n, v in rader.items()}


def _per_ramme(forled: str) -> dict[str, dict[Sted, float]]:
    return {n.split()[1]: _per_sted(v) for n, v in _DATA.items() if n.startswith(forled)}


MIKS: dict[Sted, Miks] = _per_sted(_DATA["miks"])
BRUTTO: dict[Sted, list[float]] = _per_sted(_DATA["brutto"])
AVSKRIVNING: dict[Sted, float] = _per_sted(_DATA["avskrivning"])
FOND = _per_ramme("fond")
RENTER = _per_ramme("renter")


def miks(virksomhet: str, funksjon: str) -> Miks:
    """Ønsket artsmiks for én celle."""
    if (virksomhet, funksjon) in MIKS:
        return MIKS[virksomhet, funksjon]
    if virksomhet == "100" and funksjon not in STAB_STORE:
        return STAB_SMAA
    return artsmiks(funksjon)


def mal(virksomhet: str, funksjon: str, netto: tuple[int, int, int]) -> list[Miks]:
    """Ønskede beløp per linje (1000 kr, inntekt negativ) i R23, R24 og OB."""
    m = miks(virksomhet, funksjon)
    andel = sum(m.get(linje, 0.0) for linje in ("stat", "ref", "bruk", "salg"))
    ut = []
    for nr, kolonne in enumerate(KOLONNER):
        if (virksomhet, funksjon) in BRUTTO:
            brutto = BRUTTO[virksomhet, funksjon][nr]
        elif netto[nr] == 0:
            brutto = 0.0
        else:
            brutto = netto[nr] / (1 - andel) if andel < 0.85 and netto[nr] > 0 else 2.0 * abs(netto[nr])
        verdier = {k: brutto * m.get(k, 0.0) for k in KOST}
        verdier |= {k: -brutto * m.get(k, 0.0) for k in LINJER if k not in KOST}
        verdier["mva"] = brutto * m.get("mva", 0.0) * (0.2 if kolonne == "OB" else 1.0)
        ut.append(verdier)
    return ut

"""Ønsket fordeling: artsmiks per funksjon fra Strands regnskap (SSB 12367), med rettelser for Røros' egne celler."""

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


STAB_STORE = ("100", "110", "120", "121", "180", "201", "202", "211", "223", "233", "241", "301", "365", "370")
STAB_SMAA: Miks = {"pers": 0.30, "kjop": 0.66, "over": 0.04, "mva": 0.08}

MIKS: dict[tuple[str, str], Miks] = {
    ("100", "120"): {"pers": 0.60, "kjop": 0.38, "over": 0.02, "mva": 0.05, "ref": 0.10, "salg": 0.04},
    ("100", "121"): {"pers": 0.25, "kjop": 0.75, "mva": 0.15, "salg": 0.05},
    ("100", "180"): {"pers": 0.60, "kjop": 0.30, "over": 0.10},
    ("100", "201"): {"kjop": 0.95, "over": 0.05, "ref": 0.02},
    ("100", "202"): {"pers": 0.15, "kjop": 0.70, "over": 0.15, "ref": 0.35},
    ("100", "211"): {"pers": 0.25, "kjop": 0.75, "ref": 0.04},
    ("100", "233"): {"pers": 0.65, "kjop": 0.25, "over": 0.10, "ref": 0.25},
    ("100", "241"): {"pers": 0.30, "kjop": 0.65, "over": 0.05, "ref": 0.05},
    ("100", "253"): {"pers": 0.20, "kjop": 0.80, "mva": 0.10},
    ("100", "254"): {"pers": 0.35, "kjop": 0.63, "over": 0.02, "mva": 0.10},
    ("100", "258"): {"pers": 0.35, "kjop": 0.63, "over": 0.02, "mva": 0.10},
    ("100", "257"): {"pers": 0.35, "kjop": 0.63, "over": 0.02, "mva": 0.10},
    ("100", "275"): {"pers": 0.6, "kjop": 0.4, "stat": 2.0},
    ("100", "321"): {"kjop": 1.0, "salg": 0.8},
    ("100", "385"): {"pers": 0.4, "kjop": 0.6, "ref": 0.4},
    ("100", "360"): {"pers": 0.4, "kjop": 0.6, "ref": 0.4},
    ("200", "180"): {"pers": 0.55, "kjop": 0.45, "mva": 0.08, "ref": 0.05},
    ("230", "180"): {"pers": 0.60, "kjop": 0.40, "mva": 0.08, "ref": 0.35},
    ("200", "202"): {"pers": 0.88, "kjop": 0.115, "over": 0.005, "mva": 0.02, "ref": 0.16, "stat": 0.01, "salg": 0.004},
    ("200", "222"): {"kjop": 1.0, "salg": 1.5},
    ("200", "254"): {"pers": 0.9, "kjop": 0.1, "ref": 0.5},
    ("200", "258"): {"pers": 0.9, "kjop": 0.1, "ref": 0.5},
    ("230", "201"): {"pers": 0.90, "kjop": 0.10, "mva": 0.015, "bruk": 0.13, "ref": 0.10},
    ("230", "211"): {"pers": 0.95, "kjop": 0.05, "mva": 0.004, "ref": 0.45},
    ("250", "202"): {"pers": 0.92, "kjop": 0.08, "mva": 0.01, "ref": 0.30},
    ("250", "211"): {"pers": 0.90, "kjop": 0.10, "mva": 0.01, "ref": 0.15},
    ("250", "213"): {"pers": 0.88, "kjop": 0.11, "over": 0.01, "mva": 0.02, "ref": 0.25, "stat": 0.25},
    ("250", "275"): {"pers": 0.62, "kjop": 0.18, "over": 0.20, "mva": 0.02, "ref": 0.03, "stat": 1.9},
    ("350", "281"): {"pers": 0.02, "kjop": 0.03, "over": 0.95, "ref": 0.05},
    ("350", "276"): {"pers": 0.95, "kjop": 0.05},
    ("330", "241"): {"pers": 0.72, "kjop": 0.27, "over": 0.01, "mva": 0.035, "bruk": 0.14, "ref": 0.24, "salg": 0.02},
    ("330", "243"): {"pers": 0.80, "kjop": 0.18, "over": 0.02, "mva": 0.02, "ref": 0.45, "stat": 0.02},
    ("330", "233"): {"pers": 0.70, "kjop": 0.24, "over": 0.06, "mva": 0.03, "ref": 1.05, "stat": 0.05},
    ("330", "254"): {"pers": 0.92, "kjop": 0.08, "mva": 0.01, "ref": 0.20},
    ("330", "258"): {"pers": 0.92, "kjop": 0.08, "mva": 0.01, "ref": 0.20},
    ("330", "253"): {"pers": 0.85, "kjop": 0.15, "mva": 0.02, "ref": 0.15},
    ("310", "253"): {"pers": 0.88, "kjop": 0.12, "mva": 0.025, "bruk": 0.14, "ref": 0.10, "salg": 0.01},
    ("310", "257"): {"pers": 0.93, "kjop": 0.07, "mva": 0.015, "bruk": 0.01, "ref": 0.20},
    ("310", "258"): {"pers": 0.9, "kjop": 0.1, "mva": 0.01, "ref": 0.1},
    ("310", "261"): {"pers": 0.3, "kjop": 0.7, "mva": 0.14, "salg": 0.03},
    ("340", "254"): {"pers": 0.93, "kjop": 0.07, "mva": 0.01, "bruk": 0.015, "ref": 0.22, "salg": 0.01},
    ("340", "257"): {"pers": 0.94, "kjop": 0.06, "mva": 0.01, "bruk": 0.01, "ref": 0.30},
    ("340", "258"): {"pers": 0.93, "kjop": 0.07, "mva": 0.012, "bruk": 0.02, "ref": 0.15, "salg": 0.01},
    ("340", "273"): {"pers": 0.70, "kjop": 0.28, "over": 0.02, "mva": 0.05, "salg": 0.25, "ref": 0.08},
    ("370", "253"): {"kjop": 1.0},
    ("370", "258"): {"kjop": 1.0},
    ("400", "320"): {"kjop": 0.7, "over": 0.3, "salg": 0.1},
    ("400", "325"): {"pers": 0.10, "kjop": 0.30, "over": 0.60, "ref": 0.15},
    ("400", "329"): {"kjop": 0.3, "over": 0.7, "ref": 0.1},
    ("500", "120"): {"pers": 0.8, "kjop": 0.2, "ref": 0.3},
    ("500", "373"): {"pers": 0.45, "kjop": 0.55, "mva": 0.06, "salg": 0.80, "ref": 0.04},
    ("500", "375"): {"kjop": 0.1, "over": 0.9},
    ("500", "380"): {"pers": 0.15, "kjop": 0.30, "over": 0.55, "mva": 0.05, "salg": 0.03, "ref": 0.03},
    ("500", "383"): {"pers": 0.90, "kjop": 0.10, "mva": 0.015, "bruk": 0.20, "ref": 0.14, "salg": 0.02},
    ("500", "386"): {"pers": 0.45, "kjop": 0.52, "over": 0.03, "mva": 0.09, "salg": 0.35, "ref": 0.04},
    ("610", "340"): {"pers": 0.40, "kjop": 0.60},
    ("610", "345"): {"pers": 0.45, "kjop": 0.55, "salg": 2.0},
    ("610", "350"): {"pers": 0.30, "kjop": 0.69, "over": 0.01, "salg": 0.05},
    ("610", "353"): {"pers": 0.35, "kjop": 0.62, "over": 0.03, "salg": 3.0},
    ("610", "355"): {"pers": 0.32, "kjop": 0.68, "salg": 1.05},
    ("600", "302"): {"pers": 0.85, "kjop": 0.15, "mva": 0.02, "salg": 0.70},
    ("600", "303"): {"pers": 0.75, "kjop": 0.25, "mva": 0.05, "salg": 0.50},
    ("600", "301"): {"pers": 0.75, "kjop": 0.25, "mva": 0.05, "salg": 0.15, "ref": 0.05},
    ("600", "329"): {"pers": 0.75, "kjop": 0.15, "over": 0.10, "mva": 0.02, "ref": 0.12, "salg": 0.03},
    ("600", "360"): {"pers": 0.55, "kjop": 0.30, "over": 0.15, "mva": 0.03, "ref": 1.1},
    ("600", "365"): {"pers": 0.6, "kjop": 0.15, "over": 0.25, "mva": 0.02, "ref": 0.9},
    ("600", "253"): {"kjop": 1.0},
    ("620", "285"): {"pers": 0.55, "kjop": 0.45, "mva": 0.06, "salg": 0.60, "ref": 0.10},
    ("620", "332"): {"pers": 0.25, "kjop": 0.73, "over": 0.02, "mva": 0.14, "salg": 0.05, "ref": 0.06},
    ("630", "121"): {"pers": 0.75, "kjop": 0.25, "mva": 0.03, "salg": 0.60, "ref": 0.20},
    ("630", "130"): {"pers": 0.4, "kjop": 0.6, "mva": 0.12, "salg": 0.12, "ref": 0.03},
    ("630", "221"): {"pers": 0.42, "kjop": 0.58, "mva": 0.11, "salg": 0.05, "ref": 0.03},
    ("630", "222"): {"pers": 0.45, "kjop": 0.55, "mva": 0.11, "salg": 0.08, "ref": 0.04},
    ("630", "241"): {"pers": 0.25, "kjop": 0.75, "mva": 0.13, "salg": 0.40},
    ("630", "261"): {"pers": 0.42, "kjop": 0.58, "mva": 0.12, "salg": 0.08, "ref": 0.03},
    ("630", "265"): {"pers": 0.25, "kjop": 0.72, "over": 0.03, "mva": 0.06, "salg": 1.25},
    ("630", "320"): {"kjop": 1.0, "salg": 1.6},
    ("630", "325"): {"pers": 0.15, "kjop": 0.85, "mva": 0.10, "salg": 1.4},
    ("630", "386"): {"pers": 0.35, "kjop": 0.65, "mva": 0.12, "salg": 0.35},
    ("640", "338"): {"pers": 0.70, "kjop": 0.30, "mva": 0.04, "salg": 0.35, "ref": 0.06},
    ("640", "339"): {"pers": 0.70, "kjop": 0.28, "over": 0.02, "mva": 0.05, "salg": 0.06, "ref": 0.30},
    ("700", "390"): {"over": 1.0},
}

BRUTTO: dict[tuple[str, str], tuple[float, float, float]] = {
    ("100", "202"): (4200, 3500, 1500),
    ("100", "275"): (60, 80, 0),
    ("100", "321"): (250, 330, 0),
    ("100", "385"): (30, 45, 0),
    ("100", "360"): (20, 20, 0),
    ("200", "222"): (0, 6, 0),
    ("200", "254"): (2300, 0, 900),
    ("230", "180"): (3500, 1900, 3000),
    ("230", "211"): (5600, 6900, 3200),
    ("250", "275"): (25000, 30500, 20500),
    ("250", "213"): (8500, 9000, 10500),
    ("330", "233"): (2600, 2600, 1800),
    ("330", "243"): (10500, 8200, 3500),
    ("400", "320"): (50, 40, 0),
    ("400", "325"): (5800, 4500, 981),
    ("400", "329"): (0, 330, 0),
    ("500", "120"): (10, 15, 60),
    ("500", "373"): (3500, 3700, 2700),
    ("600", "302"): (2300, 3000, 2000),
    ("600", "303"): (3900, 3900, 3300),
    ("600", "360"): (700, 900, 200),
    ("600", "365"): (8000, 9000, 4500),
    ("610", "340"): (4300, 4600, 3200),
    ("610", "345"): (6800, 7100, 6300),
    ("610", "350"): (8600, 8200, 7200),
    ("610", "353"): (3400, 3800, 3300),
    ("610", "355"): (15200, 16500, 14500),
    ("620", "285"): (16500, 14500, 12000),
    ("630", "121"): (10500, 11500, 10000),
    ("630", "241"): (2100, 1900, 900),
    ("630", "265"): (10200, 10400, 9300),
    ("630", "320"): (350, 350, 300),
    ("630", "325"): (3600, 3300, 2600),
    ("640", "338"): (5200, 5800, 3900),
}

FOND: dict[str, dict[tuple[str, str], float]] = {
    "STA": {("100", "120"): 3, ("100", "201"): 2, ("100", "233"): 2, ("100", "202"): 1, ("100", "211"): 1},
    "OPP": {("200", "202"): 4, ("230", "201"): 1, ("250", "213"): 2, ("250", "275"): 2, ("350", "242"): 1,
            ("360", "244"): 0.5},
    "HEL": {("310", "253"): 2, ("330", "233"): 2, ("330", "243"): 1, ("330", "241"): 1, ("340", "254"): 2,
            ("340", "258"): 2, ("340", "273"): 0.3},
    "NAE": {("400", "325"): 1},
    "KUL": {("500", "231"): 1, ("500", "370"): 0.5, ("500", "373"): 0.3, ("500", "385"): 2, ("500", "383"): 0.3,
            ("500", "386"): 0.3},
    "TEK": {("610", "345"): 3, ("610", "350"): 0.5, ("610", "353"): 4, ("610", "355"): 3, ("640", "338"): 0.8,
            ("600", "303"): 0.4, ("600", "302"): 0.4, ("600", "360"): 0.4, ("600", "329"): 0.2},
}  # fmt: skip
AVSKRIVNING: dict[tuple[str, str], float] = {
    ("610", "340"): 0.4, ("610", "345"): 1.0, ("610", "350"): 1.2, ("610", "353"): 0.9, ("610", "355"): 0.6,
    ("640", "338"): 0.1,
}  # fmt: skip
RENTER: dict[str, dict[tuple[str, str], float]] = {
    "STA": {("100", "870"): 1, ("100", "120"): 1},
    "HEL": {("340", "254"): 1, ("340", "258"): 1, ("310", "253"): 1},
    "TEK": {("610", "345"): 1},
}


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

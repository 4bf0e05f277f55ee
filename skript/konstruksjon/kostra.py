"""KOSTRA-kontrollene av art × funksjon (KOSTRA.md 4.2 og 4.3) på regnskapet i belop.csv."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from skript.konstruksjon.kontroller import tusen

if TYPE_CHECKING:
    from pathlib import Path

    from skript.konstruksjon.definisjoner import Konto

TOLERANSE = 30
Post = tuple[str, str, str]
"""(kontoklasse, funksjon, art)."""
BARE_I = {"280", "512", "521", "522", "529", "670", "910", "911", "912", "921", "922", "929", "970"}
IKKE_I = {
    "070",
    "080",
    "110",
    "114",
    "240",
    "509",
    "570",
    "590",
    "600",
    "629",
    "630",
    "640",
    "800",
    "870",
    "871",
    "872",
    "873",
    "876",
    "877",
    "878",
    "879",
    "909",
    "990",
}


def poster(konti: list[Konto], kolonne: int) -> dict[Post, int]:
    """Postene i 0A-filen: 1000 kr per kontoklasse, funksjon og art."""
    kr: dict[Post, int] = defaultdict(int)
    for k in konti:
        kr[k.klasse, k.funksjon, k.art] += k.kr[kolonne]
    return {n: tusen(v) for n, v in kr.items() if tusen(v)}


def funn(konti: list[Konto], kolonne: int, kodefil: Path) -> set[str]:
    """Reglene som slår ut (020–080, 085–175 og kodelistene 010 og 012 for 2024)."""
    p = poster(konti, kolonne)
    d = {(f, a): v for (k, f, a), v in p.items() if k == "1"}
    i = {(f, a): v for (k, f, a), v in p.items() if k == "0"}
    ut = _kombinasjoner(d, i) | _summer(d, i)
    if kolonne == 1:
        koder = json.loads(kodefil.read_text(encoding="utf-8"))["lists"]["0A-2024"]
        ut |= {"010" for _, f, _ in p if f not in koder["funksjoner"]}
        ut |= {"012" for _, _, a in p if a not in koder["arter"]}
    return ut


def _kombinasjoner(d: dict[tuple[str, str], int], i: dict[tuple[str, str], int]) -> set[str]:
    begge = [*d, *i]
    regler = {
        "020": any(f == "841" for f, _ in d),
        "025": any(a in BARE_I for _, a in d),
        "030": any(a in ("285", "660") for _, a in d),
        "035": any(a in ("520", "920") and f not in ("281", "325", "701") for f, a in d),
        "040": any(f in ("800", "840", "850", "860") for f, _ in i),
        "045": any(f in ("100", "110", "121", "170", "171") for f, _ in i),
        "050": any(a in IKKE_I for _, a in i),
        "055": any(a in ("620", "650", "900") for _, a in i),
        "060": any(a == "729" and f != "841" for f, a in i),
        "065": any((f == "899") != (a in ("589", "980", "989")) for f, a in begge),
        "070": any(a == "530" and f != "880" for f, a in begge),
        "075": any("870" <= a <= "879" and a != "877" and f != "800" for f, a in begge),
        "080": any(a == "800" and f != "840" for f, a in begge),
    }
    return {regel for regel, brutt in regler.items() if brutt}


def _summer(d: dict[tuple[str, str], int], i: dict[tuple[str, str], int]) -> set[str]:
    utg = {
        "D": sum(v for (_, a), v in d.items() if a < "600"),
        "I": sum(v for (_, a), v in i.items() if a < "600"),
    }
    inn = {
        "D": sum(v for (_, a), v in d.items() if a >= "600"),
        "I": sum(v for (_, a), v in i.items() if a >= "600"),
    }
    avskr = sum(v for (f, a), v in d.items() if a == "590" and f < "800")
    motpost = sum(v for (f, a), v in d.items() if a == "990" and f == "860")
    regler = {
        "085": utg["I"] <= 0,
        "090": inn["I"] >= 0,
        "095": abs(utg["I"] + inn["I"]) > TOLERANSE,
        "100": utg["D"] <= 0,
        "105": inn["D"] >= 0,
        "110": abs(utg["D"] + inn["D"]) > TOLERANSE,
        "130": d.get(("800", "870"), 0) >= 0,
        "135": d.get(("840", "800"), 0) >= 0,
        "140": sum(v for (_, a), v in d.items() if a == "570")
        + sum(v for (_, a), v in i.items() if a == "970")
        != 0,
        "145": motpost == 0,
        "150": avskr == 0,
        "155": abs(avskr + motpost) > TOLERANSE,
        "160": any(a == "590" and f >= "800" for f, a in d),
        "165": any(a == "990" and f != "860" for f, a in d),
        "170": any(f == "290" for f, _ in (*d, *i)),
    }
    return {regel for regel, brutt in regler.items() if brutt}

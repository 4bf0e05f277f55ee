"""Two oracles nobody here wrote: SSB's definitions of the lines, and SSB's tables of a whole municipality."""

import csv
import json
import re
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from rodtraad.lov.oppstilling import beregn
from rodtraad.lov.regelverk import last_regelverk
from rodtraad.lov.utvalg import Utvalg

LOV = last_regelverk(date(2025, 12, 31))
# Line → SSB's concept. Line 12 is two concepts together.
DRIFT = {
    "2": ["AGD75"],
    "3": ["AG10"],
    "4": ["AGD76"],
    "5": ["AGD77"],
    "6": ["AGD78"],
    "8": ["AGD96"],
    "10": ["AG15"],
    "11": ["AG35"],
    "12": ["AG17", "AGD51"],
    "13": ["AGD80"],
    "17": ["AGD79"],
    "18": ["AGD81"],
    "20": ["AGD82"],
    "21": ["AG5"],
    "23": ["AGD88"],
}
# SSB counts all loans between the municipality's own units (521, 911) as own means.
INVESTERING = {
    "1": ["AGI39"],
    "2": ["AGI40"],
    "3": ["AGI41"],
    "4": ["AGI42"],
    "9": ["AGI44"],
    "11": ["AGI45"],
    "12": ["AGI46"],
    "13": ["AGI17"],
}


def definisjoner(delt: Path) -> dict[str, frozenset[str]]:
    """The arts of each concept for kommunekasse, from the notes of Klass."""
    fil = delt / "data/kostra/klass-kostra-regnskapsbegrep-arter-kapitler-2025.csv"
    gyldige = sorted(LOV.koder.gyldige("arter", LOV.dato))
    ut: dict[str, frozenset[str]] = {}
    with fil.open(encoding="utf-8") as apen:
        for rad in csv.DictReader(apen, delimiter=";"):
            tekst = re.sub(r"(inntekts|investerings|drifts)regnskapet", "", rad["notes"] or "")
            deler = [d for d in re.split(r"Definisjon ", tekst)[1:] if "kommunekasse" in d.split(":")[0]]
            funnet = (
                re.findall(r"[Aa]rt(?:ene)?\s+([\[(\d][\d\s.,+()\[\]og]*\d)", deler[0].split("(Fylkes-)")[0])
                if deler
                else []
            )
            koder: set[str] = set()
            for fra, til in re.findall(r"(\d{3})(?:\.\.(\d{3}))?", funnet[0] if funnet else ""):
                koder.update(k for k in gyldige if fra <= k <= (til or fra))
            ut[rad["code"]] = frozenset(koder)
    return ut


@pytest.mark.parametrize(("oppstilling", "begreper"), [("lov_5_6", DRIFT), ("lov_5_5_1", INVESTERING)])
def test_the_lines_take_the_arts_ssb_says(
    oppstilling: str, begreper: dict[str, list[str]], delt: Path
) -> None:
    ssb = definisjoner(delt)
    gyldige = LOV.koder.gyldige("arter", LOV.dato)
    for nr, koder in begreper.items():
        linje = LOV.oppstilling(oppstilling).linje(nr)
        vare = frozenset[str]().union(*(u.arter or frozenset() for u in linje.utvalg)) & gyldige
        assert vare == frozenset[str]().union(*(ssb[k] for k in koder)), (oppstilling, nr, linje.tekst)


DRIFTSLINJER = dict(
    zip(
        [
            *["A800", "AGD75", "AG10", "AGD76", "AGD77", "AGD78", "A600", "AGD96", "AGD45", "AG15", "AG35"],
            *["AGD80", "A590", "AGD46", "AGD67", "AGD79", "AGD81", "AGD83", "AGD82", "AG5", "AGD86"],
            *["AGD88", "AGD90", "570", "550", "950", "540", "940", "AD530", "AGD93", "AGD95"],
        ],
        [*map(str, range(1, 12)), *map(str, range(13, 33))],
        strict=True,
    )
)


def celler(fil: Path) -> list[dict[str, float]]:
    """One mapping of art to amount for each scope and year."""
    svar: dict[str, Any] = json.loads(fil.read_text(encoding="utf-8"))
    akser = [list(svar["dimension"][navn]["category"]["index"]) for navn in svar["id"]]
    flat = dict(zip(product(*akser), svar["value"], strict=True))
    omfang, arter, aar = akser[1], akser[2], akser[4]
    return [
        {art: flat[akser[0][0], o, art, akser[3][0], a] or 0 for art in arter} for o in omfang for a in aar
    ]


def test_the_formulas_of_5_6_give_ssbs_totals_for_a_whole_municipality(delt: Path) -> None:
    """Table 13543 for Strand: five years, kommunekasse and konsolidert."""
    form = LOV.oppstilling("lov_5_6")
    aarganger = celler(delt / "data/ssb/strand/raw/13543.jsonstat2.json")
    assert len(aarganger) == 10
    for arter in aarganger:
        vist = {nr: round(arter[art]) for art, nr in DRIFTSLINJER.items()}
        vist["12"] = round(arter["AG17"] + arter["AGD51"])
        vist["30a"] = -round(arter["AD930"])  # SSB shows it as booked, income negative
        raa = {linje.utvalg[0]: linje.fortegn * vist[linje.nr] for linje in form.linjer if linje.utvalg}

        def sum_for(utvalg: Utvalg, raa: dict[Utvalg, int] = raa) -> int:
            return raa[utvalg]

        svar = beregn(form, sum_for)
        for nr in ("9", "15", "16", "22", "24", "31"):
            assert svar[nr] == vist[nr], (nr, svar[nr], vist[nr])

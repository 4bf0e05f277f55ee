"""Leser de løste beløpene og fordeler dem på ansvar (øre)."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rodtraad.demo.hovedbok.deling import del_etter_vekt

DATA = Path(__file__).resolve().parents[1] / "data" / "hovedbok"
ORE = 100


class Post(NamedTuple):
    """Et årsbeløp på én kontostreng."""

    aar: int
    slag: str
    kontoklasse: str
    virksomhet: str
    funksjon: str
    art: str
    prosjekt: str
    ansvar: str
    ore: int


@dataclass(frozen=True, slots=True)
class Bilagstype:
    """Hvordan en art bilagsføres: serie, motkonto, vanlig størrelse, sesong og tekst."""

    serie: str
    kapittel: str
    sektor: str
    typisk_ore: int
    sesong: str
    tekst: str


def les(navn: str) -> list[dict[str, str]]:
    """Radene i en av datafilene."""
    with (DATA / navn).open(encoding="utf-8", newline="") as fil:
        return list(csv.DictReader(fil))


@cache
def bilagstyper() -> dict[str, Bilagstype]:
    """Bilagstype per art."""
    return {
        r["art"]: Bilagstype(
            r["serie"], r["kapittel"], r["sektor"], int(r["typisk_kr"]) * ORE, r["sesong"], r["tekst"]
        )
        for r in les("bilagstyper.csv")
    }


Nokkel = dict[tuple[str, str], list[tuple[str, int, int]]]


def _ansvarsnokkel() -> Nokkel:
    ut: Nokkel = {}
    for r in les("ansvarsnokkel.csv"):
        vekter = (r["ansvar"], int(r["vekt_regnskap"]), int(r["vekt_budsjett"]))
        ut.setdefault((r["virksomhet"], r["funksjon"]), []).append(vekter)
    return ut


def _andeler(nokkel: Nokkel, rad: dict[str, str]) -> list[tuple[str, int]]:
    sted = (rad["virksomhet"], rad["funksjon"])
    alle = nokkel.get(sted) or nokkel[sted[0], "*"]
    vekter = [(a, regnskap if rad["slag"] == "regnskap" else budsjett) for a, regnskap, budsjett in alle]
    if rad["kontoklasse"] == "0":
        if sted[0] == "900":
            return [("9030", 1)]
        return [(max(alle, key=lambda v: v[1])[0], 1)]
    return [(a, v) for a, v in vekter if v]


def poster() -> list[Post]:
    """Alle løste beløp fordelt på ansvar; budsjett deles i hele kroner, regnskap i øre."""
    nokkel = _ansvarsnokkel()
    ut = []
    for r in les("belop.csv"):
        andeler = _andeler(nokkel, r)
        kr = int(r["belop_kr"])
        vekter = [v for _, v in andeler]
        if r["slag"] == "regnskap":
            deler = del_etter_vekt(kr * ORE, vekter)
        else:
            deler = [d * ORE for d in del_etter_vekt(kr, vekter)]
        konto = (
            int(r["aar"]),
            r["slag"],
            r["kontoklasse"],
            r["virksomhet"],
            r["funksjon"],
            r["art"],
            r["prosjekt"],
        )
        for (ansvar, _), ore in zip(andeler, deler, strict=True):
            if ore or not kr:
                ut.append(Post(*konto, ansvar, ore))
    return ut

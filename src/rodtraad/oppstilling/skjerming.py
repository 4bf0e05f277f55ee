"""Skjerming: what the public may not see behind a figure (docs/regler/skjerming.md)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from rodtraad.oppstilling.formel import BALANSE
from rodtraad.oppstilling.strenger import Streng

KLIENT = (
    "Kontostrenger og bilag vises ikke for tjenester der de kan gjelde én person (helse, omsorg, sosialtjeneste "
    "og barnevern). Der vises bare summen."
)
BALANSEBILAG = (
    "Bilag vises ikke for balansekonti, fordi motposten til et bilag i en skjermet tjeneste kan stå der."
)

Antall = Mapping[Streng, int]
"""Account strings with how many times, and with which sign, they count in a figure."""


@dataclass(frozen=True, slots=True)
class Skjermet:
    """The strings of a figure parted: those that may be seen, those that are only summed, and why."""

    apne: Antall
    skjulte: Antall
    grunn: str


@cache
def _regel() -> Mapping[str, Any]:
    fil = files("rodtraad.oppstilling") / "data" / "skjermede_funksjoner.yaml"
    innhold: Mapping[str, Any] = yaml.safe_load(fil.read_text("utf-8"))
    return innhold


@cache
def skjermede_funksjoner() -> frozenset[str]:
    """The functions where a string or a voucher may be about one person."""
    return frozenset(rad["funksjon"] for rad in _regel()["funksjoner"])


def skjerm(antall: Antall) -> Skjermet:
    """The strings parted for the public.

    One hidden string alone could be found by subtracting the open ones from the figure; then the smallest open
    strings of the same year and kind are hidden with it, until the hidden group is large enough.
    """
    skjulte = {s: n for s, n in antall.items() if s.funksjon in skjermede_funksjoner()}
    apne = {s: n for s, n in antall.items() if s not in skjulte}
    for periode in {(s.aar, s.slag) for s in skjulte}:
        for streng in _med_skjules(periode, skjulte, apne):
            skjulte[streng] = apne.pop(streng)
    return Skjermet(apne, skjulte, _grunn(skjulte, antall))


def _med_skjules(periode: tuple[int, str], skjulte: Antall, apne: Antall) -> list[Streng]:
    mangler = int(_regel()["gruppe_minst"]) - sum((s.aar, s.slag) == periode for s in skjulte)
    egne = [s for s in apne if (s.aar, s.slag) == periode]
    return sorted(egne, key=lambda s: (abs(s.ore), s.ansvar, s.art, s.funksjon))[: max(mangler, 0)]


def _grunn(skjulte: Iterable[Streng], alle: Iterable[Streng]) -> str:
    deler = [KLIENT] if any(True for _ in skjulte) else []
    if any(s.kontoklasse == BALANSE for s in alle):
        deler.append(BALANSEBILAG)
    return " ".join(deler)

"""Skjerming: what the public may not see behind a figure (docs/regler/skjerming.md)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rodtraad.kontoplan.skjermet import minste_gruppe, skjermede_funksjoner
from rodtraad.oppstilling.formel import BALANSE
from rodtraad.oppstilling.strenger import Streng

KLIENT = (
    "Kontostrenger og bilag vises ikke for tjenester der de kan gjelde én person (helse, omsorg, sosialtjeneste "
    "og barnevern). Der vises bare summen."
)
BALANSEBILAG = (
    "Bilag vises ikke for balansekonti, fordi motposten til et bilag i en skjermet tjeneste kan stå der."
)

__all__ = ["skjerm", "skjermede_funksjoner"]

Antall = Mapping[Streng, int]
"""Account strings with how many times, and with which sign, they count in a figure."""


@dataclass(frozen=True, slots=True)
class Skjermet:
    """The strings of a figure parted: those that may be seen, those that are only summed, and why."""

    apne: Antall
    skjulte: Antall
    grunn: str


def skjerm(antall: Antall) -> Skjermet:
    """The strings parted for the public.

    One hidden string alone could be found by subtracting the open ones from the figure; then the smallest open
    strings of the same year and kind are hidden with it, until the hidden group is large enough.
    """
    klient = skjermede_funksjoner()
    apne: dict[Streng, int] = {}
    skjulte: dict[Streng, int] = {}
    for streng, ganger in antall.items():
        (skjulte if streng.funksjon in klient else apne)[streng] = ganger
    for streng in _med_skjules(skjulte, apne):
        skjulte[streng] = apne.pop(streng)
    return Skjermet(apne, skjulte, _grunn(skjulte, antall))


def _med_skjules(skjulte: Antall, apne: Antall) -> list[Streng]:
    """The smallest open strings of a year and kind where too few are hidden to be lost in the sum."""
    minst = minste_gruppe()
    ut: list[Streng] = []
    for periode, hvor_mange in Counter((s.aar, s.slag) for s in skjulte).items():
        if hvor_mange < minst:
            egne = [s for s in apne if (s.aar, s.slag) == periode]
            egne.sort(key=lambda s: (abs(s.ore), s.ansvar, s.art, s.funksjon))
            ut += egne[: minst - hvor_mange]
    return ut


def _grunn(skjulte: Antall, alle: Iterable[Streng]) -> str:
    deler = [KLIENT] if skjulte else []
    if any(s.kontoklasse == BALANSE for s in alle):
        deler.append(BALANSEBILAG)
    return " ".join(deler)

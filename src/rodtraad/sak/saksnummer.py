"""Case numbers: how they are written, which are missing, and in which series they run; pure functions."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_FORM: Final = re.compile(
    r"(?:(?P<serie>[A-Za-zÆØÅæøå]{2,4})[ -]?)?0*(?P<nr>\d{1,5})\s*/\s*(?P<aar>\d{4}|\d{2})"
)
ORDINAERE: Final = ("", "PS", "SAK")
"""Letters that say no more than that it is a case."""


@dataclass(frozen=True, slots=True, order=True)
class Saksnummer:
    """A number within a year, in the series of its letters (blank = the ordinary one)."""

    aar: int
    serie: str
    nr: int

    def __str__(self) -> str:
        return f"{self.serie} {self.nr}/{self.aar % 100:02d}".strip()


@dataclass(frozen=True, slots=True)
class Hull:
    """Numbers in a row that no case has, from the first to the last of them."""

    fra: Saksnummer
    til: Saksnummer

    @property
    def antall(self) -> int:
        """How many numbers."""
        return self.til.nr - self.fra.nr + 1

    def __str__(self) -> str:
        return str(self.fra) if self.fra == self.til else f"{self.fra}–{self.til}"


def tolk_saksnummer(tekst: str) -> Saksnummer | None:
    """37/24, PS 37/2024 or RS 3/24 as a number; None when it is none. Two digits of the year are 1950–2049."""
    treff = _FORM.fullmatch(tekst.strip())
    if treff is None or int(treff["nr"]) == 0:
        return None
    aar = int(treff["aar"])
    if aar < 100:  # noqa: PLR2004 - two digits
        aar += 2000 if aar < 50 else 1900  # noqa: PLR2004
    serie = (treff["serie"] or "").upper()
    return Saksnummer(aar, "" if serie in ORDINAERE else serie, int(treff["nr"]))


def finn_hull(numre: Iterable[Saksnummer]) -> tuple[Hull, ...]:
    """The gaps between the first and the last number of each year and series."""
    serier: dict[tuple[int, str], set[int]] = defaultdict(set)
    for nummer in numre:
        serier[nummer.aar, nummer.serie].add(nummer.nr)
    ut = []
    for (aar, serie), brukt in sorted(serier.items()):
        ordnet = sorted(brukt)
        ut += [
            Hull(Saksnummer(aar, serie, a + 1), Saksnummer(aar, serie, b - 1))
            for a, b in pairwise(ordnet)
            if b > a + 1
        ]
    return tuple(ut)


def share_series(per_organ: Sequence[Iterable[Saksnummer]]) -> bool:
    """Whether the bodies count in one series: there are several, and no number is used by two of them."""
    mengder = [set(numre) for numre in per_organ]
    alle = set().union(*mengder) if mengder else set()
    return len(mengder) > 1 and len(alle) == sum(map(len, mengder))

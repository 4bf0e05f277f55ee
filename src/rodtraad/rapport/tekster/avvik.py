"""Gross deviations: what the net hides."""

from collections.abc import Sequence
from dataclasses import dataclass

from rodtraad.rapport.tall import er_null

Avvikslinje = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Avvikssum:
    """Sums in øre of deviations each way, and how many lines there are of each."""

    over: int
    """Spent more than budgeted (a negative number)."""
    under: int
    antall_over: int
    antall_under: int


def avvikssum(linjer: Sequence[Avvikslinje]) -> Avvikssum:
    """Gross positive and negative deviation; lines that print as 0 are not counted as deviating."""
    over = [v for _, v in linjer if v < 0]
    under = [v for _, v in linjer if v > 0]
    return Avvikssum(
        sum(over),
        sum(under),
        sum(1 for v in over if not er_null(v)),
        sum(1 for v in under if not er_null(v)),
    )


def storste(linjer: Sequence[Avvikslinje], *, fortegn: int, antall: int = 3) -> list[Avvikslinje]:
    """The largest deviations of one sign, largest first."""
    valgte = [linje for linje in linjer if linje[1] * fortegn > 0 and not er_null(linje[1])]
    return sorted(valgte, key=lambda linje: (-abs(linje[1]), linje[0]))[:antall]

"""Sum rows as a control: each must be the sum of lines that stand together above or below it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sumlinje:
    """A row that is no line: its row in the file, text and amounts, and the lines' sums since the last one."""

    rad: int
    tekst: str
    belop: tuple[int | None, ...]
    """Øre per amount column; None where the cell is empty or no number."""
    foran: tuple[int, ...]
    """Øre per amount column: the lines between the previous sum row (or the top) and this one."""


def sumlinjer_som_ikke_stemmer(
    sumlinjer: Sequence[Sumlinje], etter: Sequence[int]
) -> list[tuple[Sumlinje, int]]:
    """Sumlinje: those whose amounts are not the sum of neighbouring lines, each with the first column that is off.

    A sum may reach back to any earlier sum row or to the top, or forward to a later one or to the end (`etter`
    is what the lines below the last sum row come to). Amounts are øre.
    """
    feil = []
    for kolonne in range(len(etter)):
        hittil, sum_ = [0], 0
        for linje in sumlinjer:
            sum_ += linje.foran[kolonne]
            hittil.append(sum_)
        hittil.append(sum_ + etter[kolonne])
        sett: set[int] = set()
        senere: dict[int, int] = {}
        for verdi in hittil[1:]:
            senere[verdi] = senere.get(verdi, 0) + 1
        sett.add(0)
        for linje, her in zip(sumlinjer, hittil[1:], strict=False):
            senere[her] -= 1
            belop = linje.belop[kolonne]
            if belop is not None and her - belop not in sett and senere.get(her + belop, 0) <= 0:
                feil.append((linje, kolonne))
            sett.add(her)
    forste: dict[int, tuple[Sumlinje, int]] = {}
    for linje, kolonne in feil:
        forste.setdefault(linje.rad, (linje, kolonne))
    return [forste[rad] for rad in sorted(forste)]

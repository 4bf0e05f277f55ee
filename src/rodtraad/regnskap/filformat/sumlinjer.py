"""Sum rows as a control: each must be the sum of lines that stand together above or below it."""

from collections import Counter
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
    linjer: int
    """How many lines that is."""


def sumlinjer_som_ikke_stemmer(
    sumlinjer: Sequence[Sumlinje], etter: Sequence[int], linjer_etter: int
) -> list[tuple[Sumlinje, int]]:
    """Sumlinje: those whose amounts are not the sum of neighbouring lines, each with the first column that is off.

    A sum may reach back to any earlier sum row or to the top, or forward to a later one or to the end (`etter`
    is what the `linjer_etter` lines below the last sum row come to). No lines at all are never a sum. Amounts are øre.
    """
    punkter, plass = _punkter(sumlinjer, etter, linjer_etter)
    forste: dict[int, tuple[Sumlinje, int]] = {}
    for kolonne in range(len(etter)):
        verdier = [punkt[kolonne] for punkt in punkter]
        foran, senere = Counter[int](), Counter(verdier)
        passert = 0
        for linje, nr in zip(sumlinjer, plass, strict=True):
            # `foran` holds the places above this one, `senere` this one and those below.
            while passert < nr:
                foran[verdier[passert]] += 1
                senere[verdier[passert]] -= 1
                passert += 1
            belop, her = linje.belop[kolonne], verdier[nr]
            if belop is None or foran[her - belop] > 0 or senere[her + belop] > (belop == 0):
                continue
            forste.setdefault(linje.rad, (linje, kolonne))
    return [forste[rad] for rad in sorted(forste)]


def _punkter(
    sumlinjer: Sequence[Sumlinje], etter: Sequence[int], linjer_etter: int
) -> tuple[list[tuple[int, ...]], list[int]]:
    """What the lines come to at each place a sum can reach to, and at which place each sum row stands."""
    naa = (0,) * len(etter)
    punkter, plass = [naa], []
    for linje in sumlinjer:
        naa = tuple(n + f for n, f in zip(naa, linje.foran, strict=True))
        if linje.linjer:
            punkter.append(naa)
        plass.append(len(punkter) - 1)
    if linjer_etter:
        punkter.append(tuple(n + e for n, e in zip(naa, etter, strict=True)))
    return punkter, plass

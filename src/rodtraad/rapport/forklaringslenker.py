"""Where a figure explains itself: whoever keeps editions says, from its module `skall`."""

from collections.abc import Callable

from rodtraad.skall.opphenging import heng_opp_alt

type Oppslag = Callable[[str, int], str]
"""Table, line → address of the explanation, blank when there is none."""
type Finner = Callable[[int], Oppslag]
"""Year → the newest edition's explanations."""

_FINNERE: list[Finner] = []


def registrer(finner: Finner) -> None:
    """Adds one who knows."""
    _FINNERE.append(finner)


def forklaringer(aar: int) -> Oppslag:
    """The explanations of a year, asked for once for many figures."""
    heng_opp_alt()
    alle = [finner(aar) for finner in _FINNERE]
    return lambda tabell, linje: next((lenke for finn in alle if (lenke := finn(tabell, linje))), "")

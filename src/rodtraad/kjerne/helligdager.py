"""Norwegian public holidays and working days; pure functions.

Helligdagsfredsloven § 2 and lov om 1. og 17. mai; Easter is the library's.
"""

from datetime import date, timedelta
from functools import cache
from typing import Final

from dateutil.easter import easter

_FASTE: Final = {
    (1, 1): "1. nyttårsdag", (5, 1): "1. mai", (5, 17): "17. mai", (12, 25): "1. juledag", (12, 26): "2. juledag",
}  # fmt: skip
_ETTER_PAASKE: Final = {
    -3: "skjærtorsdag", -2: "langfredag", 0: "1. påskedag", 1: "2. påskedag", 39: "Kristi himmelfartsdag",
    49: "1. pinsedag", 50: "2. pinsedag",
}  # fmt: skip
_UKEDAGER: Final = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
LORDAG: Final = 5


@cache
def helligdager(aar: int) -> dict[date, str]:
    """The public holidays of a year with their names."""
    paaske = easter(aar)
    dager = {date(aar, *dag): navn for dag, navn in _FASTE.items()}
    for avstand, navn in _ETTER_PAASKE.items():
        dager.setdefault(paaske + timedelta(days=avstand), navn)
    return dager


def fridag(dag: date) -> str:
    """Why nobody works that day: the holiday's name, lørdag or søndag; empty for a working day."""
    navn = helligdager(dag.year).get(dag)
    if navn:
        return navn
    return _UKEDAGER[dag.weekday()] if dag.weekday() >= LORDAG else ""


def virkedag_for(dag: date) -> date:
    """The day itself if it is a working day, else the last one before it."""
    while fridag(dag):
        dag -= timedelta(days=1)
    return dag


def virkedager_for(dag: date, antall: int) -> date:
    """The working day that lies a number of working days before the day."""
    for _ in range(antall):
        dag = virkedag_for(dag - timedelta(days=1))
    return virkedag_for(dag)

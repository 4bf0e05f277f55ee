"""When an event of the catalogue falls in a year. Pure; prose in docs/regler/aarshjul.md."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from dateutil.easter import easter

FIL: Final = Path(__file__).parent / "data" / "aarshjul.yaml"
UKEDAGER: Final = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
DAG, MAANED, AAR, LOPENDE = "dag", "maaned", "aar", "lopende"
_LORDAG: Final = 5


@dataclass(frozen=True, slots=True)
class Mal:
    """An event of the catalogue: what comes each year, when, for whom."""

    id: str
    tittel: str
    naar: Mapping[str, Any]
    rad: int = 0
    organ: str = ""
    eier: str = ""
    om: str = ""
    hvert: int = 1
    basis: int = 0
    bare: int = 0
    frist: bool = False
    oppgave: bool = False
    prosess: str = ""
    sak: str = ""
    offentlig: bool = False

    def kommer(self, aar: int) -> bool:
        """Whether the event comes in the year (HJUL-11)."""
        if self.bare:
            return aar == self.bare
        return self.hvert == 1 or (aar - self.basis) % self.hvert == 0

    def neste(self, etter: int) -> int:
        """The first year after `etter` in which it comes; 0 when it never does again."""
        return next((aar for aar in range(etter + 1, etter + 1 + max(self.hvert, 1)) if self.kommer(aar)), 0)


@dataclass(frozen=True, slots=True)
class Tid:
    """A place in the year: first and last day, and how exact it is."""

    fra: date
    til: date
    presisjon: str
    antall: int = 1


@cache
def maler() -> tuple[Mal, ...]:
    """The catalogue, in the order of its file."""
    return tuple(Mal(**rad) for rad in yaml.safe_load(FIL.read_text(encoding="utf-8")))


def tid_for(mal: Mal, aar: int) -> Tid:
    """When the event falls in the year; a deadline on a holiday is moved to the working day before."""
    naar = mal.naar
    if "dag" in naar:
        maaned, dag = map(int, str(naar["dag"]).split("-"))
        fast = date(aar, maaned, min(dag, monthrange(aar, maaned)[1]))
        return _dag(virkedag_for(fast) if mal.frist else fast)
    if "ukedag" in naar:
        maaned, nummer, ukedag = naar["ukedag"]
        return _dag(nte_ukedag(aar, maaned, nummer, UKEDAGER.index(ukedag)))
    if "maaned" in naar:
        maaned = naar["maaned"]
        return Tid(date(aar, maaned, 1), date(aar, maaned, monthrange(aar, maaned)[1]), MAANED)
    helt = (date(aar, 1, 1), date(aar, 12, 31))
    return Tid(*helt, LOPENDE, naar["antall"]) if "antall" in naar else Tid(*helt, AAR)


def _dag(dag: date) -> Tid:
    return Tid(dag, dag, DAG)


def nte_ukedag(aar: int, maaned: int, nummer: int, ukedag: int) -> date:
    """The nth such weekday of the month (1–5, -1 = the last); the last one when there is no fifth."""
    dager = [
        d for n in range(1, monthrange(aar, maaned)[1] + 1) if (d := date(aar, maaned, n)).weekday() == ukedag
    ]
    return dager[-1] if nummer == -1 or nummer > len(dager) else dager[nummer - 1]


def flytt_til_aar(dag: date, aar: int) -> date:
    """A day the municipality set itself, moved to another year: the same weekday in the same week of the month.

    So a meeting on the third Thursday stays on a Thursday. A day in a fifth week becomes the last such weekday.
    """
    nummer = (dag.day - 1) // 7 + 1
    return nte_ukedag(aar, dag.month, nummer, dag.weekday())


@cache
def helligdager(aar: int) -> frozenset[date]:
    """Norwegian public holidays of the year (lov om helligdager; 1 and 17 May by lov 26. april 1947)."""
    paaske = easter(aar)
    bevegelige = {paaske + timedelta(days=d) for d in (-3, -2, 0, 1, 39, 49, 50)}
    return frozenset(
        {date(aar, 1, 1), date(aar, 5, 1), date(aar, 5, 17), date(aar, 12, 25), date(aar, 12, 26)}
        | bevegelige
    )


def er_virkedag(dag: date) -> bool:
    """Whether people are at work: not a weekend, not a public holiday."""
    return dag.weekday() < _LORDAG and dag not in helligdager(dag.year)


def virkedag_for(dag: date) -> date:
    """The day itself, or the nearest working day before it."""
    while not er_virkedag(dag):
        dag -= timedelta(days=1)
    return dag

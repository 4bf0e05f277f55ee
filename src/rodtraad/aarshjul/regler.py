"""When an event of the catalogue falls in a year. Pure; prose in docs/regler/aarshjul.md."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from rodtraad.kjerne.helligdager import fridag, virkedag_for

FIL: Final = Path(__file__).parent / "data" / "aarshjul.yaml"
UKEDAGER: Final = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
DAG, MAANED, AAR, LOPENDE = "dag", "maaned", "aar", "lopende"


@dataclass(frozen=True, slots=True)
class Mal:
    """An event of the catalogue: what comes each year, when, for whom."""

    id: str
    tittel: str
    naar: Mapping[str, Any]
    rad: int = 0
    """The line of krav/aarshjul.md it stands for; a line that names several things is several events."""
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
        if self.bare:
            return self.bare if self.bare > etter else 0
        return next(aar for aar in range(etter + 1, etter + 1 + self.hvert) if self.kommer(aar))


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
        return _dag(virkedag_i_aaret(fast) if mal.frist else fast)
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


def flytt_frist(dag: date, aar: int) -> date:
    """A deadline the municipality set itself, moved to another year: the same date, on a working day of that year."""
    return virkedag_i_aaret(date(aar, dag.month, min(dag.day, monthrange(aar, dag.month)[1])))


def virkedag_i_aaret(dag: date) -> date:
    """The working day a deadline falls on: the day itself or the last one before; early in January the first after."""
    funnet = virkedag_for(dag)
    while funnet.year != dag.year or fridag(funnet):
        funnet = max(funnet, dag) + timedelta(days=1)
    return funnet

"""When a task calls: reminders to the owner, escalations to the leader. Prose: docs/regler/oppgaver-og-varsler.md."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from rodtraad.oppgaver.varselslag import ESKALERING, PAAMINNELSE


@dataclass(frozen=True, slots=True)
class Varsel:
    """A call that is due: its kind and how many days before the deadline it belongs to."""

    slag: str
    dager: int


def forfalte(
    frist: date, i_dag: date, *, paaminnelser: Iterable[int], eskaler: Iterable[int], gitt: Collection[Varsel]
) -> tuple[Varsel, ...]:
    """The calls due today and not given: of each kind only the nearest the deadline, so that nobody gets three at once.

    A call is due from the day it names and until it is given; when the server stood still, it comes late
    rather than never. After the deadline the owner is reminded once («0 days»), and escalation goes on once.
    """
    igjen = (frist - i_dag).days
    ut = []
    for slag, dager in ((PAAMINNELSE, {*paaminnelser, 0}), (ESKALERING, set(eskaler))):
        naadd = [d for d in dager if igjen <= d]
        if naadd and (varsel := Varsel(slag, min(naadd))) not in gitt:
            ut.append(varsel)
    return tuple(ut)

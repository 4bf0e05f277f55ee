"""When a task calls: reminders to the owner, escalations to the leader. Prose: docs/regler/oppgaver-og-varsler.md."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from rodtraad.kjerne.helligdager import virkedag_for
from rodtraad.oppgaver.varselslag import ESKALERING, PAAMINNELSE


@dataclass(frozen=True, slots=True)
class Varsel:
    """A call that is due: its kind and how many days before the deadline it belongs to."""

    slag: str
    dager: int


def varseldag(frist: date, dager: int) -> date:
    """The day a call is due: so many days before the deadline, or the last working day before that."""
    return virkedag_for(frist - timedelta(days=dager))


def forfalte(
    frist: date, i_dag: date, *, paaminnelser: Iterable[int], eskaler: Iterable[int], gitt: Collection[Varsel]
) -> tuple[Varsel, ...]:
    """The calls due today and not given: of each kind only the nearest the deadline, so that nobody gets three at once.

    A call is due from its day and until it is given; when the server stood still, it comes late rather than
    never. The owner is always reminded on the deadline too («0 days»).
    """
    ut = []
    for slag, dager in ((PAAMINNELSE, {*paaminnelser, 0}), (ESKALERING, set(eskaler))):
        naadd = [d for d in dager if varseldag(frist, d) <= i_dag]
        if naadd and (varsel := Varsel(slag, min(naadd))) not in gitt:
            ut.append(varsel)
    return tuple(ut)

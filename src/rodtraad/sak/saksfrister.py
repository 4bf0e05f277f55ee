"""Deadlines counted back from meetings by rules; pure functions (HJUL-12)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from rodtraad.kjerne.helligdager import fridag, virkedag_for, virkedager_for


@dataclass(frozen=True, slots=True)
class Motepost:
    """A meeting as others see it."""

    id: int
    organ_id: int
    organ: str
    slag: str
    dato: date
    klokkeslett: time | None
    sted: str
    status: str
    grunn: str


@dataclass(frozen=True, slots=True)
class Fristregel:
    """So many days (or working days) before a meeting something must be done; `organ_id` None = elected bodies."""

    navn: str
    dager: int
    virkedager: bool = False
    organ_id: int | None = None


@dataclass(frozen=True, slots=True)
class Saksfrist:
    """A deadline before a meeting; `flyttet_fra` is the day off it was moved from, with its name."""

    navn: str
    dato: date
    organ: str
    mote_id: int
    motedato: date
    flyttet_fra: date | None = None
    fridag: str = ""


def regler_for(mote: Motepost, regler: Iterable[Fristregel], *, felles_for: str) -> list[Fristregel]:
    """The rules of a meeting: its body's own, and the common ones (for bodies of the kind) it has none of."""
    regler = list(regler)
    egne = [r for r in regler if r.organ_id == mote.organ_id]
    navn = {r.navn for r in egne}
    felles = (
        [r for r in regler if r.organ_id is None and r.navn not in navn] if mote.slag == felles_for else []
    )
    return sorted([*egne, *felles], key=lambda r: -r.dager)


def count_back(mote: Motepost, regel: Fristregel) -> Saksfrist:
    """The deadline: never on a weekend or a public holiday, moved to the working day before it."""
    if regel.virkedager:
        return Saksfrist(regel.navn, virkedager_for(mote.dato, regel.dager), mote.organ, mote.id, mote.dato)
    regnet = mote.dato - timedelta(days=regel.dager)
    dato = virkedag_for(regnet)
    return Saksfrist(
        regel.navn, dato, mote.organ, mote.id, mote.dato, regnet if dato != regnet else None, fridag(regnet)
    )


def first_reachable(dag: date, regler: Iterable[Fristregel]) -> date:
    """The last meeting day whose deadlines may fall on or before `dag`: how far ahead to look."""
    lengst = max((r.dager * (2 if r.virkedager else 1) for r in regler), default=0)
    return dag + timedelta(days=lengst + 14)

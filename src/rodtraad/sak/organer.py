"""Who sits in a body on a day, when one body is made of another; pure functions (ORG-07)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rodtraad.sak.models import Organ, Organmedlem, Part, Verv

_REKKE = {Verv.LEDER: 0, Verv.NESTLEDER: 1, Verv.MEDLEM: 2, Verv.VARA: 3}


@dataclass(frozen=True, slots=True)
class Sete:
    """A seat on a day; `via` is the body it follows from, blank when it is the body's own."""

    id: int
    navn: str
    verv: str
    part: str
    parti: str
    nr: int
    fra: date
    til: date | None
    via: str = ""


@dataclass(frozen=True, slots=True)
class Sammensetning:
    """A body on a day: members, deputies in order, and what is missing by its rule."""

    medlemmer: tuple[Sete, ...]
    varamedlemmer: tuple[Sete, ...]
    mangler: tuple[str, ...]


def compose(organ: Organ, egne: Iterable[Organmedlem], fra_organ: Iterable[Organmedlem]) -> Sammensetning:
    """The body's own seats and those that follow from the body it is made of.

    Deputies follow too: who steps in for a member there steps in here.
    """
    via = str(organ.avledet_av) if organ.avledet_av else ""
    seter = [_seat(m, "") for m in egne] + [_seat(m, via) for m in fra_organ]
    seter.sort(key=lambda s: (_REKKE[Verv(s.verv)], s.via == "", s.part, s.nr, s.navn))
    medlemmer = tuple(s for s in seter if s.verv != Verv.VARA)
    return Sammensetning(
        medlemmer, tuple(s for s in seter if s.verv == Verv.VARA), tuple(_missing(organ, medlemmer))
    )


def _missing(organ: Organ, medlemmer: Sequence[Sete]) -> Iterable[str]:
    if not medlemmer:
        yield "Organet har ingen medlemmer denne dagen."
        return
    tillitsvalgte = sum(1 for s in medlemmer if s.part == Part.ARBEIDSTAKER)
    if organ.tillitsvalgte and tillitsvalgte != organ.tillitsvalgte:
        yield f"Organet skal ha {organ.tillitsvalgte} tillitsvalgte, men har {tillitsvalgte}."
    if not any(s.verv == Verv.LEDER for s in medlemmer):
        yield "Organet har ingen leder denne dagen."


def _seat(rad: Organmedlem, via: str) -> Sete:
    return Sete(rad.pk, rad.navn, rad.verv, rad.part, rad.parti, rad.nr, rad.fra, rad.til, via)

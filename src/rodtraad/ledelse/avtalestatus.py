"""How far the year's agreements have come: per leader, per rammeområde, in all (HJUL-08). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from rodtraad.tilgang.rettigheter import Enhetsnokkel

UTKAST, INNGAATT, EVALUERT = "utkast", "inngaatt", "evaluert"


def kilde(aar: int, avtale_id: int, *, evaluering: bool = False) -> str:
    """What the tasks of an agreement name as their source."""
    return f"{'lederevaluering' if evaluering else 'lederavtale'}:{aar}:{avtale_id}"


@dataclass(frozen=True, slots=True)
class Lederstatus:
    """A leader who shall have an agreement: how it stands; `avtale_id` None when there is none yet."""

    leder: str
    enhet: Enhetsnokkel | None
    enhetsnavn: str
    omraade: str
    avtale_id: int | None = None
    status: str = ""
    venter_paa: str = ""
    kan_leses: bool = False

    @property
    def inngaatt(self) -> bool:
        """Whether both have agreed."""
        return self.status in {INNGAATT, EVALUERT}

    @property
    def evaluert(self) -> bool:
        """Whether the evaluation is closed."""
        return self.status == EVALUERT


@dataclass(frozen=True, slots=True)
class Andel:
    """How many of the leaders of an area have agreed, and are evaluated."""

    navn: str
    ledere: int
    inngaatt: int
    evaluert: int

    @property
    def prosent(self) -> int:
        """Agreed of all, 0–100, rounded down: 100 only when everyone has."""
        return 100 * self.inngaatt // self.ledere if self.ledere else 0

    @property
    def prosent_evaluert(self) -> int:
        """Evaluated of all, 0–100, rounded down."""
        return 100 * self.evaluert // self.ledere if self.ledere else 0


def andeler(rader: Iterable[Lederstatus], i_alt: str) -> tuple[Andel, ...]:
    """One row per area in the order they come, and last the sum."""
    alle = list(rader)
    omraader = dict.fromkeys(r.omraade for r in alle)
    return (
        *(_andel(navn, [r for r in alle if r.omraade == navn]) for navn in omraader),
        _andel(i_alt, alle),
    )


def _andel(navn: str, rader: list[Lederstatus]) -> Andel:
    return Andel(navn, len(rader), sum(r.inngaatt for r in rader), sum(r.evaluert for r in rader))

"""Figures from payroll per unit and month, summed upwards; pure functions.

Quantities are whole hundredths (årsverk, hours, dagsverk), money is øre. What few persons stand behind is taken away
by `lonnsskjuling` before anything is stored (docs/regler/skjerming.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Final

from rodtraad.organisasjon.tre import Nokkel
from rodtraad.personal.bemanning import GRENSE

ALLE, HELTID, DELTID = "alle", "heltid", "deltid"
STILLINGER: Final = (ALLE, HELTID, DELTID)
KOMMUNEN: Final[Nokkel] = ("kommune", "")
"""The unit of the whole municipality."""


@dataclass(frozen=True, slots=True)
class Mengder:
    """What payroll counts for a group in a month; None = the file does not say."""

    aarsverk: int | None = None
    overtid_timer: int | None = None
    overtid_ore: int | None = None
    mulige_dagsverk: int | None = None
    egenmeldt: int | None = None
    legemeldt_korttid: int | None = None
    legemeldt_langtid: int | None = None

    def __add__(self, andre: "Mengder") -> "Mengder":
        return Mengder(*(_pluss(getattr(self, f), getattr(andre, f)) for f in MENGDER))

    @property
    def har_noe(self) -> bool:
        """Whether anything but zero is counted."""
        return any(getattr(self, felt) for felt in MENGDER)


MENGDER: Final = tuple(f.name for f in fields(Mengder))


@dataclass(frozen=True, slots=True)
class Lonnscelle:
    """One unit, kind of position and month: persons and quantities, nothing when `skjult`."""

    enhet: Nokkel
    stilling: str
    personer: int | None
    mengder: Mengder = Mengder()
    skjult: bool = False

    def __add__(self, andre: "Lonnscelle") -> "Lonnscelle":
        return Lonnscelle(
            self.enhet,
            self.stilling,
            (self.personer or 0) + (andre.personer or 0),
            self.mengder + andre.mengder,
        )

    @property
    def liten(self) -> bool:
        """Whether too few persons stand behind, also when they have left and only their figures are there."""
        return (self.personer or 0) < GRENSE and bool(self.personer or self.mengder.har_noe)


type Celler = dict[tuple[Nokkel, str], Lonnscelle]


def sum_up(celler: Iterable[Lonnscelle], over: Mapping[Nokkel, Nokkel]) -> Celler:
    """A month's cells with what the file leaves out: both kinds of positions together, and the units above.

    What the file gives for a unit stands; a sum is made only where it gives none. A kind of position is summed
    for a unit only when every part of it has that kind.
    """
    alle: Celler = {(c.enhet, c.stilling): c for c in celler}
    _add_both_kinds(alle)
    for nivaa in ("ansvar", "virksomhet"):
        _add_parents(alle, {e: over[e] for e in _units(alle) if e[0] == nivaa and e in over})
    _add_parents(alle, {e: KOMMUNEN for e in _units(alle) if e not in over and e != KOMMUNEN})
    return alle


def _units(alle: Celler) -> list[Nokkel]:
    return [enhet for enhet, stilling in alle if stilling == ALLE]


def _add_both_kinds(alle: Celler) -> None:
    """A unit that is given by kind has both kinds, and the whole; a kind that is not there is nobody."""
    for enhet in {nokkel[0] for nokkel in alle}:
        deler = [alle[enhet, s] for s in (HELTID, DELTID) if (enhet, s) in alle]
        for stilling in (HELTID, DELTID) if deler else ():
            alle.setdefault((enhet, stilling), Lonnscelle(enhet, stilling, 0))
        if deler and (enhet, ALLE) not in alle:
            alle[enhet, ALLE] = sum(deler, start=Lonnscelle(enhet, ALLE, 0))


def _add_parents(alle: Celler, over: Mapping[Nokkel, Nokkel]) -> None:
    """Sums of units that the file says nothing of, from the units directly below."""
    barn: dict[Nokkel, list[Nokkel]] = defaultdict(list)
    for enhet, mor in over.items():
        if (mor, ALLE) not in alle:
            barn[mor].append(enhet)
    for mor, deler in barn.items():
        delt = all((d, HELTID) in alle for d in deler if alle[d, ALLE].personer)
        for stilling in STILLINGER if delt else (ALLE,):
            deres = [alle[d, stilling] for d in deler if (d, stilling) in alle]
            if deres:
                alle[mor, stilling] = sum(deres, start=Lonnscelle(mor, stilling, 0))


def _pluss(a: int | None, b: int | None) -> int | None:
    return b if a is None else a if b is None else a + b

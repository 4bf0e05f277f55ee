"""Headcount and årsverk: the words for them, and which may not be shown; pure functions.

Årsverk are whole hundredths. Figures of one to four persons are hidden from whoever may not see the persons, and
so is another figure when the hidden one could be found by subtraction (docs/regler/skjerming.md).
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.organisasjon.tre import Nokkel

GRENSE: Final = 5
"""Fewer persons than this are hidden."""


@dataclass(frozen=True, slots=True)
class Bemanningstall:
    """A unit's årsverk (hundredths) and persons on a day; `skjult` when they may not be shown."""

    dato: date
    aarsverk: int | None
    personer: int | None
    skjult: bool = False
    merknad: str = ""

    @property
    def aarsverk_tekst(self) -> str:
        """Årsverk as people write them."""
        return "" if self.aarsverk is None else vis_hundredeler(self.aarsverk)


@dataclass(frozen=True, slots=True)
class Bemanningsendring:
    """A unit's figures on two days and the change between them; `for_` None = only one day is known."""

    naa: Bemanningstall
    for_: Bemanningstall | None

    @property
    def skjult(self) -> bool:
        """Whether the change would tell what is hidden."""
        return self.naa.skjult or (self.for_ is not None and self.for_.skjult)

    @property
    def aarsverk(self) -> str:
        """The change in årsverk, with sign."""
        if self.for_ is None or self.naa.aarsverk is None or self.for_.aarsverk is None:
            return ""
        return vis_hundredeler(self.naa.aarsverk - self.for_.aarsverk, fortegn=True)

    @property
    def personer(self) -> str:
        """The change in persons, with sign."""
        if self.for_ is None or self.naa.personer is None or self.for_.personer is None:
            return ""
        return vis_hundredeler(100 * (self.naa.personer - self.for_.personer), fortegn=True)


def vis_hundredeler(hundredeler: int, *, fortegn: bool = False) -> str:
    """30,2 for 3020; −1,85 for −185; +2 with `fortegn`."""
    tall = vis_tall(Decimal(hundredeler) / 100)
    return f"+{tall}" if fortegn and hundredeler > 0 else tall


def hide_small(personer: Mapping[Nokkel, int], over: Mapping[Nokkel, Nokkel]) -> frozenset[Nokkel]:
    """The units whose figures are hidden: one to four persons, and the next smallest beside a lone hidden one.

    `personer` of one day, `over` the parent of each unit. A lone hidden unit could be found from its parent's sum.
    """
    skjult = {n for n, antall in personer.items() if 0 < antall < GRENSE}
    sosken: dict[Nokkel, list[Nokkel]] = defaultdict(list)
    for nokkel in personer:
        if nokkel in over:
            sosken[over[nokkel]].append(nokkel)
    for alle in sosken.values():
        if len(skjult & set(alle)) == 1:
            apne = [n for n in alle if n not in skjult and personer[n]]
            skjult |= {min(apne, key=lambda n: personer[n])} if apne else set()
    return frozenset(skjult)


def hidden_from(nokkel: Nokkel, skjulte: Collection[Nokkel], omfang: Collection[Nokkel] | None) -> bool:
    """Whether a unit's figures are hidden from someone who may see the persons of `omfang` (None = all)."""
    return nokkel in skjulte and omfang is not None and nokkel not in omfang

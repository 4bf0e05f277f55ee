"""A unit's figures for people: thousands of kroner, the avvik in words as well as by its sign."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext

from rodtraad.kjerne.avrunding import rund
from rodtraad.kjerne.avvik import avvik_prosent
from rodtraad.kjerne.tallformat import vis_prosent, vis_tall
from rodtraad.oppstilling.enhetstall import Enhetstall, Sum, Tallbilde

TUSEN: Final = 100_000
"""Øre in a thousand kroner."""


@dataclass(frozen=True, slots=True)
class Tallrad:
    """A row ready to be shown."""

    navn: str
    budsjett: str
    regnskap: str
    avvik: str
    prosent: str
    ord_: str
    nivaa: str = ""
    kode: str = ""


def vist(enhet: Enhetstall) -> Tallrad:
    """The sum of a unit."""
    return vist_sum(enhet.navn or gettext("Hele kommunen"), enhet.sum, enhet.nivaa, enhet.kode)


def vist_sum(navn: str, en: Sum, nivaa: str = "", kode: str = "") -> Tallrad:
    """A sum under a name."""
    return Tallrad(
        navn,
        vis_tall(rund(en.budsjett, TUSEN)),
        vis_tall(rund(en.regnskap, TUSEN)),
        vis_tall(rund(en.avvik, TUSEN)),
        vis_prosent(avvik_prosent(budsjett=en.budsjett, regnskap=en.regnskap, ore_per_enhet=TUSEN)),
        _i_ord(rund(en.avvik, TUSEN)),
        nivaa,
        kode,
    )


def deler(bilde: Tallbilde, enhet: Enhetstall) -> list[Tallrad]:
    """The units a figure is made of, and what stands on none of them, so that the rows add up."""
    under = [bilde.enheter[nokkel] for nokkel in enhet.deler]
    if not under:
        return []
    fordelt = sum((en.sum for en in under), Sum())
    rest = Sum(enhet.sum.regnskap - fordelt.regnskap, enhet.sum.budsjett - fordelt.budsjett)
    rader = [vist(en) for en in under]
    return rader if rest == Sum() else [*rader, vist_sum(gettext("Ikke ført på en enhet under"), rest)]


def _i_ord(tusen: int) -> str:
    if tusen == 0:
        return gettext("som budsjettert")
    return gettext("mindreforbruk") if tusen > 0 else gettext("merforbruk")

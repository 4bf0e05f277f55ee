"""The latest year's drift per unit: accounts, revised budget and avvik, and what a unit's figure is made of (SYS-01).

Summed once and kept while neither the imports nor the organisation have changed: a page view asks two small queries
and never the ledger.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.utils.translation import gettext_noop

from rodtraad.hovedbok import queries as hovedbok
from rodtraad.innlesing import queries as innlesing
from rodtraad.kjerne.avvik import avvik
from rodtraad.oppstilling.formel import DRIFT, REGNSKAP, REVIDERT
from rodtraad.organisasjon import queries as organisasjon
from rodtraad.organisasjon.enheter import OVER
from rodtraad.organisasjon.tre import Treenhet

type Nokkel = tuple[str, str]
type Summer = Mapping[str, Mapping[str, "Sum"]]

ALT: Final[Nokkel] = ("kommune", "")
ARTSGRUPPER: Final = {
    "0": gettext_noop("Lønn og sosiale utgifter"),
    "1": gettext_noop("Kjøp av varer og tjenester"),
    "2": gettext_noop("Kjøp av varer og tjenester"),
    "3": gettext_noop("Kjøp av tjenester fra andre"),
    "4": gettext_noop("Overføringer til andre"),
    "5": gettext_noop("Finans og avsetninger"),
    "6": gettext_noop("Salg og brukerbetaling"),
    "7": gettext_noop("Refusjoner"),
    "8": gettext_noop("Overføringer fra andre"),
    "9": gettext_noop("Finansinntekter og bruk av avsetninger"),
}
"""KOSTRA's series of arts by first digit, in plain words."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Accounts and revised budget in øre."""

    regnskap: int = 0
    budsjett: int = 0

    def __add__(self, annen: "Sum") -> "Sum":
        return Sum(self.regnskap + annen.regnskap, self.budsjett + annen.budsjett)

    @property
    def avvik(self) -> int:
        """Positive is mindreforbruk (R-01)."""
        return avvik(budsjett=self.budsjett, regnskap=self.regnskap)


@dataclass(frozen=True, slots=True)
class Enhetstall:
    """A unit with its sum, what it is made of by unit below and by kind."""

    nivaa: str
    kode: str
    navn: str
    sum: Sum
    deler: tuple[tuple[str, str], ...] = ()
    grupper: tuple[tuple[str, Sum], ...] = ()
    over: Nokkel | None = None


@dataclass(frozen=True, slots=True)
class Tallbilde:
    """Every unit's figures of a year."""

    aar: int
    enheter: Mapping[Nokkel, Enhetstall]

    def toppen_av(self, omfang: frozenset[Nokkel] | None) -> list[Enhetstall]:
        """The uppermost units of a scope, in print order; None = every rammeområde with figures.

        The whole municipality in one sum says nothing: taxes, grants and provisions make it zero.
        """
        if omfang is None:
            return [e for e in self.enheter.values() if e.over == ALT and e.sum != Sum()] or [
                self.enheter[ALT]
            ]
        return [e for nokkel, e in self.enheter.items() if nokkel in omfang and e.over not in omfang]


def tallbilde() -> Tallbilde | None:
    """The figures of the latest year with accounts; None before there are any."""
    return _bygg((innlesing.tilstand(), organisasjon.tilstand()))


@lru_cache(maxsize=2)
def _bygg(_tilstand: object) -> Tallbilde | None:
    aar = hovedbok.siste_aar()
    if aar is None:
        return None
    tre = organisasjon.tre(aar)
    til_virksomhet = organisasjon.virksomhet_for_ansvar(aar)
    per_ansvar = _summer(aar, {ansvar: ansvar for ansvar in til_virksomhet})
    per_virksomhet = _summer(aar, til_virksomhet)
    under = _under(tre)
    enheter = {ALT: _enhet(None, per_virksomhet.values(), under[ALT])}
    for enhet in tre:
        nokkel = (enhet.nivaa, enhet.kode)
        kilde = per_ansvar if enhet.nivaa == "ansvar" else per_virksomhet
        enheter[nokkel] = _enhet(enhet, (kilde.get(kode, {}) for kode in _koder(enhet, under)), under[nokkel])
    return Tallbilde(aar, enheter)


def _summer(aar: int, til: Mapping[str, str]) -> Summer:
    """Code → kind → sum. What stands on no unit comes under the blank code."""
    ut: dict[str, dict[str, Sum]] = defaultdict(lambda: defaultdict(Sum))
    for _aar, slag, kontoklasse, kode, art, belop, _antall in hovedbok.artsummer([aar], virksomhet_for=til):
        if kontoklasse != DRIFT or not (slag in REGNSKAP or slag in REVIDERT):
            continue
        ut[kode][ARTSGRUPPER.get(str(art)[:1], str(art))] += Sum(
            regnskap=belop if slag in REGNSKAP else 0, budsjett=belop if slag in REVIDERT else 0
        )
    return ut


def _under(tre: Iterable[Treenhet]) -> dict[Nokkel, list[Nokkel]]:
    """Each unit → those directly below it."""
    ut: dict[Nokkel, list[Nokkel]] = defaultdict(list)
    for enhet in tre:
        ut[_over(enhet)].append((enhet.nivaa, enhet.kode))
    return ut


def _koder(enhet: Treenhet, under: Mapping[Nokkel, list[Nokkel]]) -> list[str]:
    """The codes whose sums make the unit: its virksomheter for a rammeområde, else its own."""
    if enhet.nivaa != "rammeomrade":
        return [enhet.kode]
    return [kode for _, kode in under[enhet.nivaa, enhet.kode]]


def _enhet(
    enhet: Treenhet | None, summer: Iterable[Mapping[str, Sum]], deler: Iterable[Nokkel]
) -> Enhetstall:
    grupper: dict[str, Sum] = defaultdict(Sum)
    for per_slag in summer:
        for navn, en in per_slag.items():
            grupper[navn] += en
    nivaa, kode, navn = (enhet.nivaa, enhet.kode, enhet.navn) if enhet else (*ALT, "")
    orden = list(ARTSGRUPPER.values())
    i_orden = sorted(grupper.items(), key=lambda g: orden.index(g[0]) if g[0] in orden else len(orden))
    return Enhetstall(
        nivaa,
        kode,
        navn,
        sum(grupper.values(), Sum()),
        tuple(deler),
        tuple(i_orden),
        _over(enhet) if enhet else None,
    )


def _over(enhet: Treenhet) -> Nokkel:
    """The unit above, the municipality above the uppermost."""
    return (OVER[enhet.nivaa], enhet.overordnet) if enhet.overordnet else ALT

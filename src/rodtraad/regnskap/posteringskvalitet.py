"""Which postings are unusual: codes that have not met before, by a rule anyone can check; pure functions.

The rule in words: docs/regler/posteringskvalitet.md.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from rodtraad.hovedbok.kubesporringer import Kombinasjon
from rodtraad.regnskap.objekter import Objektversjon

VINDU: Final = 24
"""How many months back a combination is remembered."""
MINST: Final = 12
"""With accounts for fewer months than this, nothing is called unusual."""
KJENT: Final = 6
"""A code used in fewer months than this is new, and says nothing about what is usual."""
GJENTATT: Final = 3
"""Asked about in so many months without an answer, a combination is how it is done."""
MAANEDER: Final = 12

type Par = tuple[str, str, str]
"""The rule and its two codes."""


@dataclass(frozen=True, slots=True)
class Maanedsbilde:
    """A month looked through: how many months there were to learn from, and what was unusual."""

    periode: int
    grunnlag: int
    uvante: tuple[Kombinasjon, ...] = ()

    @property
    def kan_vurderes(self) -> bool:
        """Whether there were enough months to learn from."""
        return self.grunnlag >= MINST


@dataclass(slots=True)
class _Historie:
    """When each pair of codes met and each code was used, by month number; what was corrected to zero is not there."""

    par: Mapping[Par, Collection[int]]
    koder: Mapping[tuple[str, str], Collection[int]]
    maaneder: Collection[int]
    avvik: set[tuple[Par, int]] = field(default_factory=set)
    """Meetings answered to be wrong: they make nothing usual."""
    spurt: dict[Par, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Meetings asked about and not answered: they make nothing usual until there are several."""

    def kjent(self, slag: str, kode: str, naa: int) -> bool:
        """Whether the code was used in enough months of the window."""
        return sum(1 for m in self.koder.get((slag, kode), ()) if naa - VINDU <= m < naa) >= KJENT

    def vanlig(self, par: Par, naa: int) -> bool:
        """Whether the codes met in the window, in a month nobody has to explain, or again and again."""
        moter = [m for m in self.par.get(par, ()) if naa - VINDU <= m < naa and (par, m) not in self.avvik]
        spurt = self.spurt.get(par, set())
        return any(m not in spurt for m in moter) or len(moter) >= GJENTATT


def month_number(aar: int, periode: int) -> int:
    """Months in a row; period 13 closes December and is counted with it."""
    return aar * MAANEDER + min(periode, MAANEDER) - 1


def find_unusual(
    kombinasjoner: Iterable[Kombinasjon],
    aar: int,
    *,
    feil: Collection[tuple[Par, int, int]] = (),
    uavklarte: Collection[tuple[Par, int, int]] = (),
    riktige: Collection[tuple[Par, int, int]] = (),
    objekter: Iterable[Objektversjon] = (),
) -> tuple[Maanedsbilde, ...]:
    """Each month of the year with accounts, and the combinations that are unusual in it (KONTO-09).

    Of (pair, year, period) asked about before, `feil` are answered «rettes», `uavklarte` not answered, and
    `riktige` answered so. `objekter` is the register; with it, an object is unusual where another ansvar answers
    for it.
    """
    alle = [k for k in kombinasjoner if not _corrected(k)]
    historie = _history(alle)
    historie.avvik |= {(par, month_number(a, p)) for par, a, p in feil}
    for par, a, p in uavklarte:
        historie.spurt[par].add(month_number(a, p))
    register = tuple(objekter)
    per_periode: dict[int, list[Kombinasjon]] = defaultdict(list)
    for k in alle:
        if k.aar == aar:
            per_periode[k.periode].append(k)
    bilder = []
    for periode, i_maaneden in sorted(per_periode.items()):
        naa = month_number(aar, periode)
        grunnlag = sum(1 for m in historie.maaneder if naa - VINDU <= m < naa)
        uvante = (
            tuple(k for k in i_maaneden if _unusual(k, naa, historie, register)) if grunnlag >= MINST else ()
        )
        for k in uvante:
            if (_par(k), aar, periode) not in riktige:
                historie.spurt[_par(k)].add(naa)
        bilder.append(Maanedsbilde(periode, grunnlag, uvante))
    return tuple(bilder)


def _par(k: Kombinasjon) -> Par:
    return k.regel, k.hvor, k.hva


def _corrected(k: Kombinasjon) -> bool:
    """Several lines that make zero: wrong and put right within the month."""
    return k.belop == 0 and k.antall > 1


def _history(alle: Iterable[Kombinasjon]) -> _Historie:
    par: dict[Par, set[int]] = defaultdict(set)
    koder: dict[tuple[str, str], set[int]] = defaultdict(set)
    maaneder = set()
    for k in alle:
        nr = month_number(k.aar, k.periode)
        maaneder.add(nr)
        par[_par(k)].add(nr)
        hvor, hva = _SLAG[k.regel]
        koder[hvor, k.hvor].add(nr)
        koder[hva, k.hva].add(nr)
    return _Historie(par, koder, maaneder)


_SLAG: Final = {
    "funksjon": ("ansvar", "funksjon"),
    "art": ("funksjon", "art"),
    "prosjekt": ("ansvar", "prosjekt"),
    "objekt": ("ansvar", "objekt"),
}


def _unusual(k: Kombinasjon, naa: int, historie: _Historie, register: Collection[Objektversjon]) -> bool:
    if k.regel == "objekt" and register:
        return not _answers(k, register) and not historie.vanlig(_par(k), naa)
    hvor, hva = _SLAG[k.regel]
    # A new code is not an unusual meeting: everything about it is new.
    kjente = historie.kjent(hvor, k.hvor, naa) and historie.kjent(hva, k.hva, naa)
    return kjente and not historie.vanlig(_par(k), naa)


def _answers(k: Kombinasjon, register: Collection[Objektversjon]) -> bool:
    """Whether the ansvar answers for the object some day of the month."""
    maaned = min(k.periode, MAANEDER)
    forste = date(k.aar, maaned, 1)
    neste = date(k.aar + maaned // MAANEDER, maaned % MAANEDER + 1, 1)
    return any(
        o.kode == k.hva
        and o.ansvar == k.hvor
        and o.gyldig_fra < neste
        and (o.gyldig_til or date.max) >= forste
        for o in register
    )

"""Sammenheng: which figures must be hidden with others, so that subtraction cannot reveal them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

FAERREST_DELER = 2
"""A total has at least so many parts."""


@dataclass(frozen=True, slots=True)
class Sammenheng:
    """Parts that add up to a total: a figure of the same set, or (None) a total shown elsewhere."""

    deler: frozenset[int]
    total: int | None = None

    @property
    def alle(self) -> frozenset[int]:
        """Parts and total."""
        return self.deler if self.total is None else self.deler | {self.total}


def summer_i(verdier: Mapping[int, int]) -> list[Sammenheng]:
    """Totals followed by their parts («herav …»), where a part may be followed by parts of its own.

    A figure may be broken down twice, one breakdown after the other: 23 as 22 + 1, then as 12 + 11.
    """
    numre, ut = sorted(verdier), list[Sammenheng]()
    etter: dict[int, int] = {}
    for plass in reversed(range(len(numre))):
        neste = plass + 1
        while deler := _deler(numre, verdier, plass, (neste, etter)):
            ut.append(Sammenheng(frozenset(numre[del_] for del_ in deler), numre[plass]))
            neste = etter[deler[-1]]
        etter[plass] = neste
    return ut


def _deler(
    numre: Sequence[int], verdier: Mapping[int, int], plass: int, start: tuple[int, Mapping[int, int]]
) -> list[int]:
    """The places of the parts that add up to a total, none when those that follow do not."""
    total, sum_, deler = verdier[numre[plass]], 0, list[int]()
    her, etter = start
    while her < len(numre) and sum_ < total:
        deler.append(her)
        sum_ += verdier[numre[her]]
        her = etter[her]
    return deler if sum_ == total and len(deler) >= FAERREST_DELER else []


def med_skjules(
    verdier: Mapping[int, int], smaa: Collection[int], sammenhenger: Sequence[Sammenheng], grense: int
) -> set[int]:
    """The further figures to hide: the smallest open one beside each hidden one that could be found."""
    skjulte = set(smaa)
    while (neste := _neste(verdier, skjulte, sammenhenger, grense)) is not None:
        skjulte.add(neste)
    return skjulte - set(smaa)


def _neste(
    verdier: Mapping[int, int], skjulte: set[int], sammenhenger: Sequence[Sammenheng], grense: int
) -> int | None:
    funnet = kan_finnes(skjulte, sammenhenger)
    for s in sammenhenger:
        apne = s.alle - skjulte
        if apne and (s.alle & funnet or _for_liten(verdier, skjulte, s, grense)):
            return min(apne, key=lambda nr: (nr == s.total, verdier[nr], nr))
    return None


def _for_liten(verdier: Mapping[int, int], skjulte: set[int], s: Sammenheng, grense: int) -> bool:
    """Whether the hidden parts under an open total are few persons together, or one each."""
    deler = s.deler & skjulte
    if not deler or (s.total is not None and s.total in skjulte):
        return False
    sum_ = sum(verdier[nr] for nr in deler)
    return sum_ < grense or sum_ <= len(deler)


def kan_finnes(skjulte: Collection[int], sammenhenger: Iterable[Sammenheng]) -> set[int]:
    """The hidden figures that follow from the open ones: those the equations leave one solution for."""
    ukjente = sorted(skjulte)
    rader = [
        [Fraction((nr in s.deler) - (nr == s.total)) for nr in ukjente]
        for s in sammenhenger
        if s.alle & set(ukjente)
    ]
    return {
        ukjente[next(i for i, verdi in enumerate(rad) if verdi)]
        for rad in _redusert(rader)
        if sum(1 for verdi in rad if verdi) == 1
    }


def _redusert(rader: list[list[Fraction]]) -> list[list[Fraction]]:
    """The equations in reduced row echelon form."""
    ut: list[list[Fraction]] = []
    for kolonne in range(len(rader[0]) if rader else 0):
        valgt = next((rad for rad in rader if rad[kolonne]), None)
        if valgt is None:
            continue
        rader = [_uten(rad, valgt, kolonne) for rad in rader if rad is not valgt]
        ut = [*(_uten(rad, valgt, kolonne) for rad in ut), valgt]
    return ut


def _uten(rad: list[Fraction], valgt: list[Fraction], kolonne: int) -> list[Fraction]:
    faktor = rad[kolonne] / valgt[kolonne]
    return [a - faktor * b for a, b in zip(rad, valgt, strict=True)] if faktor else rad

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


type _Rad = dict[int, Fraction]
"""An equation: the hidden figures that stand in it, each with its factor."""


def kan_finnes(skjulte: Collection[int], sammenhenger: Iterable[Sammenheng]) -> set[int]:
    """The hidden figures that follow from the open ones: those the equations leave one solution for."""
    ukjente = set(skjulte)
    rader = ({nr: Fraction(-1 if nr == s.total else 1) for nr in s.alle & ukjente} for s in sammenhenger)
    return {nr for rad in _redusert(rader) if len(rad) == 1 for nr in rad}


def _redusert(rader: Iterable[_Rad]) -> list[_Rad]:
    """The equations reduced: each has a figure that stands in no other. Most figures stand in few equations."""
    ut: dict[int, _Rad] = {}
    for rad in rader:
        for nr in [nr for nr in rad if nr in ut]:
            _trekk_fra(rad, ut[nr], nr)
        if not rad:
            continue
        fast = min(rad)
        faktor = rad[fast]
        ny = {nr: verdi / faktor for nr, verdi in rad.items()}
        for annen in ut.values():
            if fast in annen:
                _trekk_fra(annen, ny, fast)
        ut[fast] = ny
    return list(ut.values())


def _trekk_fra(rad: _Rad, valgt: _Rad, fast: int) -> None:
    """Takes the figure `fast` out of an equation, by one in which its factor is 1."""
    faktor = rad[fast]
    for nr, verdi in valgt.items():
        igjen = rad.get(nr, Fraction(0)) - faktor * verdi
        if igjen:
            rad[nr] = igjen
        else:
            rad.pop(nr, None)

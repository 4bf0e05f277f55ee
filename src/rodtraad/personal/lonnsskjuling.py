"""Which payroll cells are not stored: from the top of the tree down, as few as will do; pure functions.

In a family of units (one and those directly below) with an open sum, what is hidden is two or more units of five
persons or more together. A unit hidden for the sake of others hides enough below it that it cannot be summed up again.
Every sum has then none or several unknown parts, and as the sums form a tree, none of them can be found.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from rodtraad.kjerne.sammenheng import Sammenheng, kan_finnes, med_skjules
from rodtraad.organisasjon.tre import Nokkel
from rodtraad.personal.bemanning import GRENSE
from rodtraad.personal.lonnstall import ALLE, DELTID, HELTID, KOMMUNEN, Celler, Lonnscelle

FAERREST: Final = 2
"""A lone hidden unit could be found from the sum."""
type Familier = Mapping[Nokkel, Sequence[Nokkel]]


def hide(alle: Celler, over: Mapping[Nokkel, Nokkel]) -> tuple[Lonnscelle, ...]:
    """The cells to be stored: those of few persons are empty, and so are those a hidden one could be found from."""
    skjulte = _hidden(alle, over)
    # The rule above is meant to be enough; should it ever not be, the general one decides.
    nummer = {nokkel: nr for nr, nokkel in enumerate(sorted(alle))}
    summer = list(_sums(alle, nummer, over))
    if kan_finnes([nummer[n] for n in skjulte], summer):
        verdier = {nummer[n]: c.personer or 0 for n, c in alle.items()}
        mer = med_skjules(verdier, {nummer[n] for n in skjulte}, summer, GRENSE)
        skjulte |= {n for n, nr in nummer.items() if nr in mer}
    return tuple(Lonnscelle(*n, None, skjult=True) if n in skjulte else alle[n] for n in sorted(alle))


def _hidden(alle: Celler, over: Mapping[Nokkel, Nokkel]) -> set[tuple[Nokkel, str]]:
    """First the units as wholes, then full-time and part-time, which are hidden together."""
    enheter = {e for e, stilling in alle if stilling == ALLE}
    smaa = {e for e in enheter if alle[e, ALLE].liten}
    hele = _walk(_families(enheter, over), smaa, lambda e: (alle[e, ALLE].personer or 0,))
    delte = {e for e, stilling in alle if stilling != ALLE}
    smaa = {e for e in delte if any(_cell(alle, e, s).liten for s in (HELTID, DELTID))} | (hele & delte)
    slag = _walk(
        _families(delte, over),
        smaa,
        lambda e: tuple(_cell(alle, e, s).personer or 0 for s in (HELTID, DELTID)),
    )
    return {(e, ALLE) for e in hele} | {(e, s) for e in slag for s in (HELTID, DELTID) if (e, s) in alle}


def _cell(alle: Celler, enhet: Nokkel, stilling: str) -> Lonnscelle:
    return alle.get((enhet, stilling), Lonnscelle(enhet, stilling, 0))


def _families(enheter: set[Nokkel], over: Mapping[Nokkel, Nokkel]) -> Familier:
    """Each unit → those directly below it, among the units that have figures."""
    ut: dict[Nokkel, list[Nokkel]] = defaultdict(list)
    for enhet in sorted(enheter - {KOMMUNEN}):
        ut[over.get(enhet, KOMMUNEN)].append(enhet)
    return ut


def _walk(
    familier: Familier, smaa: set[Nokkel], personer: Callable[[Nokkel], tuple[int, ...]]
) -> set[Nokkel]:
    """The units to hide, from the top down; `personer` gives the counts that must not be few together.

    Where a family has too little left to hide, its own sum is hidden, and it all is looked at again.
    """
    skjulte = set(smaa)
    antall = -1
    while antall != len(skjulte):
        antall = len(skjulte)
        for mor in _from_the_top(familier):
            barn = familier[mor]
            # A unit with a single kind of position has nothing to hide in the parts: they are the whole.
            apne = sorted(
                (e for e in barn if e not in skjulte and all(personer(e))),
                key=lambda e: (sum(personer(e)), e),
            )
            while not _enough([e for e in barn if e in skjulte], personer, mor_skjult=mor in skjulte):
                if not apne:
                    skjulte |= {mor} if _can_be_found(barn, skjulte, personer) else set()
                    break
                skjulte.add(apne.pop(0))
    return skjulte


def _from_the_top(familier: Familier) -> list[Nokkel]:
    """The families, each after the one it is part of."""
    under = {barn for deler in familier.values() for barn in deler}
    ko, ut = [mor for mor in familier if mor not in under], list[Nokkel]()
    while ko:
        mor = ko.pop(0)
        ut.append(mor)
        ko += [barn for barn in familier[mor] if barn in familier]
    return ut


def _can_be_found(
    barn: Sequence[Nokkel], skjulte: set[Nokkel], personer: Callable[[Nokkel], tuple[int, ...]]
) -> bool:
    """Whether open units beside the hidden ones would tell them from the family's sum."""
    return any(e in skjulte for e in barn) and any(e not in skjulte and any(personer(e)) for e in barn)


def _enough(
    skjulte: Sequence[Nokkel], personer: Callable[[Nokkel], tuple[int, ...]], *, mor_skjult: bool
) -> bool:
    """Whether what is hidden in a family is lost among enough persons."""
    summer = [sum(antall) for antall in zip(*(personer(e) for e in skjulte), strict=True)]
    if mor_skjult:
        # Beside its own neighbours the family's hidden part must be large in every count.
        return bool(summer) and all(sum_ >= GRENSE for sum_ in summer)
    if not skjulte:
        return True
    return len(skjulte) >= FAERREST and all(sum_ == 0 or sum_ >= GRENSE for sum_ in summer) and any(summer)


def _sums(
    alle: Celler, nummer: Mapping[tuple[Nokkel, str], int], over: Mapping[Nokkel, Nokkel]
) -> Iterator[Sammenheng]:
    """What may add up: units below a unit, per kind of position; and the kinds of a unit.

    Also where the persons do not: one with two positions is counted once in the whole, but the days add up.
    """
    under: dict[tuple[Nokkel, str], set[int]] = defaultdict(set)
    slag: dict[tuple[Nokkel, str], set[int]] = defaultdict(set)
    for (enhet, stilling), nr in nummer.items():
        if enhet != KOMMUNEN:
            under[over.get(enhet, KOMMUNEN), stilling].add(nr)
        if stilling != ALLE:
            slag[enhet, ALLE].add(nr)
    for total, deler in (*under.items(), *slag.items()):
        if total in alle:
            yield Sammenheng(frozenset(deler), nummer[total])

"""The tree of a year and the restating of old cost centres on it; pure functions of versions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rodtraad.organisasjon.enheter import ANSVAR, OVER, VIRKSOMHET, Enhetsversjon

type Nokkel = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Treenhet:
    """A unit in the tree of a year, at its place in print order."""

    kode: str
    navn: str
    nivaa: str
    overordnet: str
    rekkefolge: int
    vis_kode: bool
    har_tabeller: bool
    gyldig_fra: date
    gyldig_til: date | None
    konstruert: bool


@dataclass(frozen=True, slots=True)
class Gren:
    """A unit with the branches below it."""

    enhet: Enhetsversjon
    barn: tuple["Gren", ...]

    @property
    def antall(self) -> int:
        """How many units stand below, at any depth."""
        return sum(1 + gren.antall for gren in self.barn)


def siste_dag(aar: int) -> date:
    """The day whose organisation a report of the year is shown on."""
    return date(aar, 12, 31)


def build_tre(versjoner: Iterable[Enhetsversjon], dato: date, *, linje: bool = False) -> tuple[Treenhet, ...]:
    """Units valid on the day, each parent before its children; `linje` gives the line structure (ORG-03)."""
    barn = _children(versjoner, dato, linje=linje)
    ordnet: list[tuple[Enhetsversjon, str]] = []
    _walk(None, barn, ordnet)
    return tuple(_treenhet(v, over, nr) for nr, (v, over) in enumerate(ordnet, start=1))


def build_grener(versjoner: Iterable[Enhetsversjon], dato: date, *, linje: bool = False) -> tuple[Gren, ...]:
    """The same tree as branches within branches, for a page that folds."""
    barn = _children(versjoner, dato, linje=linje)

    def under(over: Nokkel | None) -> tuple[Gren, ...]:
        return tuple(Gren(v, under(v.nokkel)) for v in barn.pop(over, []))

    return under(None)


def keep_matching(grener: Iterable[Gren], tekst: str) -> tuple[Gren, ...]:
    """The branches whose name or code has the text, with the way down to them."""
    sokt = tekst.casefold()
    ut = []
    for gren in grener:
        traff = sokt in f"{gren.enhet.kode} {gren.enhet.navn}".casefold()
        barn = keep_matching(gren.barn, tekst)
        if traff or barn:
            ut.append(Gren(gren.enhet, barn or (gren.barn if traff else ())))
    return tuple(ut)


def _children(
    versjoner: Iterable[Enhetsversjon], dato: date, *, linje: bool
) -> dict[Nokkel | None, list[Enhetsversjon]]:
    gyldige = sorted((v for v in versjoner if v.gjelder(dato)), key=lambda v: (v.rekkefolge, v.kode))
    nokler = {v.nokkel for v in gyldige}
    barn: dict[Nokkel | None, list[Enhetsversjon]] = defaultdict(list)
    for versjon in gyldige:
        barn[_parent(versjon, nokler, linje=linje)].append(versjon)
    return barn


def _parent(versjon: Enhetsversjon, nokler: set[Nokkel], *, linje: bool) -> Nokkel | None:
    """Level and code of the unit above, None at the top; a line parent may be of any level."""
    kandidater = [(OVER[versjon.nivaa], versjon.overordnet)]
    if linje and versjon.linje_overordnet:
        kandidater = [(nivaa, versjon.linje_overordnet) for nivaa in OVER]
    return next((k for k in kandidater if k in nokler and k != versjon.nokkel), None)


def _walk(
    over: Nokkel | None,
    barn: dict[Nokkel | None, list[Enhetsversjon]],
    ordnet: list[tuple[Enhetsversjon, str]],
) -> None:
    for versjon in barn.pop(over, []):
        ordnet.append((versjon, over[1] if over else ""))
        _walk(versjon.nokkel, barn, ordnet)


def _treenhet(versjon: Enhetsversjon, over: str, nr: int) -> Treenhet:
    return Treenhet(
        kode=versjon.kode, navn=versjon.navn, nivaa=versjon.nivaa, overordnet=over, rekkefolge=nr,
        vis_kode=versjon.vis_kode, har_tabeller=versjon.har_tabeller, gyldig_fra=versjon.gyldig_fra,
        gyldig_til=versjon.gyldig_til, konstruert=versjon.konstruert,
    )  # fmt: skip


def map_ansvar(versjoner: Sequence[Enhetsversjon], dato: date) -> dict[str, str]:
    """Each cost centre ever used → the virksomhet it belongs to on the day.

    A cost centre that has moved counts where it is now; one that has ended follows its successor,
    and an ended virksomhet likewise, so that last year's figures stand on this year's tree (ORG-02).
    """
    historie: dict[tuple[str, str], list[Enhetsversjon]] = defaultdict(list)
    for versjon in sorted(versjoner, key=lambda v: v.gyldig_fra):
        historie[versjon.nokkel].append(versjon)
    return {
        kode: _current(_current(kode, ANSVAR, historie, dato).overordnet, VIRKSOMHET, historie, dato).kode
        for nivaa, kode in historie
        if nivaa == ANSVAR
    }


def _current(
    kode: str, nivaa: str, historie: dict[tuple[str, str], list[Enhetsversjon]], dato: date
) -> Enhetsversjon:
    """The version that stands for a code on the day, through successors; a circle ends where it began."""
    sett: set[str] = set()
    while True:
        versjon = _version_on(historie[nivaa, kode], dato)
        sett.add(kode)
        if versjon.gjelder(dato) or not versjon.etterfolger or versjon.etterfolger in sett:
            return versjon
        if (nivaa, versjon.etterfolger) not in historie:
            return versjon
        kode = versjon.etterfolger


def _version_on(like: list[Enhetsversjon], dato: date) -> Enhetsversjon:
    """The version valid on the day, else the last before it, else the first after it."""
    for versjon in like:
        if versjon.gjelder(dato):
            return versjon
    tidligere = [v for v in like if v.gyldig_fra <= dato]
    return tidligere[-1] if tidligere else like[0]


def map_under(versjoner: Iterable[Enhetsversjon], dato: date) -> dict[Nokkel, frozenset[Nokkel]]:
    """Each unit valid on the day → itself and all below it, whether in the reporting or the line structure."""
    gyldige = [v for v in versjoner if v.gjelder(dato)]
    nokler = {v.nokkel for v in gyldige}
    over: dict[Nokkel, set[Nokkel]] = {
        v.nokkel: {p for linje in (False, True) if (p := _parent(v, nokler, linje=linje))} for v in gyldige
    }
    under: dict[Nokkel, set[Nokkel]] = {n: {n} for n in nokler}
    for nokkel in nokler:
        for forelder in _ancestors(nokkel, over):
            under[forelder].add(nokkel)
    return {nokkel: frozenset(alle) for nokkel, alle in under.items()}


def _ancestors(nokkel: Nokkel, over: dict[Nokkel, set[Nokkel]]) -> set[Nokkel]:
    funnet: set[Nokkel] = set()
    igjen = list(over[nokkel])
    while igjen:
        forelder = igjen.pop()
        if forelder not in funnet:
            funnet.add(forelder)
            igjen += over[forelder]
    return funnet

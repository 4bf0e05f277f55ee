"""Oppstilling: a statement as lines of data, and the small engine that computes it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.hjemmel import Hjemmel
from rodtraad.lov.utvalg import Kodesett, Utvalg


@dataclass(frozen=True, slots=True)
class Linje:
    """One line of a statement: what it says, where it stands in law, and how it is computed.

    Exactly one verb is used: `utvalg` (sums of facts), `pluss`/`minus` (other lines), `hent` (a line of
    another statement, in raw sign) or `ingen` (nothing, by definition). `fortegn` is −1 when the line is
    shown with turned sign (income, debt and equity positive). A reference that ends in `.*` means all
    lines of that template. `vis` is alltid, har_poster or ulik_null.
    """

    nr: str
    tekst: str
    type: str
    seksjon: str
    er_sum: bool
    hjemmel: Hjemmel
    utvalg: tuple[Utvalg, ...] = ()
    pluss: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    hent: tuple[str, str] | None = None
    note: str = ""
    merknad: str = ""
    ingen: bool = False
    fortegn: int = 1
    vis: str = "alltid"
    herav: str = ""
    rammeomraade: str = ""
    rammeomraade_navn: str = ""
    prosjekt: str = ""


@dataclass(frozen=True, slots=True)
class Linjegruppe:
    """Template lines repeated per rammeområde or per prosjekt; may hold groups itself."""

    per: str
    vis: str
    linjer: "tuple[Linje | Linjegruppe, ...]"


@dataclass(frozen=True, slots=True)
class Gruppe:
    """A rammeområde or a prosjekt to repeat template lines for."""

    kode: str
    tekst: str
    virksomheter: Kodesett | None = None
    prosjekter: Kodesett | None = None


@dataclass(frozen=True, slots=True)
class Domene:
    """What a statement must cover exactly once: codes of one account class, given ones excepted."""

    kontoklasse: str
    arter: Kodesett | None = None
    unntatt: Kodesett = frozenset()


@dataclass(frozen=True, slots=True)
class Oppstilling:
    """A statement valid from a day. `enhet` "1000 kr" or "kr"; `visning` "raa" (cost +) or "positiv".

    `linjer` is complete for a static statement; one with templates (`mal`) gets its lines by `utvid`.
    """

    id: str
    tittel: str
    hjemmel: Hjemmel
    enhet: str
    visning: str
    gyldig_fra: date
    mal: tuple[Linje | Linjegruppe, ...]
    linjer: tuple[Linje, ...] = ()
    domene: Domene | None = None
    tilpasset_av: str = ""
    null_er_tom: bool = False
    delinger: Mapping[str, Utvalg] = field(default_factory=dict)

    @property
    def er_dynamisk(self) -> bool:
        """Whether lines depend on rammeområder or prosjekter, so that `utvid` is needed first."""
        return any(isinstance(linje, Linjegruppe) for linje in self.mal)

    def linje(self, nr: str) -> Linje:
        """The line with this number. Raises RodtraadFeil when there is none."""
        for linje in self.linjer:
            if linje.nr == nr:
                return linje
        raise RodtraadFeil(f"Oppstillingen {self.id} har ingen linje «{nr}».")


Sumfunksjon = Callable[[Utvalg], int]
Hentfunksjon = Callable[[str, str], int]
Gruppefunksjon = Callable[[str, Utvalg | None], Sequence[Gruppe]]


def utvid(oppstilling: Oppstilling, grupper_for: Gruppefunksjon) -> Oppstilling:
    """The statement with its template lines repeated for each group.

    `grupper_for(per, utvalg)` answers with the groups ("rammeomraade" or "prosjekt") in print order: all of
    them when `utvalg` is None, else those that have facts inside it.
    """
    linjer = tuple(_utvid(oppstilling.mal, grupper_for, ()))
    nr = {linje.nr for linje in linjer}
    synlige = tuple(linje for linje in linjer if not _er_tom_sum(linje, nr))
    return replace(oppstilling, linjer=synlige)


def _er_tom_sum(linje: Linje, nr: set[str]) -> bool:
    """A sum over template lines of which none remain is not shown when it asks for facts."""
    return linje.er_sum and linje.vis == "har_poster" and not any(_ledd(linje.pluss + linje.minus, nr))


def _utvid(
    mal: Sequence[Linje | Linjegruppe], grupper_for: Gruppefunksjon, bane: tuple[tuple[str, Gruppe], ...]
) -> Iterator[Linje]:
    for del_ in mal:
        if isinstance(del_, Linje):
            linje = _for_gruppe(del_, bane)
            if not bane or linje.vis != "har_poster" or _har_poster(linje, grupper_for, bane):
                yield linje
            continue
        smalest = _smalest(del_, bane) if del_.vis == "har_poster" else None
        for gruppe in grupper_for(del_.per, smalest):
            yield from _utvid(del_.linjer, grupper_for, (*bane, (del_.per, gruppe)))


def _har_poster(linje: Linje, grupper_for: Gruppefunksjon, bane: tuple[tuple[str, Gruppe], ...]) -> bool:
    per, gruppe = bane[-1]
    return any(treff.kode == gruppe.kode for utvalg in linje.utvalg for treff in grupper_for(per, utvalg))


def _smalest(gruppe: Linjegruppe, bane: tuple[tuple[str, Gruppe], ...]) -> Utvalg:
    """All codes the first lines of the template take, narrowed to the groups around it."""
    linjer = list(_blader(gruppe.linjer))
    arter = frozenset[str]().union(*(u.arter or frozenset() for linje in linjer for u in linje.utvalg))
    kontoklasser = {u.kontoklasse for linje in linjer for u in linje.utvalg}
    utvalg = Utvalg(kontoklasse=kontoklasser.pop() if len(kontoklasser) == 1 else None, arter=arter)
    return _snevret(utvalg, bane)


def _blader(linjer: Sequence[Linje | Linjegruppe]) -> Iterator[Linje]:
    for linje in linjer:
        if isinstance(linje, Linje):
            yield linje
        else:
            yield from _blader(linje.linjer)


def _snevret(utvalg: Utvalg, bane: tuple[tuple[str, Gruppe], ...]) -> Utvalg:
    for _per, gruppe in bane:
        utvalg = utvalg.snevret(virksomheter=gruppe.virksomheter, prosjekter=gruppe.prosjekter)
    return utvalg


def _for_gruppe(linje: Linje, bane: tuple[tuple[str, Gruppe], ...]) -> Linje:
    if not bane:
        return linje
    etter_slag = dict(bane)
    ramme, prosjekt = etter_slag.get("rammeomraade"), etter_slag.get("prosjekt")
    return replace(
        linje,
        nr=".".join((linje.nr, *(gruppe.kode for _per, gruppe in bane))),
        tekst=linje.tekst.replace("{gruppe}", bane[-1][1].tekst),
        utvalg=tuple(_snevret(utvalg, bane) for utvalg in linje.utvalg),
        rammeomraade=ramme.kode if ramme else "",
        rammeomraade_navn=ramme.tekst if ramme else "",
        prosjekt=prosjekt.kode if prosjekt else "",
    )


def beregn(
    oppstilling: Oppstilling, sum_for: Sumfunksjon, hent: Hentfunksjon | None = None
) -> dict[str, int]:
    """Each line of a statement in øre, with the sign it is shown with.

    `sum_for` gives the sum in øre (cost +, income −) of the facts in an Utvalg; each is asked once.
    `hent` gives a line of another statement in raw sign. Raises RodtraadFeil on unknown lines, cycles
    and a missing `hent`.
    """
    if oppstilling.er_dynamisk and not oppstilling.linjer:
        raise RodtraadFeil(
            f"Oppstillingen {oppstilling.id} har linjer per rammeområde eller prosjekt "
            "og må utvides før den beregnes."
        )
    beregning = _Beregning(oppstilling, sum_for, hent)
    return {linje.nr: beregning.verdi(linje.nr) for linje in oppstilling.linjer}


class _Beregning:
    """One computation: formulas resolved as they are asked for, every leaf asked once."""

    def __init__(self, oppstilling: Oppstilling, sum_for: Sumfunksjon, hent: Hentfunksjon | None) -> None:
        self.id = oppstilling.id
        self.linjer = {linje.nr: linje for linje in oppstilling.linjer}
        self.sum_for = sum_for
        self.hent = hent
        self.verdier: dict[str, int] = {}
        self.underveis: list[str] = []

    def verdi(self, nr: str) -> int:
        if nr in self.verdier:
            return self.verdier[nr]
        linje = self.linjer.get(nr)
        if linje is None:
            raise RodtraadFeil(f"Oppstillingen {self.id} viser til linje «{nr}», som ikke finnes.")
        if nr in self.underveis:
            raise RodtraadFeil(
                f"Oppstillingen {self.id} har en formel som går i ring: {' → '.join([*self.underveis, nr])}."
            )
        self.underveis.append(nr)
        self.verdier[nr] = self._regn(linje)
        self.underveis.pop()
        return self.verdier[nr]

    def _regn(self, linje: Linje) -> int:
        if linje.utvalg:
            return linje.fortegn * sum(self.sum_for(utvalg) for utvalg in linje.utvalg)
        if linje.hent is not None:
            if self.hent is None:
                raise RodtraadFeil(
                    f"Linje «{linje.nr}» i {self.id} hentes fra {linje.hent[0]}, men den er ikke beregnet."
                )
            return linje.fortegn * self.hent(*linje.hent)
        nr = set(self.linjer)
        return sum(self.verdi(n) for n in _ledd(linje.pluss, nr)) - sum(
            self.verdi(n) for n in _ledd(linje.minus, nr)
        )


def _ledd(henvisninger: Sequence[str], nr: set[str]) -> list[str]:
    """References with `.*` spelled out."""
    return [n for henvisning in henvisninger for n in ledd_av(henvisning, nr)]


def ledd_av(henvisning: str, nr: set[str]) -> list[str]:
    """The line numbers a reference means: itself, or all lines of the template before `.*`."""
    if not henvisning.endswith(".*"):
        return [henvisning]
    stamme = henvisning[:-1]
    return sorted(n for n in nr if n.startswith(stamme))


def til_raa(oppstilling: Oppstilling, vist: Mapping[str, int]) -> dict[str, int]:
    """Shown amounts turned back to raw sign in øre (cost +, income −), as `hent` wants them."""
    return {linje.nr: linje.fortegn * vist[linje.nr] for linje in oppstilling.linjer if linje.nr in vist}

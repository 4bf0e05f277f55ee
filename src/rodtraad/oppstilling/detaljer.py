"""Detaljer: the account strings and vouchers behind figures, for one cell or for a whole publication."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rodtraad.hovedbok import queries as hovedbok
from rodtraad.oppstilling.bygg import Bygget
from rodtraad.oppstilling.celleoppslag import finn_celle, oppgitt_celle
from rodtraad.oppstilling.forklar import Bilagskilde, Forklarer, Omfang
from rodtraad.oppstilling.forklaring import Bilagslinje, Forklaring
from rodtraad.oppstilling.formel import BALANSE
from rodtraad.oppstilling.grunnlag import Grunnlag
from rodtraad.oppstilling.kontekst import Kontekst, kontekst_for
from rodtraad.oppstilling.skjerming import Antall
from rodtraad.oppstilling.strenger import Streng, Strenger
from rodtraad.oppstilling.tabell import Tabell
from rodtraad.oppstilling.tabeller import bygget
from rodtraad.organisasjon.queries import virksomhet_for_ansvar

MANGE = 10_000_000
SLAG = ("regnskap", "opprinnelig", "endring_politisk", "endring_administrativ")
FORSTE_FORSOEK, OEKNING = 500, 20

_Nokkel = tuple[int, str, str, str, str, str, str, str]
Nokkel = tuple[str, int, str]
"""Table, row and column of a cell."""


def forklar(
    grunnlag: Grunnlag,
    tabell_id: str,
    linje: int,
    kolonne: str,
    *,
    enhet: str | None = None,
    omfang: Omfang | None = None,
) -> Forklaring:
    """How one cell came about, down to account strings and the largest vouchers (KONTO-03, KONTO-14).

    Raises RodtraadFeil, naming what exists, on an unknown table, row, column or unit.
    """
    k = kontekst_for(grunnlag)
    valgt = bygget(grunnlag, tabell_id, enhet)
    rad, kol = finn_celle(valgt, linje, kolonne)
    if not rad.kan_forklares or kol.navn not in valgt.kolonner:
        return oppgitt_celle(grunnlag, valgt, rad, kol)
    strenger = hent_strenger(k)
    forklarer = Forklarer(k, strenger, _Oppslag(), omfang or Omfang(), _ansvarsnavn(grunnlag))
    return forklarer.celle(valgt, rad, kol)


def alle_forklaringer(
    grunnlag: Grunnlag, tabeller: Iterable[Tabell | str], *, offentlig: bool = True
) -> Mapping[Nokkel, Forklaring]:
    """Every computed cell of the tables explained, from one read of strings and one of vouchers."""
    k = kontekst_for(grunnlag)
    omfang = Omfang(offentlig=offentlig)
    bilag = _AlleBilag(grunnlag.aar, omfang.bilag)
    forklarer = Forklarer(k, hent_strenger(k), bilag, omfang, _ansvarsnavn(grunnlag))
    ider = dict.fromkeys(tabell if isinstance(tabell, str) else tabell.id for tabell in tabeller)
    return dict(_forklaringer(forklarer, (bygget(grunnlag, id_) for id_ in ider)))


def _forklaringer(forklarer: Forklarer, byggede: Iterable[Bygget]) -> Iterator[tuple[Nokkel, Forklaring]]:
    for hel in byggede:
        for rad in hel.tabell.rader:
            for kolonne in hel.tabell.kolonner:
                if rad.kan_forklares and kolonne.navn in hel.kolonner:
                    yield (hel.tabell.id, rad.linje, kolonne.navn), forklarer.celle(hel, rad, kolonne)


def hent_strenger(k: Kontekst) -> Strenger:
    """The account strings of the report year and the year before, each with its virksomhet of today's tree."""
    kart = virksomhet_for_ansvar(k.aar)
    drill = hovedbok.Drill(aar=frozenset({k.aar - 1, k.aar}), slag=frozenset(SLAG))
    rader, _ = hovedbok.kontostrenger(drill, MANGE)
    return Strenger(
        Streng(
            aar=r.aar,
            slag=r.slag,
            kontoklasse=r.kontoklasse,
            virksomhet=kart.get(r.ansvar, ""),
            ansvar=r.ansvar,
            art=r.art,
            funksjon=r.funksjon,
            kapittel=r.kapittel,
            prosjekt=r.prosjekt,
            ore=r.belop,
            antall=r.antall,
        )
        for r in rader
    )


def _ansvarsnavn(grunnlag: Grunnlag) -> dict[str, str]:
    return {enhet.kode: enhet.navn for enhet in grunnlag.organisasjon if enhet.nivaa == "ansvar"}


def _nokkel(rad: Streng | hovedbok.Postering) -> _Nokkel:
    return (
        rad.aar, rad.slag, rad.kontoklasse, rad.ansvar, rad.art, rad.funksjon, rad.kapittel, rad.prosjekt,
    )  # fmt: skip


def _linje(p: hovedbok.Postering, fortegn: int) -> Bilagslinje:
    """A line as it is shown; its text is never public, and is left out."""
    return Bilagslinje(
        slag=p.slag,
        aar=p.aar,
        periode=p.periode,
        bilag=p.bilag,
        dato=p.dato.isoformat() if p.dato else "",
        ansvar=p.ansvar,
        art=p.art,
        funksjon=p.funksjon,
        prosjekt=p.prosjekt,
        ore=p.belop,
        tekst="",
        innlesing=p.innlesing,
        rad=p.rad,
        kontoklasse=p.kontoklasse,
        kapittel=p.kapittel,
        fortegn=fortegn,
    )


def _storste(linjer: Iterable[tuple[hovedbok.Postering, int]], antall: int) -> list[Bilagslinje]:
    ordnet = sorted(linjer, key=lambda par: (-abs(par[0].belop), par[0].innlesing, par[0].fil, par[0].rad))
    return [_linje(linje, fortegn) for linje, fortegn in ordnet[:antall]]


class _AlleBilag:
    """The largest lines of every account string, read once for a whole publication."""

    def __init__(self, aar: int, antall: int) -> None:
        drill = hovedbok.Drill(aar=frozenset({aar - 1, aar}), slag=frozenset(SLAG))
        self._etter_streng: dict[_Nokkel, list[hovedbok.Postering]] = defaultdict(list)
        for postering in hovedbok.storste_per_kontostreng(drill, antall):
            self._etter_streng[_nokkel(postering)].append(postering)
        self._kjente: dict[Streng, list[hovedbok.Postering]] = {}
        self._innlesinger: dict[tuple[int, str], list[str]] = {}

    def storste(self, strenger: Antall, antall: int) -> Sequence[Bilagslinje]:
        """Only strings whose largest line is among the largest can hold one of the largest lines."""
        forste = heapq.nlargest(
            antall,
            ((abs(linjer[0].belop), nr, linjer, fortegn) for nr, (linjer, fortegn) in self._linjer(strenger)),
        )
        kandidater = [(linje, fortegn) for _, _, linjer, fortegn in forste for linje in linjer]
        return _storste(kandidater, antall)

    def _linjer(self, strenger: Antall) -> Iterator[tuple[int, tuple[list[hovedbok.Postering], int]]]:
        for nr, (streng, fortegn) in enumerate(strenger.items()):
            if streng not in self._kjente:
                self._kjente[streng] = self._etter_streng.get(_nokkel(streng), [])
            if streng.kontoklasse != BALANSE and self._kjente[streng]:
                yield nr, (self._kjente[streng], fortegn)

    def innlesinger(self, strenger: Iterable[Streng]) -> tuple[str, ...]:
        """The imports of the years and kinds the strings belong to."""
        ider: dict[str, None] = {}
        for periode in sorted({(streng.aar, streng.slag) for streng in strenger}):
            if periode not in self._innlesinger:
                drill = hovedbok.Drill(aar=frozenset({periode[0]}), slag=frozenset({periode[1]}))
                self._innlesinger[periode] = hovedbok.innlesinger_bak(drill)
            ider |= dict.fromkeys(self._innlesinger[periode])
        return tuple(ider)


class _Oppslag:
    """The largest lines of one cell, looked up."""

    def storste(self, strenger: Antall, antall: int) -> Sequence[Bilagslinje]:
        """Looks in a selection that holds all the strings, further down until enough lines are found."""
        fortegn = {_nokkel(s): n for s, n in strenger.items() if s.kontoklasse != BALANSE}
        if not fortegn:
            return []
        drill, grense = _drill(strenger), FORSTE_FORSOEK
        while True:
            linjer, i_alt = hovedbok.storste_bilag(drill, grense)
            treff = [(linje, fortegn[_nokkel(linje)]) for linje in linjer if _nokkel(linje) in fortegn]
            if len(treff) >= antall or grense >= i_alt:
                return _storste(treff, antall)
            grense *= OEKNING

    def innlesinger(self, strenger: Iterable[Streng]) -> tuple[str, ...]:
        """The imports with lines in a selection that holds all the strings."""
        valgte = list(strenger)
        return tuple(hovedbok.innlesinger_bak(_drill(valgte))) if valgte else ()


def _drill(strenger: Iterable[Streng]) -> hovedbok.Drill:
    """The narrowest selection by code that holds all the strings."""
    valgte = list(strenger)
    return hovedbok.Drill(
        aar=frozenset(s.aar for s in valgte),
        slag=frozenset(s.slag for s in valgte),
        kontoklasse=frozenset(s.kontoklasse for s in valgte),
        arter=frozenset(s.art for s in valgte),
        funksjoner=frozenset(s.funksjon for s in valgte),
        kapitler=frozenset(s.kapittel for s in valgte),
        ansvar=frozenset(s.ansvar for s in valgte),
        prosjekter=frozenset(s.prosjekt for s in valgte),
    )


__all__ = ["Bilagskilde", "alle_forklaringer", "forklar"]

"""Kontekst: a Grunnlag with its sums indexed and its tree read, made once for all tables of a year."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from rodtraad.lov.regelverk import Regelverk, last_regelverk
from rodtraad.oppstilling.bygg import Bygget  # noqa: TC001 - a value type, as the others here
from rodtraad.oppstilling.formel import Koder, Ledd, Radformel, Uttak
from rodtraad.oppstilling.grunnlag import Grunnlag, Organisasjonsenhet
from rodtraad.oppstilling.summer import Summer


class Kontekst:
    """What the tables ask of a Grunnlag beyond its records."""

    def __init__(self, grunnlag: Grunnlag) -> None:
        self.grunnlag = grunnlag
        self.aar = grunnlag.aar
        self.summer = Summer(grunnlag)
        self.bygget: dict[str, Bygget] = {}  # tables already built

    @cached_property
    def regelverk(self) -> Regelverk:
        """The law valid at the end of the report year."""
        return self.regelverk_for(self.aar)

    @staticmethod
    def regelverk_for(aar: int) -> Regelverk:
        """The law valid at the end of a year."""
        return last_regelverk(date(aar, 12, 31))

    @cached_property
    def rammeomraader(self) -> tuple[Organisasjonsenhet, ...]:
        """The rammeområder in print order."""
        return self._enheter("rammeomrade")

    @cached_property
    def virksomheter(self) -> tuple[Organisasjonsenhet, ...]:
        """The virksomheter in print order."""
        return self._enheter("virksomhet")

    def _enheter(self, nivaa: str) -> tuple[Organisasjonsenhet, ...]:
        enheter = (e for e in self.grunnlag.organisasjon if e.nivaa == nivaa)
        return tuple(sorted(enheter, key=lambda e: (e.rekkefolge, e.kode)))

    @cached_property
    def under(self) -> Mapping[str, tuple[Organisasjonsenhet, ...]]:
        """Rammeområde → its virksomheter in print order."""
        return {
            ramme.kode: tuple(v for v in self.virksomheter if v.overordnet == ramme.kode)
            for ramme in self.rammeomraader
        }

    @cached_property
    def i_rammer(self) -> frozenset[str]:
        """Virksomheter inside any rammeområde."""
        return frozenset(v.kode for enheter in self.under.values() for v in enheter)

    @cached_property
    def sentrale(self) -> frozenset[str]:
        """Virksomheter with facts or in the tree that stand outside every rammeområde."""
        kjente = self.summer.brukte("virksomhet") | {v.kode for v in self.virksomheter}
        return kjente - self.i_rammer

    def virksomheter_i(self, kode: str) -> frozenset[str]:
        """The virksomheter of a unit: those under a rammeområde, or the virksomhet itself."""
        if kode in self.under:
            return frozenset(v.kode for v in self.under[kode])
        return frozenset({kode})

    @cached_property
    def enhet(self) -> Mapping[str, Organisasjonsenhet]:
        """Units by code."""
        return {e.kode: e for e in self.grunnlag.organisasjon}

    @cached_property
    def tjenestenavn(self) -> Mapping[str, str]:
        """Funksjon → the municipality's own name."""
        return {t.funksjon: t.navn for t in self.grunnlag.tjenester}

    def tjenester(self, brukte: Iterable[str]) -> list[str]:
        """Functions in the order of the municipality's chart; those it has no name for come last, by code."""
        rekkefolge = {t.funksjon: t.rekkefolge for t in self.grunnlag.tjenester}
        return sorted(brukte, key=lambda f: (f not in rekkefolge, rekkefolge.get(f, 0), f))

    def navn_paa(self, funksjon: str) -> str:
        """The name a function is shown with: the municipality's own, else KOSTRA's."""
        if funksjon in self.tjenestenavn:
            return self.tjenestenavn[funksjon]
        kode = self.regelverk.koder.funksjoner.get(funksjon)
        return kode.navn if kode else f"Funksjon {funksjon}"

    def funksjoner_i(self, virksomheter: Koder, kontoklasse: str) -> frozenset[str]:
        """Functions that carry a fact of the class in these virksomheter."""
        return frozenset(
            s.funksjon
            for s in self.grunnlag.funksjonssummer
            if s.kontoklasse == kontoklasse
            and (virksomheter is None or s.virksomhet in virksomheter)
            and s.slag != "prognose"
        )


def sum_av(*linjer: int) -> tuple[Ledd, ...]:
    """Terms that add other rows of the table."""
    return tuple(Ledd(linje=linje) for linje in linjer)


def fra_hovedbok(uttak: Uttak, regel: str) -> Radformel:
    """A row that is the sum of a selection of ledger facts."""
    return Radformel(ledd=(Ledd(uttak=uttak),), regel=regel)


_siste: tuple[Grunnlag, Kontekst] | None = None


def kontekst_for(grunnlag: Grunnlag) -> Kontekst:
    """The Kontekst of a Grunnlag; the last is kept: a report asks for fifty tables of one Grunnlag."""
    global _siste  # noqa: PLW0603 - a memo of one, keyed by identity
    if _siste is None or _siste[0] is not grunnlag:
        _siste = (grunnlag, Kontekst(grunnlag))
    return _siste[1]

"""Innhold: what texts and figures read from; one door to tables, datasets and the organisation."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from rodtraad.kjerne.avrunding import ORE_PER_KR, ORE_PER_TUSEN_KR
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Funn
from rodtraad.oppstilling.grunnlag import Grunnlag, Organisasjonsenhet, Post
from rodtraad.oppstilling.tabell import Tabell, Tabellrad, Verdi

Tabellhenter = Callable[[Grunnlag, str, str | None], Tabell]


@dataclass(frozen=True, slots=True)
class Rad:
    """A row of a table with its cells by column name."""

    tabell: Tabell
    rad: Tabellrad

    def __getitem__(self, navn: str) -> Verdi:
        return self.rad.celler[self.tabell.kolonnenr(navn)].verdi

    def tekst(self, navn: str) -> str:
        """The cell as text, empty when it is missing."""
        verdi = self[navn]
        return "" if verdi is None else str(verdi)

    def tall(self, navn: str) -> Decimal:
        """The shown number, 0 when it is missing."""
        return _desimal(self[navn])

    def ore(self, navn: str) -> int:
        """The unrounded amount in øre behind the cell, or the shown amount when no øre is kept."""
        celle = self.rad.celler[self.tabell.kolonnenr(navn)]
        if celle.ore is not None:
            return celle.ore
        return int(_desimal(celle.verdi) * ore_per_enhet(self.tabell))

    @property
    def er_sum(self) -> bool:
        """Whether the row is a total."""
        return self.rad.er_sum


def _desimal(verdi: Verdi) -> Decimal:
    return Decimal(verdi) if isinstance(verdi, (int, Decimal)) else Decimal(0)


def ore_per_enhet(tabell: Tabell) -> int:
    """Øre in one printed unit of the table."""
    return ORE_PER_TUSEN_KR if "1000" in tabell.enhet.replace("\u202f", "").replace(" ", "") else ORE_PER_KR


def tallverdi(post: Post, kolonne: str) -> Decimal | None:
    """The number in a column of a record, None when it is not given."""
    verdi = post.get(kolonne)
    return Decimal(verdi) if isinstance(verdi, (int, Decimal)) else None


def tekstverdi(post: Post, kolonne: str) -> str:
    """The text in a column of a record, empty when it is not given."""
    verdi = post.get(kolonne)
    return "" if verdi is None else str(verdi)


@dataclass(frozen=True)
class Innhold:
    """The Grunnlag, the findings, and the tables computed from it (each computed once)."""

    grunnlag: Grunnlag
    hent: Tabellhenter
    funn: tuple[Funn, ...] = ()
    _tabeller: dict[tuple[str, str], Tabell | None] = field(default_factory=dict)

    @property
    def aar(self) -> int:
        """The report year."""
        return self.grunnlag.aar

    def tabell(self, navn: str, enhet: Organisasjonsenhet | None = None) -> Tabell | None:
        """The table, limited to a unit if given; None when there is nothing to show."""
        nokkel = (navn, enhet.kode if enhet else "")
        if nokkel not in self._tabeller:
            self._tabeller[nokkel] = self._hent(navn, enhet)
        return self._tabeller[nokkel]

    def _hent(self, navn: str, enhet: Organisasjonsenhet | None) -> Tabell | None:
        try:
            tabell = self.hent(self.grunnlag, navn, enhet.kode if enhet else None)
        except (KeyError, RodtraadFeil):
            return None
        return tabell if tabell.rader else None

    def rader(self, navn: str, enhet: Organisasjonsenhet | None = None) -> tuple[Rad, ...]:
        """The rows of a table, none when it has nothing to show."""
        tabell = self.tabell(navn, enhet)
        return tuple(Rad(tabell, rad) for rad in tabell.rader) if tabell else ()

    def rad(self, navn: str, kolonne: str, verdi: str) -> Rad | None:
        """The first row of a table with this label in this column."""
        return next((r for r in self.rader(navn) if r.tekst(kolonne) == verdi), None)

    def sumrad(self, navn: str, enhet: Organisasjonsenhet | None = None) -> Rad | None:
        """The last total row of a table."""
        return next((r for r in reversed(self.rader(navn, enhet)) if r.er_sum), None)

    def poster(self, datasett: str, **hvor: str | int) -> tuple[Post, ...]:
        """Records of a dataset where each named column has the given value."""
        return tuple(
            post
            for post in self.grunnlag.datasett.get(datasett, ())
            if all(str(post.get(k, "")) == str(v) for k, v in hvor.items())
        )

    def enkelttall(self, datasett: str, **hvor: str | int) -> Decimal | None:
        """The single number of the first record that fits (columns verdi or antall)."""
        for post in self.poster(datasett, **hvor):
            for kolonne in ("verdi", "antall"):
                verdi = tallverdi(post, kolonne)
                if verdi is not None:
                    return verdi
        return None

    def innstilling(self, navn: str) -> str:
        """A setting of the installation, empty when it is not set."""
        return self.grunnlag.innstillinger.get(navn, "")

    def rammeomrader(self) -> Iterator[Organisasjonsenhet]:
        """The rammeområder in print order."""
        return (e for e in self.grunnlag.organisasjon if e.nivaa == "rammeomrade")

    def virksomheter(self, ramme: Organisasjonsenhet) -> tuple[Organisasjonsenhet, ...]:
        """The virksomheter of a rammeområde in print order."""
        return tuple(
            e for e in self.grunnlag.organisasjon if e.nivaa == "virksomhet" and e.overordnet == ramme.kode
        )

    def eneste_virksomhet(self, ramme: Organisasjonsenhet) -> Organisasjonsenhet | None:
        """The virksomhet of a rammeområde that has only one (RAP-08)."""
        virksomheter = self.virksomheter(ramme)
        return virksomheter[0] if len(virksomheter) == 1 else None

    def overordnet(self, enhet: Organisasjonsenhet) -> Organisasjonsenhet | None:
        """The unit above."""
        return next((e for e in self.grunnlag.organisasjon if e.kode == enhet.overordnet), None)

    def hovedenhet(self, funksjoner: frozenset[str]) -> str:
        """Code of the virksomhet that spent most on some KOSTRA functions in the report year."""
        summer: dict[str, int] = {}
        for sum_ in self.grunnlag.funksjonssummer:
            if sum_.aar == self.aar and sum_.slag == "regnskap" and sum_.funksjon in funksjoner:
                summer[sum_.virksomhet] = summer.get(sum_.virksomhet, 0) + abs(sum_.belop)
        return max(sorted(summer), key=lambda kode: summer[kode], default="")

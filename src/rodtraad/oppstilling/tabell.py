"""Tabell: the frozen table every surface shows (command line, page, PDF, data file)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rodtraad.kjerne.hjemmel import Hjemmel

Tall = int | Decimal
Verdi = str | int | Decimal | None
Kolonneslag = Literal["tekst", "belop", "prosent", "tall", "aar"]


@dataclass(frozen=True, slots=True)
class Kolonne:
    """A column: machine name (as in the CSV), heading for people, kind, shown decimals."""

    navn: str
    tittel: str
    slag: Kolonneslag = "tekst"
    desimaler: int = 0
    er_radtittel: bool = False
    skjult: bool = False
    """In the data files but not on page and PDF (technical keys such as er_sum)."""

    @property
    def er_tall(self) -> bool:
        """Whether the column is right-aligned numbers."""
        return self.slag in {"belop", "prosent", "tall"}


@dataclass(frozen=True, slots=True)
class Celle:
    """A cell: the shown value (already rounded to the unit), the unrounded øre, why it is missing."""

    verdi: Verdi = None
    ore: int | None = None
    grunn: str = ""
    lenke: str = ""
    """Address in the document the cell refers to: a note, a case (REGN-05)."""


@dataclass(frozen=True, slots=True)
class Tabellrad:
    """A row; `linje` is 1-based and stable in `rodtraad forklar --linje`."""

    linje: int
    celler: tuple[Celle, ...]
    er_sum: bool = False
    innrykk: int = 0
    gruppe: str = ""
    kan_forklares: bool = False


@dataclass(frozen=True, slots=True)
class Tabell:
    """A frozen table with its columns, rows, legal basis, unit, source, licence and status."""

    id: str
    tittel: str
    enhet: str
    kolonner: tuple[Kolonne, ...]
    rader: tuple[Tabellrad, ...]
    hjemmel: tuple[Hjemmel, ...] = ()
    kilde: str = ""
    lisens: str = "NLOD 2.0"
    status: str = ""
    fortegn: str = ""
    merknader: tuple[str, ...] = ()
    aar: int = 0
    enhet_kode: str = ""
    """The organisation unit the table is limited to; empty for the whole municipality."""

    def kolonnenr(self, navn: str) -> int:
        """Position of a column by machine name. Raises KeyError."""
        for nr, kolonne in enumerate(self.kolonner):
            if kolonne.navn == navn:
                return nr
        raise KeyError(navn)

    def verdi(self, linje: int, navn: str) -> Verdi:
        """The shown value in row `linje` (1-based) and column `navn`."""
        return self.rader[linje - 1].celler[self.kolonnenr(navn)].verdi

    def utsnitt(self, rader: tuple[Tabellrad, ...], *, tittel: str, enhet_kode: str) -> "Tabell":
        """The same table limited to some rows; line numbers are kept."""
        return Tabell(
            id=self.id, tittel=tittel, enhet=self.enhet, kolonner=self.kolonner, rader=rader,
            hjemmel=self.hjemmel, kilde=self.kilde, lisens=self.lisens, status=self.status,
            fortegn=self.fortegn, merknader=self.merknader, aar=self.aar, enhet_kode=enhet_kode,
        )  # fmt: skip

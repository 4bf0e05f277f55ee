"""Forklaring: how one shown figure came about, down to account string, period and voucher."""

from dataclasses import dataclass

from rodtraad.kjerne.hjemmel import Hjemmel

POSTER = "Poster i hovedboken"
"""What the part of a figure is called that comes straight from the ledger."""


@dataclass(frozen=True, slots=True)
class Delsum:
    """A part of the figure: what it is, its øre, and its sign in the sum (+1, −1)."""

    tekst: str
    ore: int
    fortegn: int = 1
    linje: int = 0
    """Row of the same table the part comes from; 0 when it comes from the ledger."""


@dataclass(frozen=True, slots=True)
class Kontostreng:
    """An account string under the figure, with sum in øre and count of rows."""

    slag: str
    kontoklasse: str
    ansvar: str
    ansvar_navn: str
    art: str
    art_navn: str
    funksjon: str
    funksjon_navn: str
    prosjekt: str
    ore: int
    antall: int
    aar: int = 0
    kapittel: str = ""
    fortegn: int = 1
    """How many times, and with which sign, the string counts in the figure (deviation: budget − accounts)."""


@dataclass(frozen=True, slots=True)
class Bilagslinje:
    """A row of the ledger; `tekst` is empty where the public may not see it."""

    slag: str
    aar: int
    periode: int
    bilag: str
    dato: str
    ansvar: str
    art: str
    funksjon: str
    prosjekt: str
    ore: int
    tekst: str
    innlesing: str
    rad: int
    kontoklasse: str = ""
    kapittel: str = ""
    fortegn: int = 1


@dataclass(frozen=True, slots=True)
class Forklaring:
    """Rule and legal basis, codes, sums, largest rows and batches behind one cell."""

    tabell: str
    linje: int
    kolonne: str
    tittel: str
    vist: str
    enhet: str
    ore: int
    regel: str
    hjemmel: tuple[Hjemmel, ...] = ()
    koder: tuple[str, ...] = ()
    deler: tuple[Delsum, ...] = ()
    kontostrenger: tuple[Kontostreng, ...] = ()
    kontostrenger_i_alt: int = 0
    bilag: tuple[Bilagslinje, ...] = ()
    bilag_i_alt: int = 0
    innlesinger: tuple[str, ...] = ()
    skjermet: str = ""
    """Why detail is left out, in plain words; empty when nothing is."""

"""Grunnlag: everything the tables of one year are computed from, frozen and serialisable.

An edition carries its Grunnlag, and every figure is a pure function of it; that is how
`verifiser` recomputes an edition from the folder alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

Post = Mapping[str, str | int | Decimal | None]
"""One record of a dataset (statistics, sick leave, cases, decisions), values as shown."""


@dataclass(frozen=True, slots=True)
class Kommune:
    """The municipality of the installation."""

    nummer: str
    navn: str


@dataclass(frozen=True, slots=True)
class Organisasjonsenhet:
    """A unit of the tree valid in the report year; nivaa is rammeomrade, virksomhet or ansvar."""

    kode: str
    navn: str
    nivaa: str
    overordnet: str
    rekkefolge: int
    vis_kode: bool = True
    """False when the code is the platform's own and not one the municipality prints."""
    har_tabeller: bool = True
    """False when the unit has no tables of its own in the report (its sums stand in the tables above)."""


@dataclass(frozen=True, slots=True)
class Tjenestenavn:
    """The municipality's own name of a KOSTRA function, in its own order."""

    funksjon: str
    navn: str
    rekkefolge: int


@dataclass(frozen=True, slots=True)
class Investeringsprosjekt:
    """An investment project as registered at the end of the report year."""

    kode: str
    navn: str
    rammeomraade: str
    del_: str
    rekkefolge: int
    status: str = ""
    fase_kode: str = ""
    fase: str = ""
    er_ovrig: bool = False
    """Shown within «Sum øvrige prosjekter» in the status table."""
    status_rekkefolge: int = 0


@dataclass(frozen=True, slots=True)
class Artsum:
    """Sum per year, kind, class, virksomhet and art, in øre, with the count of rows."""

    aar: int
    slag: str
    kontoklasse: str
    virksomhet: str
    art: str
    belop: int
    antall: int


@dataclass(frozen=True, slots=True)
class Funksjonssum:
    """Sum per year, kind, class, virksomhet and funksjon, in øre, with the count of rows."""

    aar: int
    slag: str
    kontoklasse: str
    virksomhet: str
    funksjon: str
    belop: int
    antall: int


@dataclass(frozen=True, slots=True)
class Prosjektsum:
    """Sum per year, kind, prosjekt and art in the investment accounts, in øre."""

    aar: int
    slag: str
    prosjekt: str
    art: str
    belop: int
    antall: int


@dataclass(frozen=True, slots=True)
class Balansesum:
    """Sum per year, kind, kapittel and sektor of balance postings, in øre."""

    aar: int
    slag: str
    kapittel: str
    sektor: str
    belop: int
    antall: int


@dataclass(frozen=True, slots=True)
class Kryssum:
    """Sum per year, kind, class, virksomhet, funksjon and art, for the few arts the funksjon places."""

    aar: int
    slag: str
    kontoklasse: str
    virksomhet: str
    funksjon: str
    art: str
    belop: int
    antall: int


@dataclass(frozen=True, slots=True)
class Kildeinfo:
    """A batch the figures were made from, for source lines and the manifest."""

    id: str
    kilde: str
    fil: str
    sha256: str
    beskrivelse: str
    tidspunkt: str
    antall: int
    konstruert: bool = False
    profil: str = ""
    """The column profile it was read with; restated figures have one, and `beskrivelse` says why (KONTO-12)."""


@dataclass(frozen=True, slots=True)
class Datasettinfo:
    """What a reader must know of a dataset: owner, licence, the years it covers, its batch."""

    navn: str
    tittel: str = ""
    kilde: str = ""
    lisens: str = ""
    dataaar_fra: int | None = None
    dataaar_til: int | None = None
    innlesing: str = ""
    konstruert: bool = False
    publisert: str = ""
    """The day KOSTRA figures are as published on; blank for others, and in editions made before it was kept."""
    merknader: tuple[str, ...] = ()
    """What its owner says must be shown wherever the figures are; none in editions made before they were kept."""


@dataclass(frozen=True, slots=True)
class Grunnlag:
    """All that the tables and the report of one year are made of."""

    kommune: Kommune
    aar: int
    dato: date
    status: str
    organisasjon: tuple[Organisasjonsenhet, ...] = ()
    tjenester: tuple[Tjenestenavn, ...] = ()
    prosjekter: tuple[Investeringsprosjekt, ...] = ()
    artsummer: tuple[Artsum, ...] = ()
    funksjonssummer: tuple[Funksjonssum, ...] = ()
    prosjektsummer: tuple[Prosjektsum, ...] = ()
    balansesummer: tuple[Balansesum, ...] = ()
    kryssummer: tuple[Kryssum, ...] = ()
    datasett: Mapping[str, tuple[Post, ...]] = field(default_factory=dict)
    datasettinfo: Mapping[str, Datasettinfo] = field(default_factory=dict)
    innstillinger: Mapping[str, str] = field(default_factory=dict)
    faktaregister: tuple[Mapping[str, Any], ...] = ()
    """Facts that are given more than once, each with its sources (KVAL-11)."""
    kildefeilkart: tuple[Mapping[str, Any], ...] = ()
    """Which known error of a printed source a finding is: kontroll, sted, kildefeil."""
    kilder: tuple[Kildeinfo, ...] = ()

    @property
    def har_regnskap(self) -> bool:
        """Whether any accounts have been imported for the year."""
        return any(s.aar == self.aar and s.slag == "regnskap" for s in self.artsummer)

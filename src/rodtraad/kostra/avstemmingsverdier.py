"""The values of a reconciliation: what the ledger holds, a line, the parts of its difference. Øre, cost +, income −."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rodtraad.kjerne.avrunding import ORE_PER_KR
from rodtraad.kjerne.avvik import avvik, avvik_prosent
from rodtraad.kostra.avstemmingsregler import Aarsak, Kontoutvalg
from rodtraad.kostra.publisert import Publisert

type Kostrasummer = Mapping[tuple[str, str, str], int]
"""(kontoklasse, funksjon, art) → øre."""


class Stilling(StrEnum):
    """How a line of the reconciliation stands."""

    STEMMER = "stemmer"
    FORKLART = "forklart"
    UFORKLART = "uforklart"
    IKKE_PUBLISERT = "ikke_publisert"
    UTEN_KODE = "uten_kode"
    IKKE_I_HOVEDBOKEN = "ikke_i_hovedboken"


@dataclass(frozen=True, slots=True)
class Fakta:
    """What the ledger holds of the year, and how many inhabitants there were."""

    summer: Kostrasummer
    balanse: Mapping[str, int] = field(default_factory=dict)
    etter_frist: Mapping[date, Kostrasummer] = field(default_factory=dict)
    """Last day that figures could be corrected before they were published → what is dated later."""
    innbyggere: int = 0
    konstruert: bool = False
    """Whether any of the ledger was constructed, and is not the municipality's own."""


@dataclass(frozen=True, slots=True)
class Del:
    """A part of a difference with its cause."""

    aarsak: Aarsak
    ore: int


@dataclass(frozen=True, slots=True)
class Personforklaring:
    """What a person has written of a difference: an amount, or only a remark while it is looked into."""

    rad_id: str
    aarsak: Aarsak
    kommentar: str
    ore: int | None = None
    av: str = ""
    eier: str = ""
    differanse_da: int = 0
    id: int = 0
    skrevet: date | None = None


@dataclass(frozen=True, slots=True)
class Avstemmingsrad:
    """One line: the two amounts, the difference, its parts, and what is left."""

    id: str
    funksjoner: tuple[str, ...]
    navn: str
    omraade: str
    stilling: Stilling
    utvalg: Kontoutvalg
    fortegn: int = 1
    publisert: Publisert | None = None
    regnskap: int | None = None
    kostra: int | None = None
    avrunding: int = 0
    deler: tuple[Del, ...] = ()
    mulige: tuple[Aarsak, ...] = ()
    forklaringer: tuple[Personforklaring, ...] = ()
    er_funn: bool = False

    @property
    def funksjon(self) -> str:
        """The function or functions of the line; blank for a financial line."""
        return ", ".join(self.funksjoner)

    @property
    def differanse(self) -> int:
        """Published less ledger; 0 when one of them is missing."""
        if self.kostra is None or self.regnskap is None:
            return 0
        return avvik(budsjett=self.kostra, regnskap=self.regnskap)

    @property
    def prosent(self) -> Decimal | None:
        """The difference in percent of the published amount."""
        if self.kostra is None or self.regnskap is None:
            return None
        return avvik_prosent(budsjett=self.kostra, regnskap=self.regnskap, ore_per_enhet=ORE_PER_KR)

    @property
    def beregnet(self) -> int:
        """What the computed parts make up."""
        return sum(d.ore for d in self.deler)

    @property
    def forklart_av_person(self) -> int:
        """What persons have explained."""
        return sum(f.ore or 0 for f in self.forklaringer)

    @property
    def uforklart(self) -> int:
        """What is left when parts and explanations are taken away."""
        return self.differanse - self.beregnet - self.forklart_av_person

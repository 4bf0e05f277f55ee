"""Dokument: a report as a frozen tree of chapters and blocks, before web and PDF give it form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from rodtraad.oppstilling.tabell import Tabell


@dataclass(frozen=True, slots=True)
class Tekst:
    """A run of plain text; `sterk` for emphasis, `spraak` (BCP 47) when it is not the document's language."""

    tekst: str
    sterk: bool = False
    spraak: str = ""


@dataclass(frozen=True, slots=True)
class Kryssref:
    """A reference to a chapter, table or figure by id: link on the web, page number in the PDF (RAP-14)."""

    maal: str
    tekst: str


Spenn = Tekst | Kryssref


@dataclass(frozen=True, slots=True)
class Avsnitt:
    """A paragraph."""

    spenn: tuple[Spenn, ...]


@dataclass(frozen=True, slots=True)
class Punktliste:
    """A bulleted list."""

    punkter: tuple[tuple[Spenn, ...], ...]


@dataclass(frozen=True, slots=True)
class Merknad:
    """A note in a box: information, a finding, or that something is constructed."""

    slag: Literal["info", "konstruert", "funn"]
    tittel: str
    avsnitt: tuple[Avsnitt, ...]


@dataclass(frozen=True, slots=True)
class Tabellblokk:
    """A table in its place; `anker` is unique in the document, `nummer` is «Tabell 7»."""

    anker: str
    nummer: int
    tabell: Tabell


@dataclass(frozen=True, slots=True)
class Figur:
    """A chart: Vega-Lite specification, text alternative, and always its data table."""

    id: str
    tittel: str
    alternativ: str
    spesifikasjon: Mapping[str, Any]
    data: Tabell
    kilde: str
    tallene_i: Kryssref | None = None
    """The table in the same chapter that holds the chart's numbers, so that they are not printed twice."""


@dataclass(frozen=True, slots=True)
class Figurblokk:
    """A chart in its place; `nummer` is «Figur 3»."""

    anker: str
    nummer: int
    figur: Figur


@dataclass(frozen=True, slots=True)
class Tallsted:
    """The place a number is taken from: the anchor of a table, and its row when the row is explained."""

    anker: str
    tabell: str = ""
    linje: int = 0


@dataclass(frozen=True, slots=True)
class Nokkeltall:
    """A few large numbers side by side: label, shown value, explanation."""

    tall: tuple[tuple[str, str, str], ...]
    maal: tuple["Tallsted | None", ...] = ()
    """Where each number is explained, in the same order; shorter or None where it is not."""


Blokk = Avsnitt | Punktliste | Merknad | Tabellblokk | Figurblokk | Nokkeltall


@dataclass(frozen=True, slots=True)
class Kapittel:
    """A chapter: stable id (its address), title, level 1–5, blocks, sub-chapters. Never empty."""

    id: str
    tittel: str
    nivaa: int
    blokker: tuple[Blokk, ...] = ()
    kapitler: tuple["Kapittel", ...] = ()
    ansvarlig: str = ""

    def alle(self) -> Iterator["Kapittel"]:
        """This chapter and all below it, in reading order."""
        yield self
        for kapittel in self.kapitler:
            yield from kapittel.alle()


@dataclass(frozen=True, slots=True)
class Dokument:
    """A whole report, ready to be frozen and given form."""

    id: str
    tittel: str
    undertittel: str
    kommune: str
    aar: int
    status: str
    dato: str
    spraak: str
    kapitler: tuple[Kapittel, ...]
    konstruert: str = ""

    def alle_kapitler(self) -> Iterator[Kapittel]:
        """Every chapter in reading order."""
        for kapittel in self.kapitler:
            yield from kapittel.alle()

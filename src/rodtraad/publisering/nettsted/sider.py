"""Which chapters become pages, where they live, and where every anchor of the document is found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from rodtraad.publisering.nettsted.adresser import html_id, relativ
from rodtraad.rapport.dokument import Dokument, Figurblokk, Kapittel, Tabellblokk

SIDENIVAA = 2
ENHETSNIVAA = 3


@dataclass(frozen=True, slots=True)
class Side:
    """A page: its chapter, address («okonomi/handlingsregler/»), and the pages above and below it."""

    kapittel: Kapittel
    sti: str
    foreldre: tuple["Side", ...] = ()
    undersider: tuple["Side", ...] = ()

    @property
    def seksjoner(self) -> tuple[Kapittel, ...]:
        """The sub-chapters shown on this page."""
        egne = {s.kapittel.id for s in self.undersider}
        return tuple(k for k in self.kapittel.kapitler if k.id not in egne)

    def alle(self) -> Iterator["Side"]:
        """This page and all below it, in reading order."""
        yield self
        for side in self.undersider:
            yield from side.alle()


@dataclass(frozen=True, slots=True)
class Nettkart:
    """All pages in reading order, and the place of every chapter, table, figure and table row."""

    rot: tuple[Side, ...]
    sider: tuple[Side, ...]
    steder: Mapping[str, tuple[str, str]]
    rader: Mapping[tuple[str, int], tuple[str, str]]
    aar: int
    titler: Mapping[str, str]
    """Table id → the heading of the table, without what only its first part says."""
    naboer: Mapping[str, tuple[Side | None, Side | None]] = field(default_factory=dict)

    def lenke(self, fra: str, maal: str) -> str | None:
        """Relative address of an anchor seen from a page; None when the document has no such anchor."""
        if maal not in self.steder:
            return None
        sti, fragment = self.steder[maal]
        return relativ(fra, sti, fragment)


def lag_nettkart(dokument: Dokument) -> Nettkart:
    """The map of the site of a document. Raises ValueError when two chapters share an address."""
    rot = tuple(_side(kapittel, ()) for kapittel in dokument.kapitler)
    sider = tuple(side for gren in rot for side in gren.alle())
    steder: dict[str, tuple[str, str]] = {}
    rader: dict[tuple[str, int], tuple[str, str]] = {}
    for side in sider:
        if side.kapittel.id in steder:
            raise ValueError(f"To kapitler har adressen «{side.kapittel.id}».")
        _registrer(side, steder, rader)
    return Nettkart(rot, sider, steder, rader, dokument.aar, _titler(dokument), _naboer(sider))


def _side(kapittel: Kapittel, foreldre: tuple[Side, ...]) -> Side:
    selv = Side(kapittel, f"{kapittel.id}/", foreldre)
    stien = (*foreldre, selv)
    return Side(
        kapittel, selv.sti, foreldre, tuple(_side(k, stien) for k in kapittel.kapitler if er_egen_side(k))
    )


def er_egen_side(kapittel: Kapittel) -> bool:
    """Level 1, level 2 with tables or sub-chapters, and every unit: structure, so addresses stay put."""
    if kapittel.nivaa == 1 or er_enhet(kapittel):
        return True
    har_tall = any(isinstance(b, Tabellblokk | Figurblokk) for b in kapittel.blokker)
    return kapittel.nivaa == SIDENIVAA and (har_tall or bool(kapittel.kapitler))


def er_enhet(kapittel: Kapittel) -> bool:
    """Whether the chapter is a unit's: sections of its own, with tables limited to a unit."""
    return (
        bool(kapittel.kapitler)
        and kapittel.nivaa <= ENHETSNIVAA
        and any(
            isinstance(blokk, Tabellblokk) and blokk.tabell.enhet_kode
            for under in kapittel.kapitler
            for blokk in under.blokker
        )
    )


def paa_siden(side: Side) -> Iterator[Kapittel]:
    """The chapters whose blocks stand on the page, in reading order."""
    yield side.kapittel
    for seksjon in side.seksjoner:
        yield from seksjon.alle()


def _registrer(
    side: Side, steder: dict[str, tuple[str, str]], rader: dict[tuple[str, int], tuple[str, str]]
) -> None:
    for kapittel in paa_siden(side):
        steder[kapittel.id] = (side.sti, "" if kapittel is side.kapittel else html_id(kapittel.id))
        for blokk in kapittel.blokker:
            if isinstance(blokk, Tabellblokk | Figurblokk):
                steder[blokk.anker] = (side.sti, html_id(blokk.anker))
            if isinstance(blokk, Tabellblokk):
                for rad in blokk.tabell.rader:
                    rader.setdefault((blokk.tabell.id, rad.linje), steder[blokk.anker])


def _titler(dokument: Dokument) -> dict[str, str]:
    titler: dict[str, str] = {}
    for kapittel in dokument.alle_kapitler():
        for blokk in kapittel.blokker:
            if isinstance(blokk, Tabellblokk):
                # A table shown once per unit carries the unit after the colon; the row page serves all.
                tittel = blokk.tabell.tittel
                titler.setdefault(
                    blokk.tabell.id, tittel.partition(": ")[0] if blokk.tabell.enhet_kode else tittel
                )
    return titler


def _naboer(sider: tuple[Side, ...]) -> dict[str, tuple[Side | None, Side | None]]:
    naboer: dict[str, tuple[Side | None, Side | None]] = {s.sti: (None, None) for s in sider}
    for forrige, neste in pairwise(sider):
        naboer[forrige.sti] = (naboer[forrige.sti][0], neste)
        naboer[neste.sti] = (forrige, None)
    return naboer

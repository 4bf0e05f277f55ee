"""Numbering of tables and figures, and references that follow it (RAP-14)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import count

from rodtraad.oppstilling.tabell import Tabell
from rodtraad.rapport.dokument import (
    Avsnitt,
    Blokk,
    Dokument,
    Figurblokk,
    Kapittel,
    Kryssref,
    Merknad,
    Punktliste,
    Spenn,
    Tabellblokk,
)


def nummerer(dokument: Dokument) -> Dokument:
    """Tables and figures numbered in reading order, and every reference given its text."""
    tabeller, figurer = count(1), count(1)
    nummerert = replace(dokument, kapitler=tuple(_tall(k, tabeller, figurer) for k in dokument.kapitler))
    navn = referansenavn(nummerert)
    return replace(nummerert, kapitler=tuple(_referanser(k, navn) for k in nummerert.kapitler))


def referansenavn(dokument: Dokument) -> dict[str, str]:
    """What every address in the document is called in a reference."""
    navn: dict[str, str] = {}
    for kapittel in dokument.alle_kapitler():
        navn[kapittel.id] = f"kapitlet «{kapittel.tittel}»"
        for blokk in kapittel.blokker:
            if isinstance(blokk, Tabellblokk):
                navn[blokk.anker] = f"tabell {blokk.nummer}"
            elif isinstance(blokk, Figurblokk):
                navn[blokk.anker] = f"figur {blokk.nummer}"
    return navn


def _tall(kapittel: Kapittel, tabeller: Iterator[int], figurer: Iterator[int]) -> Kapittel:
    blokker = tuple(_nummer(b, tabeller, figurer) for b in kapittel.blokker)
    return replace(
        kapittel, blokker=blokker, kapitler=tuple(_tall(k, tabeller, figurer) for k in kapittel.kapitler)
    )


def _nummer(blokk: Blokk, tabeller: Iterator[int], figurer: Iterator[int]) -> Blokk:
    if isinstance(blokk, Tabellblokk):
        return replace(blokk, nummer=next(tabeller))
    if isinstance(blokk, Figurblokk):
        return replace(blokk, nummer=next(figurer))
    return blokk


def _referanser(kapittel: Kapittel, navn: dict[str, str]) -> Kapittel:
    return replace(
        kapittel,
        blokker=tuple(_med_tabell(_blokk(b, navn), kapittel.blokker, navn) for b in kapittel.blokker),
        kapitler=tuple(_referanser(k, navn) for k in kapittel.kapitler),
    )


def _med_tabell(blokk: Blokk, andre: tuple[Blokk, ...], navn: dict[str, str]) -> Blokk:
    """A chart that points to the table of its chapter which holds all its numbers, when there is one."""
    if not isinstance(blokk, Figurblokk):
        return blokk
    tall = _tallene(blokk.figur.data)
    for tabell in andre:
        if tall and isinstance(tabell, Tabellblokk) and tall <= _tallene(tabell.tabell):
            henvisning = Kryssref(tabell.anker, navn[tabell.anker])
            return replace(blokk, figur=replace(blokk.figur, tallene_i=henvisning))
    return blokk


def _tallene(tabell: Tabell) -> Counter[Decimal]:
    """The shown numbers of a table, each as many times as it stands there; years are labels."""
    return Counter(
        Decimal(celle.verdi).normalize()
        for rad in tabell.rader
        for celle, kolonne in zip(rad.celler, tabell.kolonner, strict=True)
        if kolonne.er_tall and not kolonne.skjult and isinstance(celle.verdi, int | Decimal)
    )


def _blokk(blokk: Blokk, navn: dict[str, str]) -> Blokk:
    if isinstance(blokk, Avsnitt):
        return Avsnitt(_spenn(blokk.spenn, navn))
    if isinstance(blokk, Punktliste):
        return Punktliste(tuple(_spenn(p, navn) for p in blokk.punkter))
    if isinstance(blokk, Merknad):
        return replace(blokk, avsnitt=tuple(Avsnitt(_spenn(a.spenn, navn)) for a in blokk.avsnitt))
    return blokk


def _spenn(spenn: tuple[Spenn, ...], navn: dict[str, str]) -> tuple[Spenn, ...]:
    return tuple(
        replace(s, tekst=navn.get(s.maal, "")) if isinstance(s, Kryssref) and not s.tekst else s
        for s in spenn
    )

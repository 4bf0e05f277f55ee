"""Cells that refer: a note number opens its note, a case number the list of cases (REGN-05, KONTO-06)."""

from collections.abc import Callable
from dataclasses import replace

from rodtraad.oppstilling.tabell import Tabell, Tabellrad
from rodtraad.rapport.bidrag import tabellanker
from rodtraad.rapport.dokument import Blokk, Dokument, Kapittel, Tabellblokk

Maal = Callable[[str], str]
"""What a cell says → the address it refers to, empty when the document has none."""


def med_cellelenker(dokument: Dokument) -> Dokument:
    """The document with an address on every note number and case number that has one."""
    kapitler = {kapittel.id for kapittel in dokument.alle_kapitler()}
    saker, liste = _saker(dokument)
    maal: dict[str, Maal] = {
        "note": lambda nr: f"note-{nr}" if f"note-{nr}" in kapitler else "",
        "sak": lambda nr: liste if nr in saker else "",
    }
    return replace(dokument, kapitler=tuple(_kapittel(k, maal) for k in dokument.kapitler))


def _saker(dokument: Dokument) -> tuple[frozenset[str], str]:
    anker = tabellanker(f"politiske_saker_{dokument.aar}")
    for kapittel in dokument.alle_kapitler():
        for blokk in kapittel.blokker:
            if isinstance(blokk, Tabellblokk) and blokk.anker == anker:
                nr = blokk.tabell.kolonnenr("saksnr")
                return frozenset(str(rad.celler[nr].verdi) for rad in blokk.tabell.rader), anker
    return frozenset(), ""


def _kapittel(kapittel: Kapittel, maal: dict[str, Maal]) -> Kapittel:
    return replace(
        kapittel,
        blokker=tuple(_blokk(b, maal) for b in kapittel.blokker),
        kapitler=tuple(_kapittel(k, maal) for k in kapittel.kapitler),
    )


def _blokk(blokk: Blokk, maal: dict[str, Maal]) -> Blokk:
    if not isinstance(blokk, Tabellblokk):
        return blokk
    finn = {nr: maal[k.navn] for nr, k in enumerate(blokk.tabell.kolonner) if k.navn in maal}
    return replace(blokk, tabell=_tabell(blokk.tabell, finn)) if finn else blokk


def _tabell(tabell: Tabell, finn: dict[int, Maal]) -> Tabell:
    return replace(tabell, rader=tuple(_rad(rad, finn) for rad in tabell.rader))


def _rad(rad: Tabellrad, finn: dict[int, Maal]) -> Tabellrad:
    celler = (
        replace(celle, lenke=finn[nr](str(celle.verdi))) if nr in finn and celle.verdi is not None else celle
        for nr, celle in enumerate(rad.celler)
    )
    return replace(rad, celler=tuple(celler))

"""Codes as people read them: ranges of the year's valid codes, and their names one switch away."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cache
from html import escape

from django.utils.translation import gettext

from rodtraad.lov.koder import Kodeslag
from rodtraad.lov.regelverk import last_regelverk
from rodtraad.oppstilling.forklaring import POSTER

SLAG: dict[str, Kodeslag] = {"art": "arter", "funksjon": "funksjoner", "kapittel": "kapitler"}
_AAR = re.compile(r"20\d\d")
REKKE = 3
"""From this many neighbours codes are written as a range."""


def koder_i_ord(koder: tuple[str, ...], kolonne: str, aar: int) -> str:
    """The selections of a figure («art 010, 020, …») with ranges."""
    return _vist(koder, _aar(kolonne, aar))[0]


def kodenavn(koder: tuple[str, ...], kolonne: str, aar: int) -> str:
    """The names of the codes in a details element; empty when none has a name."""
    navn = _vist(koder, _aar(kolonne, aar))[1]
    if not navn:
        return ""
    return f'<details class="rt-kodenavn"><summary>{gettext("Navn på kodene")}</summary><ul>{navn}</ul></details>'


def deltekst(tekst: str, kolonne: str, aar: int) -> str:
    """A part of a sum: «Poster i hovedboken: art 010, 020, 030» with its codes as ranges."""
    hva, skille, utvalg = tekst.partition(": ")
    if hva != POSTER or not skille:
        return escape(tekst)
    return f"{escape(hva)}: {_vist(tuple(utvalg.split('; ')), _aar(kolonne, aar))[0]}"


def rekker(koder: Collection[str], gyldige: Iterable[str]) -> str:
    """«010–089, 160»: a range spans only valid codes that are all in the set; other codes stand alone."""
    lopende = list(_lop(set(koder), sorted(gyldige)))
    egne = {kode for lop in lopende for kode in lop}
    lopende += [[kode] for kode in koder if kode not in egne]
    return ", ".join(
        f"{lop[0]}–{lop[-1]}" if len(lop) >= REKKE else ", ".join(lop) for lop in sorted(lopende)
    )


def _lop(koder: set[str], gyldige: list[str]) -> Iterator[list[str]]:
    lop: list[str] = []
    for kode in gyldige:
        if kode in koder:
            lop.append(kode)
        elif lop:
            yield lop
            lop = []
    if lop:
        yield lop


def _aar(kolonne: str, aar: int) -> int:
    treff = _AAR.search(kolonne)
    return int(treff.group()) if treff else aar


@cache
def _vist(koder: tuple[str, ...], aar: int) -> tuple[str, str]:
    """The selections in words, and the names of their codes as list items."""
    per_slag: dict[str, set[str]] = {}
    for utvalg in koder:
        slag, _, liste = utvalg.partition(" ")
        if slag in SLAG:
            per_slag.setdefault(slag, set()).update(liste.split(", "))
    ord_ = "; ".join(dict.fromkeys(_utvalg(utvalg, aar) for utvalg in koder))
    return escape(ord_), "".join(_navn(slag, sorted(liste), aar) for slag, liste in per_slag.items())


def _utvalg(utvalg: str, aar: int) -> str:
    slag, _, liste = utvalg.partition(" ")
    return f"{slag} {rekker(liste.split(', '), _gyldige(SLAG[slag], aar))}" if slag in SLAG else utvalg


def _navn(slag: str, koder: list[str], aar: int) -> str:
    kodeliste = last_regelverk(date(aar, 12, 31)).koder.liste(SLAG[slag])
    return "".join(
        f"<li>{slag} {kode} {escape(kodeliste[kode].navn)}</li>" for kode in koder if kode in kodeliste
    )


@cache
def _gyldige(slag: Kodeslag, aar: int) -> frozenset[str]:
    return last_regelverk(date(aar, 12, 31)).koder.gyldige(slag, date(aar, 12, 31))

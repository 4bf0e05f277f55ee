"""Grammatikk: what a SAF-T file consists of, in each version, read from our own description of the format."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Forekomst = Literal["", "?", "*", "+"]
Enhet = Literal["", "#", "~"]

_ORD = re.compile(r"[()|?*+]|(?P<navn>\w+)(?P<enhet>[#~])?(?::(?P<type>\w+))?")
_VERSJONER = {
    "1.0": "1.20",
    "1.00": "1.20",
    "1.1": "1.20",
    "1.10": "1.20",
    "1.2": "1.20",
    "1.20": "1.20",
    "1.3": "1.30",
    "1.30": "1.30",
    "1.4": "1.40",
    "1.40": "1.40",
}
GRUNNVERSJON = "1.30"


@dataclass(frozen=True, slots=True)
class Ledd:
    """An element: its name, the structure or value it holds, and how often.

    `enhet`: «#» when it is checked and forgotten by itself, «~» when it is so only where there are very many.
    """

    navn: str
    type: str
    forekomst: Forekomst = ""
    enhet: Enhet = ""


@dataclass(frozen=True, slots=True)
class Gruppe:
    """Elements that follow each other, or of which one is chosen (`valg`)."""

    deler: tuple["Ledd | Gruppe", ...]
    valg: bool = False
    forekomst: Forekomst = ""

    def ledd(self) -> Iterator[Ledd]:
        """Every element in it, also those of inner groups."""
        for del_ in self.deler:
            if isinstance(del_, Ledd):
                yield del_
            else:
                yield from del_.ledd()


@dataclass(frozen=True, slots=True)
class Verdi:
    """A value: its base type with facets, or the only texts allowed (`en_av`)."""

    grunntype: str
    grenser: tuple[tuple[str, str], ...] = ()
    en_av: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grammatikk:
    """One version of the format: structures and values by name."""

    versjon: str
    strukturer: Mapping[str, Gruppe]
    verdier: Mapping[str, Verdi]

    def enheter(self) -> dict[tuple[str, str], Ledd]:
        """(parent, element) of the elements that are checked and forgotten."""
        return {
            (forelder, ledd.navn): ledd
            for navn, forelder in self._elementer()
            for ledd in self.strukturer[navn].ledd()
            if ledd.enhet
        }

    def _elementer(self) -> Iterator[tuple[str, str]]:
        """(structure, name of an element that has it)."""
        yield "AuditFile", "AuditFile"
        for struktur in self.strukturer.values():
            for ledd in struktur.ledd():
                if ledd.type in self.strukturer:
                    yield ledd.type, ledd.navn


def kjent_versjon(oppgitt: str) -> str | None:
    """The version whose grammar holds for what AuditFileVersion says; None when it is none we know."""
    return _VERSJONER.get(oppgitt.strip())


@cache
def les_grammatikk(versjon: str) -> Grammatikk:
    """The grammar of a version: that of 1.30, with the structures that are other in this one."""
    strukturer: dict[str, Gruppe] = {}
    verdier: dict[str, Verdi] = {}
    for navn in dict.fromkeys([GRUNNVERSJON, versjon]):
        tekst = (files("rodtraad.regnskap.saft") / "data" / f"{navn}.txt").read_text("utf-8")
        for linje in _linjer(tekst):
            venstre, tegn, hoyre = re.split(r"\s(:?=)\s", linje, maxsplit=1)
            if tegn == ":=":
                verdier[venstre] = _verdi(hoyre)
            else:
                strukturer[venstre] = _gruppe(hoyre)
    return Grammatikk(versjon, strukturer, verdier)


def _linjer(tekst: str) -> Iterator[str]:
    uten_merknader = "\n".join(linje for linje in tekst.splitlines() if not linje.startswith("#"))
    for linje in re.sub(r"\n[ ]+", " ", uten_merknader).splitlines():
        if linje.strip():
            yield linje


def _verdi(tekst: str) -> Verdi:
    if tekst.startswith("en av "):
        return Verdi("string", en_av=tuple(tekst.removeprefix("en av ").split()))
    grunntype, *grenser = tekst.split()
    return Verdi(grunntype, tuple((navn, verdi) for navn, _, verdi in (g.partition("=") for g in grenser)))


def _gruppe(tekst: str) -> Gruppe:
    ord_ = list(_ORD.finditer(tekst))
    gruppe, brukt = _les_gruppe(ord_, 0)
    if brukt != len(ord_):
        raise ValueError(f"Grammatikken har en parentes for mye: {tekst}")
    # A structure that is one group in parentheses is that group.
    if len(gruppe.deler) == 1 and isinstance(gruppe.deler[0], Gruppe):
        return gruppe.deler[0]
    return gruppe


def _les_gruppe(ord_: list[re.Match[str]], fra: int) -> tuple[Gruppe, int]:
    deler: list[Ledd | Gruppe] = []
    valg = False
    nr = fra
    while nr < len(ord_) and ord_[nr][0] != ")":
        treff = ord_[nr]
        nr += 1
        if treff[0] == "|":
            valg = True
        elif treff[0] == "(":
            indre, nr = _les_gruppe(ord_, nr)
            forekomst, nr = _forekomst(ord_, nr + 1)
            deler.append(Gruppe(indre.deler, indre.valg, forekomst))
        else:
            forekomst, nr = _forekomst(ord_, nr)
            navn = treff["navn"]
            deler.append(Ledd(navn, treff["type"] or navn, forekomst, _enhet(treff["enhet"])))
    return Gruppe(tuple(deler), valg), nr


def _enhet(tegn: str | None) -> Enhet:
    return "#" if tegn == "#" else "~" if tegn == "~" else ""


def _forekomst(ord_: list[re.Match[str]], nr: int) -> tuple[Forekomst, int]:
    if nr < len(ord_):
        match ord_[nr][0]:
            case "?" | "*" | "+" as tegn:
                return tegn, nr + 1
    return "", nr

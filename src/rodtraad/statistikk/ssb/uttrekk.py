"""What is asked for of a table: expressions resolved to codes by its metadata, and cut to what SSB gives at once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.statistikk.ssb.kube import Dimensjon, Kube

type Valg = Mapping[str, tuple[str, ...]]
"""Dimension → codes."""

_UTTRYKK = re.compile(r"(top|bottom|from|to)\(([^()]{1,20})\)")


@dataclass(frozen=True, slots=True)
class Uttrekk:
    """A table and, per dimension, codes or expressions: `*`, `top(3)`, `bottom(3)`, `from(2020)`, `to(2022)`, `KG*`."""

    tabell: str
    velg: Valg
    kodelister: Mapping[str, str] = field(default_factory=dict)
    """Dimension → SSB's code list to choose from instead of the table's own codes."""


@dataclass(frozen=True, slots=True)
class Opplost:
    """The codes to ask for, and what could not be asked for."""

    valg: Valg
    funn: tuple[Funn, ...]


def los_opp(uttrekk: Uttrekk, metadata: Kube, *, ekstra: Mapping[str, Dimensjon] | None = None) -> Opplost:
    """Codes per dimension in the table's order. A code the table does not have is a finding, never left out in silence.

    `ekstra` has the codes of code lists. A dimension that is not named is left out where SSB allows it.
    """
    valg: dict[str, tuple[str, ...]] = {}
    funn: list[Funn] = []
    sted = f"tabell {uttrekk.tabell}"
    for ukjent in sorted(set(uttrekk.velg) - {d.kode for d in metadata.dimensjoner}):
        finnes = ", ".join(d.kode for d in metadata.dimensjoner)
        funn.append(
            Funn(
                "ssb-dimensjon",
                Alvor.FEIL,
                f"Tabellen har ingen dimensjon «{ukjent}».",
                sted,
                f"Den har: {finnes}.",
            )
        )
    for dimensjon in metadata.dimensjoner:
        uttrykkene = uttrekk.velg.get(dimensjon.kode)
        if uttrykkene is None:
            if not dimensjon.kan_utelates:
                funn.append(_maa_velges(dimensjon, sted))
            continue
        kilde = (ekstra or {}).get(dimensjon.kode, dimensjon)
        koder, mangler = _koder(kilde, uttrykkene)
        funn += [_mangler(dimensjon, kode, sted, alle_borte=not koder) for kode in mangler]
        valg[dimensjon.kode] = koder
    return Opplost(valg, tuple(funn))


def _koder(dimensjon: Dimensjon, uttrykkene: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
    alle = [k.kode for k in dimensjon.kategorier]
    valgte: set[str] = set()
    mangler = []
    for uttrykk in uttrykkene:
        funnet = treff(alle, uttrykk)
        valgte.update(funnet)
        if not funnet:
            mangler.append(uttrykk)
    return tuple(k for k in alle if k in valgte), mangler


def treff(alle: Sequence[str], uttrykk: str) -> Sequence[str]:
    """The codes an expression names among those there are; empty when there are none."""
    if regel := _UTTRYKK.fullmatch(uttrykk):
        navn, verdi = regel.groups()
        if navn in {"top", "bottom"}:
            antall = int(verdi) if verdi.isascii() and verdi.isdigit() else 0
            return alle[-antall:] if navn == "top" and antall else alle[:antall]
        return [k for k in alle if (k >= verdi if navn == "from" else k <= verdi)]
    if "*" in uttrykk or "?" in uttrykk:
        monster = re.compile("".join({"*": ".*", "?": "."}.get(t, re.escape(t)) for t in uttrykk))
        return [k for k in alle if monster.fullmatch(k)]
    return [uttrykk] if uttrykk in alle else []


def _maa_velges(dimensjon: Dimensjon, sted: str) -> Funn:
    forslag = ", ".join(f"{k.kode} ({k.navn})" for k in dimensjon.kategorier[:5])
    return Funn(
        "ssb-dimensjon",
        Alvor.FEIL,
        f"Dimensjonen «{dimensjon.kode}» ({dimensjon.navn}) må velges.",
        sted,
        f"Skriv koder for den i spørringen, for eksempel: {forslag}.",
    )


def _mangler(dimensjon: Dimensjon, kode: str, sted: str, *, alle_borte: bool) -> Funn:
    return Funn(
        "ssb-kategori",
        Alvor.FEIL if alle_borte else Alvor.ADVARSEL,
        f"SSB har ingen kategori «{kode}» i «{dimensjon.kode}» ({dimensjon.navn}). Tallene for den mangler.",
        sted,
        "Se om koden er byttet ut (kommunenummer: Klass 131) eller ikke er publisert ennå, og rett spørringen.",
    )


def del_opp(valg: Valg, grense: int) -> Iterator[dict[str, tuple[str, ...]]]:
    """The same choice in parts of at most `grense` cells each: the largest dimension is cut first."""
    celler = prod(len(koder) for koder in valg.values())
    if celler <= grense:
        yield dict(valg)
        return
    storst = max(valg, key=lambda dimensjon: len(valg[dimensjon]))
    koder = valg[storst]
    per_del = max(1, grense * len(koder) // celler)
    for start in range(0, len(koder), per_del):
        yield from del_opp({**valg, storst: koder[start : start + per_del]}, grense)


def tell(valg: Valg) -> int:
    """How many cells a choice has."""
    return prod(len(koder) for koder in valg.values())

"""Findings gathered: one row for a control that fires many times in one table, in the reader's own names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rodtraad.kjerne.funn import Funn
from rodtraad.lov.regelverk import last_regelverk
from rodtraad.rapport.innhold import Innhold
from rodtraad.rapport.tall import antall, stor

_MASKINNAVN = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")
_FAKTA = "fakta"
_VERDIKOLONNE = re.compile(r" · (?:verdi|antall)(?=$| /)")
_SKILLE = " · "
SAMLING = "nokkeltall"
"""The dataset of figures from all chapters: the chapter alone tells where one stands."""
MANGE_STEDER = 3
"""A finding that adds up more places than this names them only by number."""


@dataclass(frozen=True, slots=True)
class Funngruppe:
    """Findings of one control in one place, as a row."""

    kontroll: str
    navn: str
    sted: str
    hva: str
    tiltak: str
    kildefeil: str
    antall: int


def grupper(inn: Innhold, funn: Sequence[Funn]) -> list[Funngruppe]:
    """The findings of one severity in order of control, those of the same control and table together."""
    samlet: dict[tuple[str, ...], list[Funn]] = {}
    for ett in sorted(funn, key=lambda f: f.kontroll):
        samlet.setdefault(_nokkel(ett), []).append(ett)
    return [_gruppe(inn, like) for like in samlet.values()]


def _nokkel(funn: Funn) -> tuple[str, ...]:
    deler = funn.sted.split(_SKILLE)
    return (funn.kontroll, *deler[: 2 if deler[0] == _FAKTA else 1])


def _gruppe(inn: Innhold, funn: Sequence[Funn]) -> Funngruppe:
    titler, er_fakta = _kolonnetitler(inn, funn), funn[0].sted.startswith(_FAKTA)
    regel = last_regelverk(date(inn.aar, 12, 31)).kontroller.get(funn[0].kontroll)
    return Funngruppe(
        kontroll=funn[0].kontroll,
        navn=regel.navn if regel else "",
        sted=_felles_sted(funn) if er_fakta else leselig(inn, _felles_sted(funn), titler),
        hva=leselig(inn, _hva(funn, titler), titler),
        tiltak=" ".join(dict.fromkeys(f.tiltak for f in funn if f.tiltak)),
        kildefeil=", ".join(sorted({f.kildefeil for f in funn if f.kildefeil})),
        antall=len(funn),
    )


def _felles_sted(funn: Sequence[Funn]) -> str:
    """What the places of the findings have in common, the word «fakta» left out."""
    deler = [f.sted.split(_SKILLE) for f in funn]
    felles = [d for d in deler[0] if all(d in andre for andre in deler)]
    if felles[:1] == [_FAKTA]:
        return felles[1]
    return ": ".join(del_ for del_ in (felles[0], _SKILLE.join(felles[1:])) if del_) if felles else ""


def _hva(funn: Sequence[Funn], titler: Mapping[str, str]) -> str:
    """Each message once, after the columns and years it is about."""
    if funn[0].sted.startswith(_FAKTA):
        return stor(" ".join(_oppgitt(f.melding) for f in funn))
    if len(funn) == 1:
        return funn[0].melding
    steder: dict[str, list[str]] = {}
    for ett in funn:
        steder.setdefault(ett.melding, []).append(_saerskilt(ett, funn, titler))
    return " ".join(
        f"{stor(', '.join(hvor))}: {melding}" if all(hvor) else melding for melding, hvor in steder.items()
    )


def _saerskilt(ett: Funn, funn: Sequence[Funn], titler: Mapping[str, str]) -> str:
    """What in the place of a finding tells it from the others, and is not said in its message."""
    felles = set(ett.sted.split(_SKILLE)).intersection(*(f.sted.split(_SKILLE) for f in funn))
    egne = [titler.get(d, d).replace("_", " ") for d in ett.sted.split(_SKILLE) if d not in felles]
    return " ".join(d for d in egne if d.lower() not in ett.melding.lower())


def _oppgitt(melding: str) -> str:
    """The values of a fact, without the words every such finding begins with."""
    verdier = melding.partition(" er oppgitt med ulike verdier: ")[2] or melding
    return re.sub(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)(?=;|\.$)", _kort_sted, verdier)


def _kort_sted(treff: re.Match[str]) -> str:
    """The places a value was computed from, only counted when there are many."""
    steder = re.split(r", (?=[a-z_0-9]+ · )", treff.group(1))
    if len(steder) > MANGE_STEDER:
        return f"(regnet av {antall(len(steder), 'tall', 'tall')} i {steder[0].partition(_SKILLE)[0]})"
    return f"({' og '.join(_VERDIKOLONNE.sub('', sted) for sted in steder)})"


def _kolonnetitler(inn: Innhold, funn: Sequence[Funn]) -> dict[str, str]:
    """Machine name → heading of the columns in the tables the findings name."""
    navngitte = {navn for f in funn for navn in re.findall(r"\b[a-z0-9_]+\b", f"{f.sted} {f.melding}")}
    tabeller = [
        t
        for t in (inn.tabell(navn) for navn in sorted(navngitte) if "_" in navn or navn == "befolkning")
        if t
    ]
    return {k.navn: k.tittel for t in tabeller for k in t.kolonner}


def leselig(inn: Innhold, ord_: str, titler: Mapping[str, str]) -> str:
    """The words with table, dataset and column names as the reader sees them."""

    def vist(treff: re.Match[str]) -> str:
        navn = treff.group()
        return _tittel(inn, navn) or titler.get(navn, navn.replace("_", " "))

    uten_samling = re.sub(rf"\b{SAMLING}{_SKILLE}", "", ord_)
    kjent = re.sub(
        r"(?<![\w«])[a-z]+(?= · |: |$)", lambda m: _tittel(inn, m.group()) or m.group(), uten_samling
    )
    return _MASKINNAVN.sub(vist, kjent).replace(_SKILLE, ", ")


def _tittel(inn: Innhold, navn: str) -> str:
    """The short title of a table or dataset, empty when there is none by that name."""
    tabell, info = inn.tabell(navn), inn.grunnlag.datasettinfo.get(navn)
    tittel = tabell.tittel if tabell else info.tittel if info else ""
    return tittel.partition(", slik ")[0]

"""Datasets made of raw ones for the municipality of the installation: computed when asked for, kept in memory only.

A dataset read directly and one made of a raw dataset can both exist; the one whose import came last counts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from rodtraad.innlesing.queries import tilstand
from rodtraad.statistikk.framskrivinger import aldersgrupper, alternativer, hovedframskriving
from rodtraad.statistikk.models import Datasett
from rodtraad.statistikk.opplysning import Datasettopplysning, opplysning_om
from rodtraad.statistikk.raadatasett import (
    DELKOSTNAD_ALLE,
    FOLKETALL,
    FOLKETALL_ALDER,
    FRAMSKRIVING_ALLE,
    UTSLIPP_SEKTOR,
    Kommunevalg,
    raadata,
)
from rodtraad.statistikk.utslipp import Utslipp, klimadatasett
from rodtraad.statistikk.verdier import Post

type Avledede = dict[str, tuple[Post, ...]]


@dataclass(frozen=True, slots=True)
class Avledning:
    """A raw dataset, and what is made of it: name → title."""

    raadatasett: str
    gir: Mapping[str, str]
    lag: Callable[[Kommunevalg], Avledede]


def folketall_1_januar(valg: Kommunevalg | None) -> dict[tuple[str, int], int]:
    """(municipality, year) → inhabitants on 1 January, of those chosen; of all when `valg` is None."""
    return {
        (str(post["kommune"]), int(str(post["aar"]))): int(str(post["personer"]))
        for post in raadata(FOLKETALL, valg)
        if post["personer"] is not None
    }


def _klima(valg: Kommunevalg) -> Avledede:
    utslipp = [
        Utslipp(str(p["kommune"]), int(str(p["aar"])), str(p["sektor"]), tonn)
        for p in raadata(UTSLIPP_SEKTOR, valg)
        if (tonn := _desimal(p["tonn_co2e"])) is not None
    ]
    if not utslipp:
        return {}
    navnene = [navn for _, navn in valg.alle]
    return klimadatasett(utslipp, egen=valg.egen[1], kommuner=navnene, folketall=folketall_1_januar(valg))


def _framskriving(valg: Kommunevalg) -> Avledede:
    poster = raadata(FRAMSKRIVING_ALLE, replace(valg, andre=()))
    return {
        "framskriving": hovedframskriving(poster, egen=valg.egen[1]),
        "framskriving_alternativer": alternativer(poster, egen=valg.egen[1]),
    }


def _alder(valg: Kommunevalg) -> Avledede:
    return {"aldersgrupper": aldersgrupper(raadata(FOLKETALL_ALDER, replace(valg, andre=())))}


def _delkostnad(valg: Kommunevalg) -> Avledede:
    return {"delkostnadsindekser": raadata(DELKOSTNAD_ALLE, valg)}


AVLEDNINGER: Final = (
    Avledning(
        UTSLIPP_SEKTOR,
        {
            "klima_per_kommune": "Utslipp av klimagasser per kommune",
            "klima_per_aar_sektor": "Utslipp av klimagasser per år",
            "klima_per_innbygger": "Utslipp av klimagasser per innbygger",
            "klima_2009_2023": "Utslipp per sektor i basisåret og siste år",
        },
        _klima,
    ),
    Avledning(
        FRAMSKRIVING_ALLE,
        {
            "framskriving": "Framskrevet folketall etter aldersgruppe",
            "framskriving_alternativer": "Framskrevet folketall etter alternativ, år og aldersgruppe",
        },
        _framskriving,
    ),
    Avledning(FOLKETALL_ALDER, {"aldersgrupper": "Folketall 1. januar etter aldersgruppe"}, _alder),
    Avledning(DELKOSTNAD_ALLE, {"delkostnadsindekser": "Delkostnadsindekser"}, _delkostnad),
)


def avledede(valg: Kommunevalg, navn: str = "") -> Mapping[str, tuple[Datasettopplysning, tuple[Post, ...]]]:
    """Name → what is known of it and its records, for each that comes later than one read directly.

    With `navn` only what is made together with that dataset. One query when no import has changed since last time.
    """
    gjelder = [a for a in AVLEDNINGER if not navn or navn in a.gir]
    stand = tilstand()
    return {
        navn_: verdi
        for avledning in gjelder
        for navn_, verdi in _laget(avledning.raadatasett, valg, stand).items()
    }


@lru_cache(maxsize=32)
def _laget(
    raadatasett: str, valg: Kommunevalg, _tilstand: object
) -> Mapping[str, tuple[Datasettopplysning, tuple[Post, ...]]]:
    avledning = next(a for a in AVLEDNINGER if a.raadatasett == raadatasett)
    gyldige = _gyldige(_tilstand)
    raa = gyldige.get(raadatasett)
    if raa is None:
        return {}
    ut: dict[str, tuple[Datasettopplysning, tuple[Post, ...]]] = {}
    for navn, poster in avledning.lag(valg).items():
        direkte = gyldige.get(navn)
        if poster and (direkte is None or direkte.innlesing.nummer < raa.innlesing.nummer):
            ut[navn] = (_opplysning(raa, navn, avledning.gir[navn], poster), poster)
    return ut


@lru_cache(maxsize=2)
def _gyldige(_tilstand: object) -> Mapping[str, Datasett]:
    """Name → the newest dataset that counts, of those that are made of or stand in the place of others."""
    navn = {n for a in AVLEDNINGER for n in (a.raadatasett, *a.gir)}
    rader = Datasett.objects.filter(innlesing__status="gyldig", navn__in=navn)
    return {rad.navn: rad for rad in rader.select_related("innlesing").order_by("innlesing__nummer")}


def _opplysning(raa: Datasett, navn: str, tittel: str, poster: tuple[Post, ...]) -> Datasettopplysning:
    aar = [aar for post in poster if isinstance(aar := post.get("aar"), int)]
    om = replace(opplysning_om(raa), navn=navn, tittel=tittel)
    return replace(om, dataaar_fra=min(aar), dataaar_til=max(aar)) if aar else om


def _desimal(verdi: object) -> Decimal | None:
    return Decimal(str(verdi)) if isinstance(verdi, int | Decimal) else None

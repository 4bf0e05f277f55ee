"""Lines over years with direct labels: peers grey, own in accent, goal and forecast dashed and named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rodtraad.rapport.figurer.stolper import ruter
from rodtraad.rapport.figurer.tema import (
    AKSENT,
    GRAA,
    STREK,
    SVAK,
    TEKST,
    Tall,
    akseuttrykk,
    kjoretall,
    spesifikasjon,
)

HOYDE, BREDDE = 300, 500
_RUTER = 3
_AVSTAND = Decimal("0.064")
"""Least distance between two names, as a share of the axis."""


@dataclass(frozen=True, slots=True)
class Serie:
    """A line: label, year → value, whether it is the own one, whether it is a goal or a forecast."""

    navn: str
    verdier: Mapping[int, Tall]
    egen: bool = False
    stiplet: bool = False


def linjer(
    serier: Sequence[Serie],
    *,
    aksetittel: str,
    maal: tuple[Tall, str] | None = None,
    fra_null: bool = True,
) -> dict[str, Any]:
    """Lines over years, named at their last point; the goal is a dashed line, named at its end."""
    punkter = [
        {"aar": str(aar), "navn": s.navn, "verdi": kjoretall(v), "egen": s.egen, "stiplet": s.stiplet}
        for s in serier
        for aar, v in sorted(s.verdier.items())
    ]
    alle_aar = sorted({a for s in serier for a in s.verdier})
    x, y = _akser([str(a) for a in alle_aar], aksetittel, fra_null=fra_null)
    farge = {"condition": {"test": "datum.egen", "value": AKSENT}, "value": GRAA}
    strek = {"condition": {"test": "datum.stiplet", "value": STREK}, "value": [1, 0]}
    detalj = {"field": "navn", "type": "nominal"}
    lag: list[dict[str, Any]] = [
        {
            "mark": {"type": "line"},
            "encoding": {"x": x, "y": y, "detail": detalj, "color": farge, "strokeDash": strek},
        },
        {
            "transform": [{"filter": "!datum.stiplet"}],
            "mark": {"type": "point", "filled": True, "size": 36, "opacity": 1},
            "encoding": {"x": x, "y": y, "color": farge},
        },
        *_navn(serier, maal, alle_aar[-1], (x, y)),
    ]
    if maal:
        regel = {"type": "rule", "strokeDash": STREK, "color": TEKST, "size": 1.5}
        lag.append(
            {"data": {"values": [{}]}, "mark": regel, "encoding": {"y": {"datum": kjoretall(maal[0])}}},
        )
    return spesifikasjon({"data": {"values": punkter}, "layer": lag}, hoyde=HOYDE) | {"width": BREDDE}


def _akser(alle_aar: list[str], aksetittel: str, *, fra_null: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    x = {
        "field": "aar",
        "type": "ordinal",
        "title": None,
        "scale": {"domain": alle_aar, "padding": 0.04},
        "axis": {"labelAngle": 0, "grid": False, "labelOverlap": "parity"},
    }
    y = {
        "field": "verdi",
        "type": "quantitative",
        "title": aksetittel,
        "scale": {"zero": fra_null},
        "axis": {"labelExpr": akseuttrykk(), "tickCount": 6},
    }
    return x, y


_Ende = tuple[Decimal, str, bool, int]


def _navn(
    serier: Sequence[Serie],
    maal: tuple[Tall, str] | None,
    siste_aar: int,
    akser: tuple[dict[str, Any], dict[str, Any]],
) -> list[dict[str, Any]]:
    """Names at the right end, pushed apart where they would cover each other; inside for short lines."""
    til_slutt = [s for s in serier if s.verdier and max(s.verdier) == siste_aar]
    korte = [s for s in serier if s.verdier and max(s.verdier) < siste_aar]
    ender: list[_Ende] = [(Decimal(s.verdier[siste_aar]), s.navn, s.egen, siste_aar) for s in til_slutt]
    if maal:
        ender.append((Decimal(maal[0]), maal[1], False, siste_aar))
    alle = [Decimal(v) for s in serier for v in s.verdier.values()] + [e[0] for e in ender]
    avstand = (max(alle) - min([*alle, Decimal(0)])) * _AVSTAND
    midt: list[_Ende] = [_paa_midten(s) for s in korte]
    return [
        _navnelag(_spredt(sorted(ender), avstand), {"align": "left", "dx": 9}, akser),
        _navnelag(midt, {"align": "center", "dy": 18}, akser),
    ]


def _paa_midten(serie: Serie) -> _Ende:
    aar = sorted(serie.verdier)
    i_midten = aar[len(aar) // 2]
    return (Decimal(serie.verdier[i_midten]), serie.navn, serie.egen, i_midten)


def _spredt(ender: Sequence[_Ende], avstand: Decimal) -> list[_Ende]:
    spredt: list[_Ende] = []
    for verdi, navn, egen, aar in ender:
        lavest = spredt[-1][0] + avstand if spredt else verdi
        spredt.append((max(verdi, lavest), navn, egen, aar))
    return spredt


def _navnelag(
    ender: Sequence[_Ende], plassering: dict[str, Any], akser: tuple[dict[str, Any], dict[str, Any]]
) -> dict[str, Any]:
    verdier = [{"aar": str(a), "verdi": float(v), "navn": n, "egen": e} for v, n, e, a in ender]
    farge = {"condition": {"test": "datum.egen", "value": AKSENT}, "value": SVAK}
    tekst = {"field": "navn", "type": "nominal"}
    return {
        "data": {"values": verdier},
        "mark": {"type": "text", "fontSize": 12, **plassering},
        "encoding": {"x": akser[0], "y": akser[1], "text": tekst, "color": farge},
    }


def smaa_linjer(
    rader: Sequence[Mapping[str, str | Tall]], *, rute: str, aksetittel: str, felles_skala: bool = True
) -> dict[str, Any]:
    """Small multiples of lines over years: one panel per `rute`, from zero, first and last value written."""
    verdier = [
        {**r, "verdi": kjoretall(v) if isinstance(v := r["verdi"], int | Decimal) else v} for r in rader
    ]
    x = {
        "field": "aar",
        "type": "ordinal",
        "title": None,
        "axis": {"labelAngle": 0, "grid": False, "labelOverlap": "parity", "labelFontSize": 10},
    }
    y = {
        "field": "verdi",
        "type": "quantitative",
        "title": None,
        "scale": {"zero": True},
        "axis": {"tickCount": 3, "labelExpr": akseuttrykk(), "labelFontSize": 10},
    }
    lag = [
        {"mark": {"type": "line", "color": AKSENT}, "encoding": {"x": x, "y": y}},
        {
            "transform": [{"filter": "datum.vist != ''"}],
            "mark": {"type": "text", "dy": -10, "fontSize": 10},
            "encoding": {"x": x, "y": y, "text": {"field": "vist", "type": "nominal"}},
        },
    ]
    return spesifikasjon(
        {
            "data": {"values": verdier},
            "facet": ruter(rute, aksetittel, rader),
            "columns": _RUTER,
            "spec": {"width": (640 - 30 * _RUTER) // _RUTER, "height": 110, "layer": lag},
            "resolve": {
                "axis": {"x": "independent", "y": "independent"},
                "scale": {"y": "shared" if felles_skala else "independent"},
            },
        }
    )

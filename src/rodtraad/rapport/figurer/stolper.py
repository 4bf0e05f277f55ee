"""Bars from zero with the number at the end: one series, both ways, small multiples."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rodtraad.rapport.figurer.tema import (
    AKSENT,
    GRAA,
    MOTSATT,
    RADHOYDE,
    STREK,
    SVAK,
    TEKST,
    Tall,
    akseuttrykk,
    kjoretall,
    spesifikasjon,
)

_LUFT = Decimal("1.13")
"""Room beyond the longest bar for its number."""
_NAER = Decimal("0.13")
"""A line this near a bar's end would cover its number."""
_KATEGORI: dict[str, Any] = {
    "field": "navn",
    "type": "nominal",
    "sort": None,
    "title": None,
    "axis": {"domain": False, "ticks": False, "labelPadding": 6},
}


@dataclass(frozen=True, slots=True)
class Stolpe:
    """A bar: label, value, the shown number, whether it is the own one, and a reference value."""

    navn: str
    verdi: Tall
    vist: str
    egen: bool = True
    referanse: Tall | None = None


def stolper(
    rader: Sequence[Stolpe], *, aksetittel: str, deler: int = 1, maal: tuple[Tall, str] | None = None
) -> dict[str, Any]:
    """Horizontal bars from zero; a reference is a tick, a goal a dashed, named line."""
    grense = [maal[0]] if maal else []
    alle = [v for s in rader for v in (s.verdi, s.referanse) if v is not None] + grense
    skala = _skala(alle)
    x = {
        "field": "verdi",
        "type": "quantitative",
        "title": aksetittel,
        "scale": skala,
        "axis": {"labelExpr": akseuttrykk(deler), "tickCount": 6},
    }
    farge = {"condition": {"test": "datum.verdi < 0", "value": MOTSATT}, "value": AKSENT}
    if not all(s.egen for s in rader):
        farge = {"condition": {"test": "datum.egen", "value": AKSENT}, "value": GRAA}
    lag: list[dict[str, Any]] = [
        {"mark": {"type": "bar", "height": {"band": 0.66}}, "encoding": {"x": x, "color": farge}}
    ]
    if any(s.referanse is not None for s in rader):
        tick = {"type": "tick", "color": TEKST, "thickness": 2.5, "height": {"band": 0.9}}
        lag.append({"mark": tick, "encoding": {"x": {"field": "ref", "type": "quantitative"}}})
    if maal:
        lag += _loddrett_maal(*maal)
    verdier = [_stolpepost(s, grense, alle) for s in rader]
    return spesifikasjon(
        {"data": {"values": verdier}, "encoding": {"y": _KATEGORI}, "layer": [*lag, *_tall("plass")]},
        hoyde=max(len(rader), 2) * RADHOYDE,
    )


def _skala(alle: Sequence[Tall]) -> dict[str, Any]:
    hoy, lav = max([*alle, 0]), min([*alle, 0])
    skala: dict[str, Any] = {"zero": True, "nice": False, "domainMax": float(Decimal(hoy) * _LUFT) or 1}
    if lav < 0:
        skala["domainMin"] = float(Decimal(lav) - (Decimal(hoy) - Decimal(lav)) * _NAER)
        if hoy == 0:
            skala["domainMax"] = 0
    return skala


def _stolpepost(stolpe: Stolpe, grense: Sequence[Tall], alle: Sequence[Tall]) -> dict[str, Any]:
    """A bar's record; its number stands beyond a line that would cover it."""
    spenn = (Decimal(max([*alle, 0])) - Decimal(min([*alle, 0]))) * _NAER
    naere = [v for v in (stolpe.referanse, *grense) if v is not None and 0 <= v - stolpe.verdi <= spenn]
    plass = max([stolpe.verdi, *naere]) if stolpe.verdi >= 0 else stolpe.verdi
    return {
        "navn": stolpe.navn,
        "verdi": kjoretall(stolpe.verdi),
        "plass": kjoretall(plass),
        "vist": stolpe.vist,
        "egen": stolpe.egen,
        "ref": kjoretall(stolpe.referanse),
    }


def _tall(felt: str) -> list[dict[str, Any]]:
    return [_etikett("datum.verdi >= 0", "left", felt), _etikett("datum.verdi < 0", "right", felt)]


def _etikett(filter_: str, justering: str, felt: str) -> dict[str, Any]:
    return {
        "transform": [{"filter": filter_}],
        "mark": {"type": "text", "align": justering, "dx": 5 if justering == "left" else -5, "fontSize": 12},
        "encoding": {
            "x": {"field": felt, "type": "quantitative"},
            "text": {"field": "vist", "type": "nominal"},
        },
    }


def _loddrett_maal(verdi: Tall, navn: str) -> list[dict[str, Any]]:
    x = {"datum": kjoretall(verdi), "type": "quantitative"}
    data: dict[str, Any] = {"values": [{}]}
    navnestil = {"type": "text", "align": "center", "baseline": "bottom", "dy": -4, "color": SVAK}
    return [
        {
            "data": data,
            "mark": {"type": "rule", "strokeDash": STREK, "color": TEKST, "size": 1.5},
            "encoding": {"x": x, "y": None},
        },
        {
            "data": data,
            "mark": navnestil,
            "encoding": {"x": x, "y": {"value": 0}, "text": {"value": navn}},
        },
    ]


def avviksstolper(
    rader: Sequence[tuple[str, Tall, str]], *, aksetittel: str, deler: int = 1
) -> dict[str, Any]:
    """Diverging bars: spent more to the left, less to the right; a label may have one of each."""
    verdier = [{"navn": n, "verdi": kjoretall(v), "vist": t} for n, v, t in rader]
    x = {
        "field": "verdi",
        "type": "quantitative",
        "title": aksetittel,
        "scale": {"zero": True, "padding": 60},
        "axis": {"labelExpr": akseuttrykk(deler), "tickCount": 6},
        "stack": None,
    }
    farge = {"condition": {"test": "datum.verdi < 0", "value": AKSENT}, "value": MOTSATT}
    bar = {"mark": {"type": "bar", "height": {"band": 0.66}}, "encoding": {"x": x, "color": farge}}
    antall = len({n for n, _, _ in rader})
    return spesifikasjon(
        {"data": {"values": verdier}, "encoding": {"y": _KATEGORI}, "layer": [bar, *_tall("verdi")]},
        hoyde=max(antall, 2) * RADHOYDE,
    )


def smaa_stolper(
    rader: Sequence[Mapping[str, str | Tall | bool]], *, rute: str, aksetittel: str, kolonner: int = 2
) -> dict[str, Any]:
    """Small multiples of bars: one panel per `rute`, the own bar in accent; scale shared."""
    tall = [v for r in rader if isinstance(v := r["verdi"], int | Decimal)]
    verdier = [
        {**r, "verdi": kjoretall(v) if isinstance(v := r["verdi"], int | Decimal) else v} for r in rader
    ]
    x = {
        "field": "verdi",
        "type": "quantitative",
        "title": None,
        "axis": None,
        "scale": {"zero": True, "nice": False, "domainMax": float(max(tall) * Decimal("1.32"))},
    }
    farge = {"condition": {"test": "datum.egen", "value": AKSENT}, "value": GRAA}
    lag = [
        {"mark": {"type": "bar", "height": {"band": 0.66}}, "encoding": {"x": x, "color": farge}},
        {
            "mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 11},
            "encoding": {"x": x, "text": {"field": "vist", "type": "nominal"}},
        },
    ]
    bredde = 640 // kolonner - 110
    return spesifikasjon(
        {
            "data": {"values": verdier},
            "facet": ruter(rute, aksetittel, rader),
            "columns": kolonner,
            "spec": {"width": bredde, "height": {"step": 20}, "encoding": {"y": _KATEGORI}, "layer": lag},
        }
    )


def ruter(felt: str, tittel: str, rader: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The panels of small multiples, in the order of the data, named above and to the left."""
    header = {
        "labelAnchor": "start",
        "titleAnchor": "start",
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    }
    rekkefolge = list(dict.fromkeys(r[felt] for r in rader))
    return {"field": felt, "type": "nominal", "title": tittel, "sort": rekkefolge, "header": header}

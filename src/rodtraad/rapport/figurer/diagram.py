"""Chart shapes used again: bars from zero, diverging bars, lines with direct labels, small multiples."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rodtraad.rapport.figurer.tema import AKSENT, GRAA, MOTSATT, STREK, SVAK, TEKST, spesifikasjon

Tall = int | Decimal
RADHOYDE = 26
LINJEHOYDE = 300


@dataclass(frozen=True, slots=True)
class Stolpe:
    """A bar: label, value, the shown number, whether it is the own one, and a reference value."""

    navn: str
    verdi: Tall
    vist: str
    egen: bool = True
    referanse: Tall | None = None


def _kjoretall(verdi: Tall | None) -> int | float | None:
    """A number for the drawing; what people read is the text beside it."""
    return None if verdi is None else int(verdi) if verdi == int(verdi) else float(verdi)


def akseuttrykk(deler: int = 1, slutt: str = "") -> str:
    """Vega expression for axis labels: divided, grouped, with unit."""
    return f"format(datum.value / {deler}, ',') + '{slutt}'"


def stolper(
    rader: Sequence[Stolpe],
    *,
    aksetittel: str,
    deler: int = 1,
    slutt: str = "",
    maal: tuple[Tall, str] | None = None,
) -> dict[str, Any]:
    """Horizontal bars from zero with the number at the end; reference as a tick, goal as a dashed line."""
    verdier = [
        {
            "navn": s.navn,
            "verdi": _kjoretall(s.verdi),
            "vist": s.vist,
            "egen": s.egen,
            "ref": _kjoretall(s.referanse),
        }
        for s in rader
    ]
    x = {
        "field": "verdi",
        "type": "quantitative",
        "title": aksetittel,
        "scale": {"zero": True, "nice": True},
        "axis": {"labelExpr": akseuttrykk(deler, slutt), "tickCount": 6},
    }
    farge = {"condition": {"test": "datum.verdi < 0", "value": MOTSATT}, "value": AKSENT}
    if not all(s.egen for s in rader):
        farge = {"condition": {"test": "datum.egen", "value": AKSENT}, "value": GRAA}
    lag: list[dict[str, Any]] = [
        {"mark": {"type": "bar", "height": {"band": 0.66}}, "encoding": {"x": x, "color": farge}},
        _etikett("datum.verdi >= 0", "left", 5),
        _etikett("datum.verdi < 0", "right", -5),
    ]
    if any(s.referanse is not None for s in rader):
        tick = {"type": "tick", "color": TEKST, "thickness": 2.5, "height": {"band": 0.9}}
        lag.append({"mark": tick, "encoding": {"x": {"field": "ref", "type": "quantitative"}}})
    if maal:
        lag += _loddrett_maal(*maal)
    y = {
        "field": "navn",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": {"domain": False, "ticks": False},
    }
    return spesifikasjon(
        {"data": {"values": verdier}, "encoding": {"y": y}, "layer": lag}, hoyde=max(len(rader), 2) * RADHOYDE
    )


def _etikett(filter_: str, justering: str, dx: int) -> dict[str, Any]:
    return {
        "transform": [{"filter": filter_}],
        "mark": {"type": "text", "align": justering, "dx": dx, "fontSize": 12},
        "encoding": {
            "x": {"field": "verdi", "type": "quantitative"},
            "text": {"field": "vist", "type": "nominal"},
        },
    }


def _loddrett_maal(verdi: Tall, navn: str) -> list[dict[str, Any]]:
    x = {"datum": _kjoretall(verdi), "type": "quantitative"}
    data: dict[str, Any] = {"values": [{}]}
    return [
        {
            "data": data,
            "mark": {"type": "rule", "strokeDash": STREK, "color": TEKST, "size": 1.5},
            "encoding": {"x": x, "y": None},
        },
        {
            "data": data,
            "mark": {"type": "text", "align": "left", "baseline": "bottom", "dx": 4, "dy": -4, "color": SVAK},
            "encoding": {"x": x, "y": {"value": 0}, "text": {"value": navn}},
        },
    ]


def avviksstolper(
    rader: Sequence[tuple[str, Tall, str]], *, aksetittel: str, deler: int = 1
) -> dict[str, Any]:
    """Diverging bars: spent more to the left, less to the right; a label may have one of each."""
    verdier = [{"navn": n, "verdi": _kjoretall(v), "vist": t} for n, v, t in rader]
    x = {
        "field": "verdi",
        "type": "quantitative",
        "title": aksetittel,
        "scale": {"zero": True, "padding": 60},
        "axis": {"labelExpr": akseuttrykk(deler), "tickCount": 6},
        "stack": None,
    }
    farge = {"condition": {"test": "datum.verdi < 0", "value": AKSENT}, "value": MOTSATT}
    lag = [
        {"mark": {"type": "bar", "height": {"band": 0.66}}, "encoding": {"x": x, "color": farge}},
        _etikett("datum.verdi > 0", "left", 5),
        _etikett("datum.verdi < 0", "right", -5),
    ]
    navn = list(dict.fromkeys(n for n, _, _ in rader))
    y = {
        "field": "navn",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": {"domain": False, "ticks": False},
    }
    return spesifikasjon(
        {"data": {"values": verdier}, "encoding": {"y": y}, "layer": lag}, hoyde=max(len(navn), 2) * RADHOYDE
    )


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
    slutt: str = "",
    maal: tuple[Tall, str] | None = None,
    fra_null: bool = True,
) -> dict[str, Any]:
    """Lines over years, named at their last point; goal as a dashed, named line."""
    punkter = [
        {"aar": str(aar), "navn": s.navn, "verdi": _kjoretall(v), "egen": s.egen, "stiplet": s.stiplet}
        for s in serier
        for aar, v in sorted(s.verdier.items())
    ]
    alle_aar = [str(a) for a in sorted({a for s in serier for a in s.verdier})]
    x = {
        "field": "aar",
        "type": "ordinal",
        "title": None,
        "scale": {"domain": alle_aar},
        "axis": {"labelAngle": 0, "grid": False},
    }
    y = {
        "field": "verdi",
        "type": "quantitative",
        "title": aksetittel,
        "scale": {"zero": fra_null},
        "axis": {"labelExpr": akseuttrykk(1, slutt), "tickCount": 6},
    }
    farge = {"condition": {"test": "datum.egen", "value": AKSENT}, "value": GRAA}
    strek = {"condition": {"test": "datum.stiplet", "value": STREK}, "value": [1, 0]}
    lag: list[dict[str, Any]] = [
        {
            "mark": {"type": "line"},
            "encoding": {
                "x": x,
                "y": y,
                "detail": {"field": "navn", "type": "nominal"},
                "color": farge,
                "strokeDash": strek,
            },
        },
        {
            "transform": [{"filter": "!datum.stiplet"}],
            "mark": {"type": "point", "filled": True, "size": 36, "opacity": 1},
            "encoding": {"x": x, "y": y, "color": farge},
        },
        _linjenavn(serier, x, y),
    ]
    if maal:
        lag += _vannrett_maal(*maal, alle_aar[0])
    return spesifikasjon({"data": {"values": punkter}, "layer": lag}, hoyde=LINJEHOYDE) | {"width": 520}


def _linjenavn(serier: Sequence[Serie], x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    """Names at the end of the lines, pushed apart where they would cover each other."""
    ender = sorted(((s.verdier[max(s.verdier)], s) for s in serier if s.verdier), key=lambda par: par[0])
    alle = [v for s in serier for v in s.verdier.values()]
    avstand = Decimal(max([*alle, 0]) - min([*alle, 0])) * Decimal("0.062") if alle else Decimal(0)
    navn: list[dict[str, Any]] = []
    forrige: Decimal | None = None
    for verdi, serie in ender:
        plass = Decimal(verdi) if forrige is None else max(Decimal(verdi), forrige + avstand)
        forrige = plass
        navn.append(
            {"aar": str(max(serie.verdier)), "verdi": float(plass), "navn": serie.navn, "egen": serie.egen}
        )
    farge = {"condition": {"test": "datum.egen", "value": AKSENT}, "value": SVAK}
    return {
        "data": {"values": navn},
        "mark": {"type": "text", "align": "left", "dx": 9, "fontSize": 12},
        "encoding": {
            "x": x,
            "y": y,
            "text": {"field": "navn", "type": "nominal"},
            "color": farge,
        },
    }


def _vannrett_maal(verdi: Tall, navn: str, forste_aar: str) -> list[dict[str, Any]]:
    y = {"datum": _kjoretall(verdi), "type": "quantitative"}
    data = {"values": [{"aar": forste_aar}]}
    return [
        {
            "data": data,
            "mark": {"type": "rule", "strokeDash": STREK, "color": TEKST, "size": 1.5},
            "encoding": {"y": y},
        },
        {
            "data": data,
            "mark": {"type": "text", "align": "left", "baseline": "bottom", "dy": -3, "color": TEKST},
            "encoding": {"x": {"value": 2}, "y": y, "text": {"value": navn}},
        },
    ]


def smaa_stolper(
    rader: Sequence[Mapping[str, str | Tall | bool]], *, rute: str, aksetittel: str, kolonner: int = 3
) -> dict[str, Any]:
    """Small multiples of bars: one panel per `rute`, the own bar in accent; scale shared."""
    verdier = [
        {
            k: _kjoretall(v) if isinstance(v, int | Decimal) and not isinstance(v, bool) else v
            for k, v in r.items()
        }
        for r in rader
    ]
    bredde = (640 - 40 * kolonner) // kolonner - 60
    x = {
        "field": "verdi",
        "type": "quantitative",
        "title": None,
        "axis": None,
        "scale": {"zero": True, "padding": 46},
    }
    y = {
        "field": "navn",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": {"domain": False, "ticks": False, "labelFontSize": 11},
    }
    farge = {"condition": {"test": "datum.egen", "value": AKSENT}, "value": GRAA}
    lag = [
        {"mark": {"type": "bar", "height": {"band": 0.66}}, "encoding": {"x": x, "y": y, "color": farge}},
        {
            "mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 11},
            "encoding": {"x": x, "y": y, "text": {"field": "vist", "type": "nominal"}},
        },
    ]
    return spesifikasjon(
        {
            "data": {"values": verdier},
            "facet": {
                "field": rute,
                "type": "nominal",
                "title": aksetittel,
                "sort": None,
                "header": {"labelAnchor": "start", "titleFontSize": 12, "titleFontWeight": "normal"},
            },
            "columns": kolonner,
            "spec": {"width": bredde, "height": {"step": 20}, "layer": lag},
        }
    )


def smaa_linjer(
    rader: Sequence[Mapping[str, str | Tall]], *, rute: str, aksetittel: str, kolonner: int = 3
) -> dict[str, Any]:
    """Small multiples of lines over years: one panel per `rute`, first and last value written."""
    verdier = [{k: _kjoretall(v) if isinstance(v, int | Decimal) else v for k, v in r.items()} for r in rader]
    bredde = (640 - 30 * kolonner) // kolonner
    x = {
        "field": "aar",
        "type": "ordinal",
        "title": None,
        "axis": {"labelAngle": 0, "grid": False, "labelOverlap": True, "labelFontSize": 10},
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
            "facet": {
                "field": rute,
                "type": "nominal",
                "title": aksetittel,
                "sort": None,
                "header": {"labelAnchor": "start", "titleFontSize": 12, "titleFontWeight": "normal"},
            },
            "columns": kolonner,
            "spec": {"width": bredde, "height": 110, "layer": lag},
            "resolve": {"axis": {"x": "independent", "y": "independent"}},
        }
    )

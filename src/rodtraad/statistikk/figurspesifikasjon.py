"""Specifications of the charts on the pages: lines over years with names at their ends, and small multiples. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from rodtraad.kjerne.tallformat import vis_tall

TEKST: Final = "#3c3a37"
AKSENT: Final = "#a4491f"
GRAA: Final = "#6b6a68"
BREDDE: Final = 420
HOYDE: Final = 260
STREK: Final = (5, 4)
"""Dashes of what is projected and not counted."""
_AVSTAND: Final = Decimal("0.07")
"""Least distance between two names at the ends, as a share of the axis."""
_KONFIG: Final = {
    "font": "Inter, sans-serif",
    "background": "#ffffff",
    "padding": 8,
    "view": {"stroke": None},
    "axis": {"labelColor": TEKST, "titleColor": TEKST, "gridColor": "#d9d6d2", "titleFontWeight": "normal"},
    "text": {"color": TEKST, "fontSize": 12},
    "header": {"labelColor": TEKST, "labelFontSize": 12, "title": None},
}
type Tall = int | Decimal


@dataclass(frozen=True, slots=True)
class Linje:
    """A line: its name, year → value, whether it is what the page is about, whether it is projected."""

    navn: str
    verdier: Mapping[int, Tall]
    egen: bool = False
    stiplet: bool = False


def linjer(alle: Sequence[Linje], *, aksetittel: str, fra_null: bool) -> dict[str, Any]:
    """Lines over years, each named at its end, or over it where others go on; the dashed are projections."""
    punkter = [
        {"aar": aar, "navn": en.navn, "verdi": _tegnetall(v), "egen": en.egen, "stiplet": en.stiplet}
        for en in alle
        for aar, v in sorted(en.verdier.items())
    ]
    akser = {
        "x": {"field": "aar", "type": "quantitative", "title": None, "scale": {"nice": False},
              "axis": {"format": "d", "grid": False, "tickCount": 8}},
        "y": {"field": "verdi", "type": "quantitative", "title": aksetittel, "scale": {"zero": fra_null},
              "axis": {"format": ",d", "tickCount": 6}},
        "color": {"condition": {"test": "datum.egen", "value": AKSENT}, "value": GRAA},
    }  # fmt: skip
    strek = {"condition": {"test": "datum.stiplet", "value": list(STREK)}, "value": [1, 0]}
    linje = {"mark": {"type": "line", "strokeWidth": 2.5},
             "encoding": {**akser, "detail": {"field": "navn"}, "strokeDash": strek}}  # fmt: skip
    ender = _ender(alle)
    sist = max((punkt["aar"] for punkt in ender), default=0)
    navn = [
        {
            "data": {"values": [punkt for punkt in ender if (punkt["aar"] == sist) == til_slutt]},
            "mark": {"type": "text", "fontSize": 12, **plass},
            "encoding": {**akser, "text": {"field": "navn"}},
        }
        for til_slutt, plass in ((True, {"align": "left", "dx": 8}), (False, {"align": "right", "dy": -14}))
    ]
    return {
        "config": _KONFIG, "width": BREDDE, "height": HOYDE, "data": {"values": punkter}, "layer": [linje, *navn]
    }  # fmt: skip


def _ender(alle: Sequence[Linje]) -> list[dict[str, Any]]:
    """Where the names stand: at the last year of each line, pushed apart where they would cover each other."""
    med_verdier = [en for en in alle if en.verdier]
    verdier = [Decimal(v) for en in med_verdier for v in en.verdier.values()]
    if not verdier:
        return []
    minst = (max(verdier) - min(verdier)) * _AVSTAND
    ender: list[dict[str, Any]] = []
    forrige: dict[int, Decimal] = {}
    for en in sorted(med_verdier, key=lambda en: en.verdier[max(en.verdier)]):
        aar = max(en.verdier)
        verdi = Decimal(en.verdier[aar])
        plass = max(verdi, forrige[aar] + minst) if aar in forrige else verdi
        forrige[aar] = plass
        ender.append({"aar": aar, "verdi": float(plass), "navn": en.navn, "egen": en.egen})
    return ender


def smaa_linjer(ruter: Mapping[str, Mapping[int, Tall]], *, felles_skala: bool) -> dict[str, Any]:
    """One small chart per name, from zero; the first and last value stand under the name."""
    navn = {rute: f"{rute}|{vis_tall(s[min(s)], 0)} → {vis_tall(s[max(s)], 0)}" for rute, s in ruter.items()}
    verdier = [
        {"rute": navn[rute], "aar": aar, "verdi": _tegnetall(v)}
        for rute, serie in ruter.items()
        for aar, v in sorted(serie.items())
    ]
    x = {"field": "aar", "type": "quantitative", "title": None, "scale": {"nice": False},
         "axis": {"format": "d", "grid": False, "tickCount": 3}}  # fmt: skip
    y = {"field": "verdi", "type": "quantitative", "title": None, "axis": {"format": ",d", "tickCount": 3}}
    return {
        "config": _KONFIG,
        "data": {"values": verdier},
        "facet": {
            "field": "rute", "type": "nominal", "sort": list(navn.values()), "title": None,
            "header": {"labelExpr": "split(datum.label, '|')", "labelLineHeight": 15, "labelLimit": 220},
        },
        "columns": 3,
        "spec": {
            "width": 150, "height": 80,
            "mark": {"type": "line", "color": AKSENT, "strokeWidth": 2}, "encoding": {"x": x, "y": y},
        },
        "resolve": {"scale": {"y": "shared" if felles_skala else "independent"}, "axis": {"x": "independent"}},
    }  # fmt: skip


def _tegnetall(verdi: Tall) -> float:
    """A number for the drawing; what people read is the table under it."""
    return float(verdi)

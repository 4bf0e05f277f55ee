"""The look of every chart: one accent for the own municipality, grey for peers, no boxes, no legends."""

from decimal import Decimal
from typing import Any

SKRIFT = "Inter, sans-serif"
TEKST = "#3c3a37"
SVAK = "#6b6a68"
RUTENETT = "#d9d6d2"
AKSENT = "#a4491f"
"""Copper: the own municipality, spent more than budgeted."""
MOTSATT = "#2f6f8f"
"""Blue, told from copper by the colour-blind: spent less than budgeted."""
GRAA = "#9b9894"
"""Peers."""
BREDDE = 640
RADHOYDE = 26
Tall = int | Decimal
STREK = [5, 4]
"""Dashes of goal and forecast lines."""

KONFIG: dict[str, Any] = {
    "font": SKRIFT,
    "background": "transparent",
    "view": {"stroke": None},
    "axis": {
        "labelColor": TEKST,
        "titleColor": SVAK,
        "gridColor": RUTENETT,
        "domainColor": GRAA,
        "tickColor": GRAA,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": 260,
    },
    "text": {"color": TEKST, "fontSize": 12, "font": SKRIFT},
    "header": {"labelColor": TEKST, "labelFontSize": 12, "titleColor": SVAK, "labelFontWeight": "bold"},
    "line": {"strokeWidth": 2.5},
}


def spesifikasjon(innhold: dict[str, Any], *, hoyde: int | None = None) -> dict[str, Any]:
    """A complete specification: the theme, the fixed width, the content."""
    ramme: dict[str, Any] = {"config": KONFIG}
    if hoyde is not None:
        ramme |= {"width": BREDDE, "height": hoyde}
    return ramme | innhold


def kjoretall(verdi: Tall | None) -> int | float | None:
    """A number for the drawing; what people read is the text beside it."""
    return None if verdi is None else int(verdi) if verdi == int(verdi) else float(verdi)


def akseuttrykk(deler: int = 1) -> str:
    """Vega expression for axis labels: divided and grouped."""
    return f"format(datum.value / {deler}, ',')"

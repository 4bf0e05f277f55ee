"""Charts as SVG: one Vega-Lite specification becomes the same drawing on the web and in the PDF."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import cache
from threading import Lock
from typing import Any

import fontpkg_inter
import vl_convert

from rodtraad.kjerne.tallformat import MINUS, TYNT_MELLOMROM
from rodtraad.rapport.dokument import Figur

FONTMAPPE = fontpkg_inter.ROOT / "files"
SKRIFT = "Inter, sans-serif"
TALLSPRAAK = {
    "decimal": ",",
    "thousands": TYNT_MELLOMROM,
    "grouping": [3],
    "currency": ["", f"{TYNT_MELLOMROM}kr"],
    "minus": MINUS,
    "percent": f"{TYNT_MELLOMROM}%",
}
TIDSPRAAK = {
    "dateTime": "%A %-d. %B %Y kl. %X",
    "date": "%d.%m.%Y",
    "time": "%H:%M:%S",
    "periods": ["", ""],
    "days": ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"],
    "shortDays": ["søn.", "man.", "tir.", "ons.", "tor.", "fre.", "lør."],
    "months": [
        "januar", "februar", "mars", "april", "mai", "juni",
        "juli", "august", "september", "oktober", "november", "desember",
    ],
    "shortMonths": [
        "jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des.",
    ],
}  # fmt: skip
OPPSETT = {
    "font": SKRIFT,
    "axis": {"labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": 500, "labelColor": "#3b3b3b"},
    "legend": {"labelFontSize": 11, "titleFontSize": 11},
    "view": {"stroke": None},
}

_NUMMERERT = re.compile(r"(?<=[\"#])(gradient_|clip|pattern_)(\d+)(?=[\")])")
_ferdige: dict[str, str] = {}
_laas = Lock()


def svg(figur: Figur) -> str:
    """The drawing of a chart as SVG, the same bytes each time; text and table stand beside it."""
    tekst = json.dumps(figur.spesifikasjon, ensure_ascii=False, sort_keys=True, default=_verdi)
    nokkel = hashlib.sha256(tekst.encode()).hexdigest()
    with _laas:
        if nokkel in _ferdige:
            return _ferdige[nokkel]
    tegning = _tegn(figur.spesifikasjon)
    with _laas:
        return _ferdige.setdefault(nokkel, tegning)


def svg_alle(figurer: Iterable[Figur]) -> list[str]:
    """The drawings of many charts, in their order, drawn two at a time.

    Charts of one kind share their id from unit to unit, so a drawing is never looked up by it.
    """
    with ThreadPoolExecutor(max_workers=2) as tegnere:
        return list(tegnere.map(svg, figurer))


def _tegn(spesifikasjon: Mapping[str, Any]) -> str:
    _registrer_skrift()
    raa: str = vl_convert.vegalite_to_svg(
        json.dumps(spesifikasjon, ensure_ascii=False, default=_verdi),
        config=OPPSETT,
        format_locale=TALLSPRAAK,
        time_format_locale=TIDSPRAAK,
        allowed_base_urls=[],
    )
    return _fast_nummerering(raa)


@cache
def _registrer_skrift() -> None:
    vl_convert.register_font_directory(str(FONTMAPPE))


def _fast_nummerering(tegning: str) -> str:
    """Vega counts gradients and clips through the life of the process; number them per drawing instead."""
    numre: dict[str, int] = {}

    def nytt(treff: re.Match[str]) -> str:
        return f"{treff[1]}{numre.setdefault(treff[0], len(numre))}"

    return _NUMMERERT.sub(nytt, tegning)


def _verdi(verdi: object) -> object:
    """Decimals, dates and read-only mappings in chart data; a drawing needs no more than a float."""
    if isinstance(verdi, Decimal):
        return float(verdi)
    return dict(verdi) if isinstance(verdi, Mapping) else str(verdi)

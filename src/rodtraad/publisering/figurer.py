"""Charts as SVG: one Vega-Lite specification becomes the same drawing on the web and in the PDF."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import cache
from pathlib import Path
from threading import Lock

import fontpkg_inter
import vl_convert

from rodtraad.kjerne.tallformat import MINUS, TYNT_MELLOMROM
from rodtraad.rapport.dokument import Figur

FONTMAPPE = fontpkg_inter.ROOT / "files"
SKRIFT = "Inter, sans-serif"
MAALESKRIFT = "Intør, sans-serif"
"""Our copy of Inter while Vega measures: a name no machine has, lest its own Inter, of another version, be measured."""
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

MANGE = 12
"""From so many new charts a second process draws half of them."""

_NUMMERERT = re.compile(r"(?<=[\"#])(gradient_|clip|pattern_)(\d+)(?=[\")])")
_ferdige: dict[str, str] = {}
_laas = Lock()
_skriftlaas = Lock()


def svg(figur: Figur) -> str:
    """The drawing of a chart as SVG, the same bytes each time; text and table stand beside it."""
    return svg_alle([figur])[0]


def svg_alle(figurer: Iterable[Figur]) -> list[str]:
    """The drawings of many charts, in their order; when many are new, another process draws half of them.

    Charts of one kind share their id from unit to unit, so a drawing is known by its specification alone.
    """
    tekster = [_spesifikasjon(f) for f in figurer]
    with _laas:
        nye = [t for t in dict.fromkeys(tekster) if t not in _ferdige]
        _ferdige.update(zip(nye, _tegn_alle(nye), strict=True))
        return [_ferdige[t] for t in tekster]


def tegn(spesifikasjon: str) -> str:
    """The drawing of a Vega-Lite specification given as JSON text. Raises ValueError when Vega refuses it."""
    with _skriftlaas:
        _registrer_skrift()
    raa: str = vl_convert.vegalite_to_svg(
        spesifikasjon.replace(SKRIFT, MAALESKRIFT),
        config={**OPPSETT, "font": MAALESKRIFT},
        format_locale=TALLSPRAAK,
        time_format_locale=TIDSPRAAK,
        allowed_base_urls=[],
    )
    return _fast_nummerering(raa.replace(MAALESKRIFT, SKRIFT))


def _spesifikasjon(figur: Figur) -> str:
    return json.dumps(figur.spesifikasjon, ensure_ascii=False, default=_verdi)


def _tegn_alle(tekster: list[str]) -> list[str]:
    """Every second chart is drawn by the child, the others meanwhile here; few are not worth its start."""
    if len(tekster) < MANGE:
        return [tegn(t) for t in tekster]
    with ThreadPoolExecutor(max_workers=1) as venter:
        borte = venter.submit(_tegn_i_egen_prosess, tekster[1::2])
        her = [tegn(t) for t in tekster[::2]]
        ferdige = [""] * len(tekster)
        ferdige[::2], ferdige[1::2] = her, borte.result()
    return ferdige


def _tegn_i_egen_prosess(tekster: list[str]) -> list[str]:
    """Raises CalledProcessError when the process fails."""
    svar = subprocess.run(
        [sys.executable, "-m", "rodtraad.publisering.tegner"],
        input=json.dumps(tekster).encode(),
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        check=True,
    )
    tegninger: list[str] = json.loads(svar.stdout)
    return tegninger


@cache
def _registrer_skrift() -> tempfile.TemporaryDirectory[str]:
    """Vega opens the file at each measurement, so the folder lives as long as the process.

    Called under `_skriftlaas`: of two folders made at once only one is kept, and Vega may be using the other.
    """
    mappe = tempfile.TemporaryDirectory(prefix="rodtraad-skrift-")
    skrift = (FONTMAPPE / "Inter[opsz,wght].ttf").read_bytes()
    navn, egen = (n.partition(",")[0].encode("utf-16-be") for n in (SKRIFT, MAALESKRIFT))
    (Path(mappe.name) / "skrift.ttf").write_bytes(skrift.replace(navn, egen))
    vl_convert.register_font_directory(mappe.name)
    return mappe


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

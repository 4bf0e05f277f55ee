"""A table of Grønt hefte as ODS. CONSTRUCTED: the layout is that of FORMATER.md § 4, the figures are made up."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_HODE = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
)
_SLUTT = "</office:spreadsheet></office:body></office:document-content>"
_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/></manifest:manifest>'
)
type Celle = str | float | None


def skriv_ods(fil: Path, rader: Sequence[Sequence[Celle]], ark: str = "Tabell E-k") -> Path:
    """Numbers as office:value, empty cells repeated as the departement's own files have them."""
    innhold = "".join(f"<table:table-row>{_rad(rad)}</table:table-row>" for rad in rader)
    with zipfile.ZipFile(fil, "w", zipfile.ZIP_DEFLATED) as arkiv:
        arkiv.writestr("mimetype", _TYPE, zipfile.ZIP_STORED)
        arkiv.writestr("META-INF/manifest.xml", _MANIFEST)
        arkiv.writestr(
            "content.xml", f'{_HODE}<table:table table:name="{ark}">{innhold}</table:table>{_SLUTT}'
        )
    return fil


def _rad(rad: Sequence[Celle]) -> str:
    ut, tomme = "", 0
    for celle in rad:
        if celle is None:
            tomme += 1
            continue
        ut += _tomme(tomme) + _celle(celle)
        tomme = 0
    return ut + _tomme(tomme)


def _tomme(antall: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{antall}"/>' if antall else ""


def _celle(celle: str | float) -> str:
    if isinstance(celle, str):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(celle)}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{celle}"><text:p>x</text:p></table:table-cell>'

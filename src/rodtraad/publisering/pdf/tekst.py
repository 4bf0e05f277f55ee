"""The text of a PDF, page by page, read through the fonts' own tables: what search and copying give."""

import io
import re
from functools import cache

import pikepdf

_PAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_OMRAADE = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_TEGN = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_SPENN = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
GLYFBYTES = 2


def sidetekster(innhold: bytes) -> list[str]:
    """The text of each page; runs of glyphs are joined as they are drawn, and parted by spaces."""
    with pikepdf.open(io.BytesIO(innhold)) as pdf:
        kart: dict[tuple[int, int], dict[int, str]] = {}
        return [_side(side, kart) for side in pdf.pages]


def _side(side: pikepdf.Page, kart: dict[tuple[int, int], dict[int, str]]) -> str:
    fonter = side.Resources.get("/Font", pikepdf.Dictionary())
    deler, tegn = [], {}
    for ordre in pikepdf.parse_content_stream(side, "Tf Tj TJ ET"):
        operander, navn = ordre.operands, str(ordre.operator)
        if navn == "Tf":
            tegn = _tegnkart(fonter[str(operander[0])], kart)
        elif navn == "ET":
            deler.append(" ")
        else:
            strenger = operander[0] if navn == "TJ" else operander
            deler += [_tekst(bytes(s), tegn) for s in strenger if isinstance(s, pikepdf.String)]
    return "".join(deler)


def _tegnkart(font: pikepdf.Object, kart: dict[tuple[int, int], dict[int, str]]) -> dict[int, str]:
    if font.objgen not in kart:
        kart[font.objgen] = _les_tounicode(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
    return kart[font.objgen]


def _tekst(raa: bytes, tegn: dict[int, str]) -> str:
    koder = (int.from_bytes(raa[i : i + GLYFBYTES]) for i in range(0, len(raa), GLYFBYTES))
    # Hyphen and soft hyphen share a glyph, and the font's table names only one of them.
    return "".join(tegn.get(kode, "\ufffd") for kode in koder).replace("\u00ad", "-")


@cache
def _les_tounicode(raa: bytes) -> dict[int, str]:
    kart = {
        int(kode, 16): bytes.fromhex(tekst.decode()).decode("utf-16-be")
        for blokk in _TEGN.findall(raa)
        for kode, tekst in _PAR.findall(blokk)
    }
    for blokk in _OMRAADE.findall(raa):
        for fra, til, tekst in _SPENN.findall(blokk):
            start = int(tekst, 16)
            kart |= {k: chr(start + n) for n, k in enumerate(range(int(fra, 16), int(til, 16) + 1))}
    return kart

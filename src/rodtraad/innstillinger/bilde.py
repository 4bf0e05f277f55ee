"""A picture from outside: read by its content, within limits, and drawn anew."""

import hashlib
import io
import warnings
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext
from PIL import Image, UnidentifiedImageError

from rodtraad.kjerne.feil import RodtraadFeil

STORST_FIL: Final = 2_000_000
STORST_SIDE: Final = 5_000
VIST_SIDE: Final = 512
SLAG: Final = ("PNG", "JPEG")


class BildeFeil(RodtraadFeil):
    """A file that is no picture we take."""


@dataclass(frozen=True, slots=True)
class Bilde:
    """A picture drawn anew as PNG, without anything else the file carried."""

    png: bytes
    sha256: str
    bredde: int
    hoyde: int


def les_bilde(innhold: bytes) -> Bilde:
    """The picture in the bytes of a file. Raises BildeFeil with what is wrong and what to do."""
    if len(innhold) > STORST_FIL:
        raise BildeFeil(gettext("Bildet er større enn 2 MB."), gettext("Lagre det i mindre størrelse."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(innhold), formats=SLAG) as prove:
                _sjekk_side(prove.size)
                prove.verify()
            with Image.open(io.BytesIO(innhold), formats=SLAG) as bilde:
                return _tegnet(bilde)
    except UnidentifiedImageError:
        raise BildeFeil(
            gettext("Filen er verken PNG eller JPEG."),
            gettext(
                "SVG og andre slag tas ikke imot. Lagre våpenet som PNG, gjerne med gjennomsiktig bakgrunn."
            ),
        ) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, OSError, SyntaxError, ValueError):
        raise BildeFeil(
            gettext("Bildet kan ikke leses helt; filen er skadet eller ikke det den gir seg ut for."),
            gettext("Lagre det på nytt som PNG og prøv igjen."),
        ) from None


def _sjekk_side(storrelse: tuple[int, int]) -> None:
    if max(storrelse) > STORST_SIDE:
        raise BildeFeil(
            gettext("Bildet er %(b)s × %(h)s punkter. Det største vi tar imot, er %(m)s × %(m)s.")
            % {"b": storrelse[0], "h": storrelse[1], "m": STORST_SIDE},
            gettext("Lagre det i mindre størrelse."),
        )


def _tegnet(bilde: Image.Image) -> Bilde:
    tegnet = bilde.convert("RGBA")
    tegnet.thumbnail((VIST_SIDE, VIST_SIDE))
    ut = io.BytesIO()
    tegnet.save(ut, "PNG", optimize=True)
    png = ut.getvalue()
    return Bilde(png, hashlib.sha256(png).hexdigest(), *tegnet.size)

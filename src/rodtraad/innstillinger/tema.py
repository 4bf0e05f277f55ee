"""What becomes of the municipality's colour, in words and numbers."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext

from rodtraad.kjerne.farge import heks, kontrast, les_farge, skala

HVIT: Final = (255, 255, 255)
LESBAR: Final = 4.5
"""The least contrast between a text and what is behind it (WCAG 2.2, 1.4.3)."""


@dataclass(frozen=True, slots=True)
class Fargeprove:
    """A place the colour is used: the shade, and its contrast, in light and dark."""

    hvor: str
    lys: str
    lys_kontrast: str
    mork: str
    mork_kontrast: str


def fargeprove(aksent: str) -> list[Fargeprove]:
    """The shades made from the colour, with contrast; empty when none is chosen."""
    if not aksent:
        return []
    par = (
        (gettext("Knapper, mot teksten på dem"), "base-default", "base-contrast-default"),
        (gettext("Lenker og tekst, mot siden"), "text-subtle", "background-default"),
        (gettext("Streker, mot siden"), "border-default", "background-default"),
    )
    lys, mork = skala(aksent, mork=False), skala(aksent, mork=True)
    return [
        Fargeprove(
            hvor,
            heks(lys[over]), _tall(kontrast(lys[over], lys[under])),
            heks(mork[over]), _tall(kontrast(mork[over], mork[under])),
        )
        for hvor, over, under in par
    ]  # fmt: skip


def om_fargen(aksent: str) -> str:
    """That the colour itself is too light for text, and which shade is used instead; blank when it is not."""
    if not aksent or kontrast(les_farge(aksent), HVIT) >= LESBAR:
        return ""
    nyanse = skala(aksent, mork=False)["base-default"]
    return gettext(
        "Fargen %(farge)s har bare kontrasten %(k)s mot hvitt. Knapper og lenker bruker derfor den mørkere "
        "nyansen %(nyanse)s, med kontrasten %(nyk)s."
    ) % {
        "farge": aksent, "k": _tall(kontrast(les_farge(aksent), HVIT)),
        "nyanse": heks(nyanse), "nyk": _tall(kontrast(nyanse, HVIT)),
    }  # fmt: skip


def _tall(verdi: float) -> str:
    return f"{verdi:.1f}".replace(".", ",")

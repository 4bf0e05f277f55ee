"""The year as a band of twelve columns: how much happens when. Drawn as SVG; its table is the list of the year."""

from collections.abc import Sequence
from dataclasses import dataclass

from rodtraad.aarshjul.queries import Maaned

BREDDE, HOYDE, LUFT = 60, 90, 4


@dataclass(frozen=True, slots=True)
class Soyle:
    """A month in the band: where its bar stands and how high it is, in the picture's own units."""

    navn: str
    kort: str
    antall: int
    x: int
    y: int
    hoyde: int
    midt: int


def aarsbaand(maaneder: Sequence[Maaned]) -> tuple[Soyle, ...]:
    """A bar per month, from zero, the fullest month as high as the picture."""
    mest = max((len(m.hendelser) for m in maaneder), default=0) or 1
    ut = []
    for m in maaneder:
        hoyde = round(HOYDE * len(m.hendelser) / mest)
        x = (m.nr - 1) * BREDDE
        ut.append(
            Soyle(m.navn, m.navn[:3], len(m.hendelser), x + LUFT, HOYDE - hoyde + 16, hoyde, x + BREDDE // 2)
        )
    return tuple(ut)

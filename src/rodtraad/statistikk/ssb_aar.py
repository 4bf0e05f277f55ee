"""The years of an answer from SSB: a year as it is, quarters as the four that make one. Pure."""

import re
from typing import Final, NamedTuple

_KVARTAL: Final = re.compile(r"((?:19|20)\d\d)[KQ]([1-4])")
_AAR: Final = re.compile(r"(?:19|20)\d\d")


class Tid(NamedTuple):
    """A year, and the quarter when the figures are quarterly (0 for a whole year)."""

    aar: int
    kvartal: int


def tid(kode: str) -> Tid | None:
    """2024 and 2024K3 as SSB writes them; None for anything else."""
    if _AAR.fullmatch(kode):
        return Tid(int(kode), 0)
    treff = _KVARTAL.fullmatch(kode)
    return Tid(int(treff[1]), int(treff[2])) if treff else None

"""Typed values of a record in JSON: numbers keep every decimal they came with."""

from collections.abc import Iterable
from decimal import Decimal

type Verdi = str | int | Decimal | None
type Post = dict[str, Verdi]

_DESIMAL = "desimal"


def to_json(verdier: Iterable[object]) -> list[object]:
    """The values of a record for storage; a Decimal becomes {"desimal": "12.70"}, yes and no 1 and 0."""
    return [_packed(verdi) for verdi in verdier]


def _packed(verdi: object) -> object:
    if isinstance(verdi, Decimal):
        return {_DESIMAL: f"{verdi:f}"}
    if isinstance(verdi, bool):
        return int(verdi)
    if verdi is None or isinstance(verdi, str | int):
        return verdi
    return str(verdi)


def from_json(kolonner: Iterable[str], lagret: Iterable[object]) -> Post:
    """A record as it was stored, in the order of its columns. Raises TypeError for a foreign value."""
    return dict(zip(kolonner, map(_unpacked, lagret), strict=True))


def _unpacked(verdi: object) -> Verdi:
    if isinstance(verdi, dict):
        return Decimal(verdi[_DESIMAL])
    if verdi is None or isinstance(verdi, str | int):
        return verdi
    raise TypeError(f"En verdi i datasettet har ukjent type: {verdi!r}")

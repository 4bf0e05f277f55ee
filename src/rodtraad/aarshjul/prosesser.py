"""What an event of the year can start; a higher room adds its own from its module `skall`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from rodtraad.aarshjul.models import Aarshendelse
from rodtraad.skall.opphenging import heng_opp_alt

type Start = Callable[[Aarshendelse, str], str]
"""Starts the process of an event on behalf of `av`; returns what to tell the person. Raises RodtraadFeil."""


@dataclass(frozen=True, slots=True)
class Prosess:
    """A process: its name on the button, the right it takes, and what starts it."""

    id: str
    navn: str
    rett: str
    start: Start
    kilde: str = ""
    """The beginning of the `kilde` of its tasks, with {aar}; shows how far they have come."""


_PROSESSER: Final[dict[str, Prosess]] = {}


def registrer(*prosesser: Prosess) -> None:
    """Adds processes; an id is given once. Raises ValueError."""
    for prosess in prosesser:
        if prosess.id in _PROSESSER:
            raise ValueError(f"Prosessen «{prosess.id}» er registrert fra før.")
        _PROSESSER[prosess.id] = prosess


def prosesser() -> Mapping[str, Prosess]:
    """Every process by id."""
    heng_opp_alt()
    return _PROSESSER

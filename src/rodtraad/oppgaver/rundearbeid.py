"""Work of other rooms that cannot wait for the night: each has a thread of its own beside the sending (ADR 0011).

A higher room adds its own from its module `skall`; what waits is a table of that room, never this memory.
"""

import threading
from collections.abc import Callable, Mapping
from typing import Final

from rodtraad.skall.opphenging import heng_opp_alt

type Rundearbeid = Callable[[], object]
"""One look at what waits, done to its end; whoever takes a thing has it alone, also between processes."""

_ARBEID: Final[dict[str, Rundearbeid]] = {}
_VEKKERE: Final[dict[str, threading.Event]] = {}


def registrer(navn: str, arbeid: Rundearbeid) -> None:
    """Adds work; a name is given once. Raises ValueError."""
    if navn in _ARBEID:
        raise ValueError(f"Arbeidet «{navn}» er registrert fra før.")
    _ARBEID[navn] = arbeid
    _VEKKERE[navn] = threading.Event()


def alle() -> Mapping[str, Rundearbeid]:
    """Every work by name."""
    heng_opp_alt()
    return _ARBEID


def vekk(navn: str) -> None:
    """Lets the worker of this process look at once; workers of other processes see it at their next look."""
    heng_opp_alt()
    _VEKKERE[navn].set()


def vent(navn: str, sekunder: float) -> None:
    """Waits until woken, or so long."""
    _VEKKERE[navn].wait(sekunder)
    _VEKKERE[navn].clear()

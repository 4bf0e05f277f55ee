"""What is to be done once a day besides the reminders; a higher room adds its own from its module `skall`."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from rodtraad.skall.opphenging import heng_opp_alt

type Dagsarbeid = Callable[[date], object]
"""Work of a day that may be done again without harm. Raises RodtraadFeil when it cannot be done today."""

_ARBEID: Final[dict[str, Dagsarbeid]] = {}


def registrer(navn: str, arbeid: Dagsarbeid) -> None:
    """Adds work; a name is given once. Raises ValueError."""
    if navn in _ARBEID:
        raise ValueError(f"Dagsarbeidet «{navn}» er registrert fra før.")
    _ARBEID[navn] = arbeid


def alle() -> Mapping[str, Dagsarbeid]:
    """Every work by name."""
    heng_opp_alt()
    return _ARBEID

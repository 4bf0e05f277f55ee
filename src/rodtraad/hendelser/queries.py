"""Reads of the log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rodtraad.hendelser.models import Hendelse


@dataclass(frozen=True, slots=True)
class Loggpost:
    """One entry of the log as others see it."""

    tidspunkt: datetime
    av: str
    handling: str
    gjelder: str
    verdi_for: dict[str, Any] | None
    verdi_etter: dict[str, Any] | None
    id: int = 0

    @property
    def handlingsord(self) -> str:
        """The act as words."""
        return self.handling.replace("_", " ").capitalize()


def hendelser_om(gjelder: str) -> tuple[Loggpost, ...]:
    """Hendelser about one thing (`kind:id`), oldest first. Krav KONTO-14."""
    return tuple(
        Loggpost(h.tidspunkt, h.av, h.handling, h.gjelder, h.verdi_for, h.verdi_etter)
        for h in Hendelse.objects.om(gjelder)
    )

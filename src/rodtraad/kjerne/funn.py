"""Funn: what a control found. A control returns findings, it never raises."""

from dataclasses import dataclass
from enum import StrEnum

from rodtraad.kjerne.hjemmel import Hjemmel


class Alvor(StrEnum):
    """How grave a finding is, as SSB says it."""

    FATAL = "FATAL"
    FEIL = "ERROR"
    ADVARSEL = "WARNING"
    INFO = "INFO"


@dataclass(frozen=True, slots=True)
class Funn:
    """One finding: which control, how grave, the message with its numbers, where, what to do, the law."""

    kontroll: str
    alvor: Alvor
    melding: str
    sted: str = ""
    tiltak: str = ""
    hjemmel: Hjemmel | None = None
    kildefeil: str = ""

    @property
    def er_feil(self) -> bool:
        """Whether this finding stops `rodtraad kontroller`."""
        return self.alvor in {Alvor.FATAL, Alvor.FEIL}

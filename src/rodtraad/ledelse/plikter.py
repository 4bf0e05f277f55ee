"""What a year owes: duties as data, each with its hjemmel (HJUL-06)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FIL = Path(__file__).parent / "data" / "plikter.yaml"


@dataclass(frozen=True, slots=True)
class Plikt:
    """A duty: at least so many reports to the council about each year, from a year on."""

    id: str
    navn: str
    hjemmel: str
    minst: int
    fra: int
    hva: str


@dataclass(frozen=True, slots=True)
class Pliktstatus:
    """How a duty stands for a year: how many reports there are of those there must be."""

    plikt: Plikt
    antall: int

    @property
    def oppfylt(self) -> bool:
        """Whether there are enough."""
        return self.antall >= self.plikt.minst

    @property
    def advarsel(self) -> str:
        """What is missing, in words with the figures in it."""
        return (
            f"{self.plikt.navn} mangler: {self.antall} av minst {self.plikt.minst} er registrert. "
            f"{self.plikt.hva} ({self.plikt.hjemmel})"
        )


@cache
def plikter() -> Mapping[str, Plikt]:
    """Every duty by id, in the order of the file."""
    return {rad["id"]: Plikt(**rad) for rad in yaml.safe_load(FIL.read_text(encoding="utf-8"))}


def vurder(aar: int, antall: Mapping[str, int]) -> tuple[Pliktstatus, ...]:
    """How each duty that holds in the year stands, from how many reports there are of each."""
    return tuple(Pliktstatus(p, antall.get(p.id, 0)) for p in plikter().values() if p.fra <= aar)

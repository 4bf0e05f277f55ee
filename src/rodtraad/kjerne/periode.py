"""Periode: a month of the accounts; 0 is opening balance, 13 the year-end."""

from dataclasses import dataclass

FORSTE, SISTE = 0, 13


@dataclass(frozen=True, slots=True, order=True)
class Periode:
    """An accounting period: year and number 0–13. Raises ValueError outside."""

    aar: int
    nr: int

    def __post_init__(self) -> None:
        if not FORSTE <= self.nr <= SISTE:
            raise ValueError(f"Perioden må være {FORSTE}–{SISTE}, ikke {self.nr}.")

    def __str__(self) -> str:
        return f"{self.aar}-{self.nr:02d}"

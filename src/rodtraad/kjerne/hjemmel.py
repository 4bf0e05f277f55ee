"""Hjemmel: where in law, regulation or decision a rule stands."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Hjemmel:
    """Legal basis: source id (kilder.yaml), paragraph, ledd, letter, and the day last compared."""

    kilde: str
    paragraf: str = ""
    ledd: str = ""
    bokstav: str = ""
    kontrollert: date | None = None
    sikkerhet: str = ""
    regel: str = ""
    """The number of a rule that is not a paragraph (KOSTRA's control programme)."""

    def __str__(self) -> str:
        deler = [self.kilde]
        if self.paragraf:
            deler.append(f"§ {self.paragraf}")
        if self.regel:
            deler.append(f"regel {self.regel}")
        if self.ledd:
            deler.append(f"ledd {self.ledd}")
        if self.bokstav:
            deler.append(f"bokstav {self.bokstav}")
        return " ".join(deler)

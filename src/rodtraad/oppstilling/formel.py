"""Formel: how a row and a column of a table are computed, so that every cell can explain itself."""

from dataclasses import dataclass, replace
from typing import Literal

from rodtraad.kjerne.hjemmel import Hjemmel

Koder = frozenset[str] | None
"""A set of codes, or None for «all»."""

REGNSKAP: tuple[str, ...] = ("regnskap",)
OPPRINNELIG: tuple[str, ...] = ("opprinnelig",)
VEDTATT: tuple[str, ...] = ("opprinnelig", "endring_politisk")
REVIDERT: tuple[str, ...] = ("opprinnelig", "endring_politisk", "endring_administrativ")

BUDSJETTSLAG = frozenset(REVIDERT)
DRIFT, INVESTERING, BALANSE = "1", "0", "2"
UTEN_ART: Koder = frozenset({""})
"""Facts without art: the lines of the balance."""


@dataclass(frozen=True, slots=True)
class Uttak:
    """A concrete selection of ledger facts: account class and the codes it takes, None = all."""

    kontoklasse: str
    arter: Koder = None
    funksjoner: Koder = None
    virksomheter: Koder = None
    prosjekter: Koder = None
    kapitler: Koder = None

    def med_arter(self, arter: Koder) -> "Uttak":
        """The same selection limited to some arts; None limits nothing."""
        if arter is None:
            return self
        return replace(self, arter=arter if self.arter is None else self.arter & arter)

    @property
    def er_tomt(self) -> bool:
        """Whether it asks for arts in the balance, where no line has one."""
        return self.kontoklasse == BALANSE and self.arter is not None and "" not in self.arter

    @property
    def koder(self) -> tuple[str, ...]:
        """The codes in plain words, for the explanation of a cell."""
        navn = {"1": "driftsregnskapet", "0": "investeringsregnskapet", "2": "balanseregnskapet"}
        deler = [navn.get(self.kontoklasse, self.kontoklasse)]
        for tittel, koder in (
            ("virksomhet", self.virksomheter),
            ("art", self.arter),
            ("funksjon", self.funksjoner),
            ("prosjekt", self.prosjekter),
            ("kapittel", self.kapitler),
        ):
            if koder is not None:
                deler.append(f"{tittel} {', '.join(sorted(koder)) or 'ingen i bruk'}")
        return tuple(deler)


@dataclass(frozen=True, slots=True)
class Ledd:
    """One term of a row: a selection of facts, another row of the table, or a fixed amount in øre."""

    fortegn: int = 1
    uttak: Uttak | None = None
    linje: int = 0
    fast: int | None = None
    faktaslag: tuple[str, ...] | None = None
    """Kinds of facts, when the row prescribes them (§ 5-9); else the column does."""
    tekst: str = ""


@dataclass(frozen=True, slots=True)
class Radformel:
    """The terms of a row, the rule in words, its legal basis, and its sign when shown."""

    ledd: tuple[Ledd, ...] = ()
    regel: str = ""
    hjemmel: tuple[Hjemmel, ...] = ()
    visning: int = 1
    """−1 where the statutory form shows income as positive."""


@dataclass(frozen=True, slots=True)
class Kolonneformel:
    """How a column is computed: a sum of facts, a deviation or a percentage of two other columns."""

    slag: Literal["sum", "avvik", "prosent"]
    aar: int = 0
    faktaslag: tuple[str, ...] = ()
    arter: Koder = None
    """Limits the column to some arts (gross expenses, financing); None = all."""
    budsjett: str = ""
    regnskap: str = ""
    blank: Literal["aldri", "null_budsjett", "null_avvik"] = "aldri"
    """When a percentage is left blank (docs/regler/avrunding.md)."""

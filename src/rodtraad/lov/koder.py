"""Koder: KOSTRA arts, functions, chapters and sectors with validity in time and successors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

Kodeslag = Literal["arter", "funksjoner", "kapitler", "sektorer"]


@dataclass(frozen=True, slots=True)
class Kode:
    """A KOSTRA code; open validity where the day is not known. `sikkerhet` H: name from memory."""

    kode: str
    navn: str
    gyldig_fra: date | None = None
    gyldig_til: date | None = None
    sikkerhet: str = ""

    def er_gyldig(self, dato: date) -> bool:
        """Whether the code may be used on this day."""
        return (self.gyldig_fra is None or self.gyldig_fra <= dato) and (
            self.gyldig_til is None or dato <= self.gyldig_til
        )


@dataclass(frozen=True, slots=True)
class Etterfolger:
    """A code that was split or renamed: the old one, the new ones, from which day."""

    gammel: str
    nye: tuple[str, ...]
    gyldig_fra: date


@dataclass(frozen=True)
class Koder:
    """The code lists of kommunekassen, all years; `gyldige` says which hold on a day."""

    arter: Mapping[str, Kode]
    funksjoner: Mapping[str, Kode]
    kapitler: Mapping[str, Kode]
    sektorer: Mapping[str, Kode]
    etterfolgere: Mapping[Kodeslag, tuple[Etterfolger, ...]]

    def liste(self, slag: Kodeslag) -> Mapping[str, Kode]:
        """The code list of one kind."""
        return {
            "arter": self.arter,
            "funksjoner": self.funksjoner,
            "kapitler": self.kapitler,
            "sektorer": self.sektorer,
        }[slag]

    def gyldige(self, slag: Kodeslag, dato: date) -> frozenset[str]:
        """Codes of one kind that are valid on the day."""
        return frozenset(kode.kode for kode in self.liste(slag).values() if kode.er_gyldig(dato))

    @cached_property
    def _funksjonsfamilier(self) -> Mapping[str, frozenset[str]]:
        familier: dict[str, frozenset[str]] = {}
        for etterfolger in self.etterfolgere.get("funksjoner", ()):
            familie = frozenset({etterfolger.gammel, *etterfolger.nye})
            for kode in familie:
                familier[kode] = familier.get(kode, frozenset()) | familie
        return familier

    def sammenlignbare_funksjoner(self, funksjon: str) -> frozenset[str]:
        """Functions that must be read as one line across years: 254 with 256, 257 and 258 (KONTO-04)."""
        return self._funksjonsfamilier.get(funksjon, frozenset({funksjon}))

    def funksjonsgrupper(self, funksjoner: Iterable[str]) -> list[tuple[str, ...]]:
        """Functions in the given order, those that are comparable gathered at the first of them.

        A family is gathered only when the retired code is among them: without it nothing has to be compared.
        """
        alle = list(dict.fromkeys(funksjoner))
        gamle = {e.gammel for e in self.etterfolgere.get("funksjoner", ())} & set(alle)
        grupper: list[tuple[str, ...]] = []
        sett: set[str] = set()
        for funksjon in alle:
            if funksjon in sett:
                continue
            familie = self.sammenlignbare_funksjoner(funksjon)
            gruppe = tuple(f for f in alle if f in familie) if familie & gamle else (funksjon,)
            sett.update(gruppe)
            grupper.append(gruppe)
        return grupper

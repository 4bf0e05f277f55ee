"""The contact roles as plain values, from data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml

KOMMUNEN: Final = ("", "")
"""The unit (level, code) of a contact for the whole municipality."""
KOMMUNE: Final = "kommune"
FIL: Final = Path(__file__).parent / "data" / "kontaktroller.yaml"


@dataclass(frozen=True, slots=True)
class Kontaktrolle:
    """A contact role: what it does, and on which levels it may be and must be held."""

    id: str
    navn: str
    oppgave: str
    finnes: frozenset[str]
    paakrevd: frozenset[str]


@cache
def kontaktroller() -> Mapping[str, Kontaktrolle]:
    """Every contact role, in the order of the file. Raises ValueError for a level where a required one cannot be."""
    ut = {}
    for id_, verdi in yaml.safe_load(FIL.read_text(encoding="utf-8")).items():
        finnes, paakrevd = frozenset(verdi["finnes"]), frozenset(verdi["paakrevd"])
        if not paakrevd <= finnes:
            raise ValueError(f"Kontaktrollen «{id_}» er påkrevd på et nivå der den ikke finnes.")
        ut[id_] = Kontaktrolle(id_, verdi["navn"], verdi["oppgave"], finnes, paakrevd)
    return ut


def roller_paa(nivaa: str) -> tuple[Kontaktrolle, ...]:
    """The contact roles a unit of the level may have; blank = the municipality."""
    return tuple(r for r in kontaktroller().values() if (nivaa or KOMMUNE) in r.finnes)

"""The words of the field with their explanation, from the glossary."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml

FIL: Final = Path(__file__).parent / "data" / "ordliste.yaml"


@dataclass(frozen=True, slots=True)
class Forklartord:
    """A word and what it means to a user."""

    term: str
    forklaring: str
    kilde: str


@cache
def forklarte_ord() -> tuple[Forklartord, ...]:
    """Every word that has an explanation for users, in alphabetical order."""
    alle = yaml.safe_load(FIL.read_text(encoding="utf-8"))
    funnet = [
        Forklartord(o["term"], o["forklaring"], o.get("kilde", "")) for o in alle if o.get("forklaring")
    ]
    return tuple(sorted(funnet, key=lambda o: o.term))


@cache
def ordbok() -> Mapping[str, str]:
    """Word → explanation."""
    return {o.term: o.forklaring for o in forklarte_ord()}

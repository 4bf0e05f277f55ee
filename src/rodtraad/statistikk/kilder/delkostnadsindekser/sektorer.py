"""The sectors of the income system and how their headings are known, from data."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from rodtraad.kjerne.fold import sokeform

_DATA: Final = Path(__file__).resolve().parents[2] / "data" / "delkostnadssektorer.yaml"


@dataclass(frozen=True, slots=True)
class Sektor:
    """A sector: machine name, name, and the parts of words its heading holds."""

    id: str
    navn: str
    delord: tuple[str, ...]


@cache
def sektorer() -> tuple[Sektor, ...]:
    """The sectors in the order of the income system."""
    return tuple(_sektor(rad["id"], rad) for rad in _les()["sektorer"])


@cache
def samlet() -> Sektor:
    """The index over all sectors."""
    return _sektor("samlet", _les()["samlet"])


def sektor_for(overskrift: str) -> Sektor | None:
    """The sector a heading or key is about; None when it is none of them."""
    tekst = sokeform(overskrift)
    alle = (*sektorer(), samlet())
    eksakt = next((s for s in alle if tekst.strip() == s.id), None)
    return eksakt or next((s for s in alle if any(ord_ in tekst for ord_ in s.delord)), None)


@cache
def _les() -> dict[str, Any]:
    innhold: dict[str, Any] = yaml.safe_load(_DATA.read_text("utf-8"))
    return innhold


def _sektor(id_: str, rad: dict[str, Any]) -> Sektor:
    return Sektor(id_, str(rad["navn"]), tuple(sokeform(str(o)) for o in rad["delord"]))

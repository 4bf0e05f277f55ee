"""The 17 goals of the UN, shipped as data, and the targets that have been read in."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from rodtraad.statistikk.raadatasett import DELMAAL, raadata

_DATA: Final = Path(__file__).resolve().parent / "data" / "baerekraftsmaal.yaml"


@dataclass(frozen=True, slots=True)
class Baerekraftsmaal:
    """A goal: number, name in bokmål and nynorsk, and how many targets the UN has set under it."""

    nr: int
    nb: str
    nn: str
    antall_delmaal: int


@dataclass(frozen=True, slots=True)
class Delmaal:
    """A target: its code (1.1, 1.a), the text in Norwegian and in English; blank where not given."""

    kode: str
    nb: str
    en: str


@cache
def baerekraftsmaal() -> tuple[Baerekraftsmaal, ...]:
    """The 17 goals in order."""
    rader = yaml.safe_load(_DATA.read_text("utf-8"))["maal"]
    return tuple(Baerekraftsmaal(rad["nr"], rad["nb"], rad["nn"], rad["delmaal"]) for rad in rader)


def delmaal() -> dict[int, tuple[Delmaal, ...]]:
    """Goal → its targets that have been read in, in the order of the file."""
    per: dict[int, list[Delmaal]] = defaultdict(list)
    for post in raadata(DELMAAL):
        kode = str(post["delmaal"])
        per[int(kode.partition(".")[0])].append(Delmaal(kode, str(post["nb"] or ""), str(post["en"] or "")))
    return {nr: tuple(alle) for nr, alle in per.items()}

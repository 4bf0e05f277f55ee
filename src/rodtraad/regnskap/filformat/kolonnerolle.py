"""What a column of a file is, by its heading: a field, a month, an opening balance, a sum."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import yaml

from rodtraad.kjerne.fold import fold
from rodtraad.regnskap.filformat.periodeord import er_akkumulert, ord_uten_maaned, periode_blant

_AARSTALL = re.compile(r"\b(?:19|20)\d\d\b")
FAA_MAANEDER = 2
"""Fewer columns with the name of a month than this are no months in columns."""
MANGE_LIKE = 3
"""A word in so many headings may be what stands beside the months."""
_BUDSJETTORD = ("budsjett", "prognose", "avvik", "fjoraar", "i fjor", "forrige aar")


@dataclass(frozen=True, slots=True)
class Overskrift:
    """What the columns are: field → column number, period → column number, the year months name, what controls."""

    felter: dict[str, int] = field(default_factory=dict)
    perioder: dict[int, int] = field(default_factory=dict)
    aar: int | None = None
    akkumulert: bool = False

    @property
    def poeng(self) -> int:
        """How many columns are known; the heading is the row with most."""
        return len(self.felter) + len(self.perioder)


def les_overskrift(navn: Sequence[str]) -> Overskrift:
    """Overskrift: what each column is by its heading alone."""
    felter: dict[str, int] = {}
    perioder, aar, akkumulert = _maaneder(navn)
    opptatt = set(perioder.values())
    for grad in (_er_lik, _begynner):
        for felt, kjente in kjente_navn().items():
            if felt in felter:
                continue
            for nr, ett in enumerate(navn):
                if nr not in opptatt and ett and grad(_uten_aar(norm(ett)), kjente):
                    felter[felt] = nr
                    opptatt.add(nr)
                    break
    return Overskrift(felter, perioder, aar, akkumulert)


def _maaneder(navn: Sequence[str]) -> tuple[dict[int, int], int | None, bool]:
    """Months in columns; of several series the latest year, and accounts before budget.

    A series is the months that stand with the same words: «jan» and «Hiå jan» are two.
    """
    felles = _felles_ord(navn)
    funnet: dict[tuple[bool, int, tuple[str, ...]], dict[int, int]] = {}
    for nr, ett in enumerate(navn):
        lest = periode_blant(ett, felles)
        if lest.periode is None:
            continue
        er_budsjett = any(o in norm(ett) for o in _BUDSJETTORD)
        serie = (not er_budsjett, lest.aar or 0, ord_uten_maaned(ett))
        funnet.setdefault(serie, {}).setdefault(lest.periode, nr)
    if not funnet:
        return {}, None, False
    nokkel = max(funnet, key=lambda k: (k[0], len(funnet[k]) >= FAA_MAANEDER, k[1], len(funnet[k])))
    perioder = funnet[nokkel]
    if len(perioder) < FAA_MAANEDER:
        return {}, None, False
    return perioder, nokkel[1] or None, any(er_akkumulert(navn[nr]) for nr in perioder.values())


def _felles_ord(navn: Sequence[str]) -> frozenset[str]:
    """Words so many headings have that they tell nothing of the one column."""
    antall = Counter(o for ett in navn for o in set(ord_uten_maaned(ett)))
    return frozenset(o for o, n in antall.items() if n >= MANGE_LIKE)


@cache
def kjente_navn() -> dict[str, tuple[str, ...]]:
    """Field → the names other systems give it, normalised (profiler/navn.yaml)."""
    data = yaml.safe_load((files("rodtraad.regnskap") / "profiler" / "navn.yaml").read_text("utf-8"))
    return {felt: tuple(norm(n) for n in navn) for felt, navn in data.items()}


def norm(tekst: str) -> str:
    """A heading without case, marks and punctuation."""
    return " ".join("".join(t if t.isalnum() else " " for t in fold(tekst.casefold())).split())


def _uten_aar(navn: str) -> str:
    """«IB 2025» is «IB»."""
    return " ".join(_AARSTALL.sub(" ", navn).split()) or navn


def _er_lik(navn: str, kjente: tuple[str, ...]) -> bool:
    return navn in kjente


def _begynner(navn: str, kjente: tuple[str, ...]) -> bool:
    return any(navn.startswith(f"{k} ") or navn.endswith(f" {k}") for k in kjente if len(k) > 3)  # noqa: PLR2004

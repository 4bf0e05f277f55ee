"""How amounts are written in a file, learnt from its cells, and read the same way."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise

_BLANKE = re.compile(r"[\u00a0\u202f\u2009]")
_KOMMA = re.compile(r",\d{1,2}\)?\s*-?$|,\d{4,}$")
_PUNKTUM = re.compile(r"\.\d{1,2}\)?\s*-?$|\.\d{4,}$")
_GRUPPER = re.compile(r"^[-+(]*\s*\d{1,3}(?:([ .,'])\d{3})+(?!\d)")
_BELOP = re.compile(r"[-+(]*\s*\d[\d .,']*\)?\s*-?|-")


@dataclass(frozen=True, slots=True)
class Belopsform:
    """Decimal mark and separator of thousands."""

    desimaltegn: str = "."
    tusenskille: str = ""

    def tall(self, celle: str) -> Decimal | None:
        """Belop: a cell in kroner; 0 when empty, None when it is no number."""
        rent = _BLANKE.sub(" ", celle).replace("−", "-").replace("–", "-").strip()
        if rent in {"", "-"}:
            return Decimal(0)
        negativ = rent.startswith("(") and rent.endswith(")")
        rent = rent.strip("()").strip()
        if rent.endswith("-"):
            negativ, rent = True, rent[:-1].strip()
        if self.tusenskille:
            rent = rent.replace(self.tusenskille, "")
        rent = rent.replace(" ", "") if self.tusenskille == " " else rent
        try:
            verdi = Decimal(rent.replace(self.desimaltegn, "."))
        except InvalidOperation:
            return None
        if not verdi.is_finite():
            return None
        return -verdi if negativ else verdi


def er_belop(celle: str) -> bool:
    """Whether a cell looks like an amount, however it is written."""
    return _BELOP.fullmatch(_BLANKE.sub(" ", celle).replace("−", "-").strip()) is not None


def finn_belopsform(celler: Iterable[str]) -> Belopsform:
    """Belopsform: the last of comma and point with one or two digits after it is the decimal mark."""
    rene = [_BLANKE.sub(" ", c).replace("−", "-").strip() for c in celler if c.strip()]
    komma = sum(bool(_KOMMA.search(c)) for c in rene)
    punktum = sum(bool(_PUNKTUM.search(c)) for c in rene)
    skiller = [t[1] for c in rene if (t := _GRUPPER.match(c))]
    # Where no øre say it: what stands before groups of three is no decimal mark.
    er_komma = komma > punktum if komma != punktum else "." in skiller
    desimal = "," if er_komma else "."
    andre = [s for s in skiller if s != desimal]
    return Belopsform(desimal, max(set(andre), key=andre.count) if andre else "")


def er_akkumulerte(rader: Sequence[Sequence[Decimal | None]]) -> bool:
    """Whether the amounts of each row grow through the year, as accumulated figures of drift do.

    Movements go up as often as down; what is accumulated goes up, but for corrections.
    """
    opp = ned = 0
    for rad in rader:
        for for_, naa in pairwise(rad):
            if for_ is None or naa is None or for_ == naa:
                continue
            if abs(naa) > abs(for_) and for_ * naa >= 0:
                opp += 1
            else:
                ned += 1
    return opp > 3 * ned and opp > 0

"""Jevner prioren mot kjente summer (RAS): tjenestenetto, linjesum i § 5-6 og brutto per rammeområde."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

RUNDER = 60
Nokkel = tuple[str, str, str, str]
KOST = ("pers", "kjop", "over")
INNT = ("stat", "ref", "bruk", "salg")


def faktor(kost: float, inntekt: float, netto: float) -> float:
    """λ slik at λ · kost − inntekt / λ = netto."""
    if kost <= 0:
        return inntekt / -netto if netto < 0 and inntekt > 0 else 1.0
    return (netto + math.sqrt(netto * netto + 4 * kost * inntekt)) / (2 * kost)


def skaler(mal: dict[Nokkel, float], nokler: Iterable[Nokkel], sum_: float) -> None:
    """Gir nøklene samme innbyrdes forhold og summen `sum_`."""
    valgt = list(nokler)
    naa = sum(mal[n] for n in valgt)
    if naa and sum_ / naa > 0:
        for n in valgt:
            mal[n] *= sum_ / naa


def jevn(
    mal: dict[Nokkel, float],
    netto: dict[tuple[str, str, str], float],
    linjesum: dict[tuple[str, str], float],
    brutto: dict[tuple[str, str, str], tuple[tuple[str, ...], float]],
) -> None:
    """Endrer `mal` på stedet; siste steg i hver runde er tjenestenetto."""
    fri = [n for n in mal if n[3] in (*KOST, *INNT)]
    per_linje: dict[tuple[str, str], list[Nokkel]] = {}
    per_celle: dict[tuple[str, str, str], list[Nokkel]] = {}
    for n in fri:
        per_linje.setdefault((n[0], n[3]), []).append(n)
        per_celle.setdefault(n[:3], []).append(n)
    for _ in range(RUNDER):
        for noekkel, sum_ in linjesum.items():
            skaler(mal, per_linje.get(noekkel, []), sum_)
        for (kol, _, side), (enheter, sum_) in brutto.items():
            gruppe = KOST if side == "utgift" else INNT
            skaler(mal, [n for n in fri if n[0] == kol and n[1] in enheter and n[3] in gruppe], sum_)
        for celle, nokler in per_celle.items():
            kost = sum(mal[n] for n in nokler if n[3] in KOST)
            inntekt = -sum(mal[n] for n in nokler if n[3] in INNT)
            lam = faktor(kost, inntekt, netto[celle])
            for n in nokler:
                mal[n] *= lam if n[3] in KOST else 1 / lam

"""Sums and weighted totals of sickness absence; pure functions."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

TOLERANSE = Decimal("0.01")
"""Rule R-57: the parts are rounded to two decimals each, so their sum may be 0.01 off."""


@dataclass(frozen=True, slots=True)
class Totalfravaer:
    """The municipality's absence in percent, or the reason why it cannot be computed."""

    prosent: Decimal | None
    grunn: str = ""


def sum_deviates(korttid: Decimal, langtid: Decimal, samlet: Decimal) -> bool:
    """Whether short and long absence fail to make up the whole, beyond rounding (R-57)."""
    return abs(korttid + langtid - samlet) > TOLERANSE


def weighted_total(enheter: Iterable[tuple[Decimal, Decimal | None]]) -> Totalfravaer:
    """Total of units given as (percent, possible days), weighted by days (HR-02)."""
    liste = list(enheter)
    if not liste:
        return Totalfravaer(None, "Det finnes ingen tall for sykefravær dette året.")
    if any(dager is None for _, dager in liste):
        mangler = sum(1 for _, dager in liste if dager is None)
        return Totalfravaer(
            None,
            f"Samlet sykefravær kan ikke regnes ut: mulige dagsverk mangler for {mangler} av "
            f"{len(liste)} virksomheter, og et gjennomsnitt uten vekter ville vært galt.",
        )
    sum_dager = sum((dager for _, dager in liste if dager is not None), Decimal(0))
    if not sum_dager:
        return Totalfravaer(None, "Samlet sykefravær kan ikke regnes ut: mulige dagsverk er 0.")
    tapt = sum((prosent * dager for prosent, dager in liste if dager is not None), Decimal(0))
    return Totalfravaer(tapt / sum_dager)

"""Avvik between budget and accounts: the one place it is computed (KONTO-08)."""

from decimal import Decimal
from fractions import Fraction

from rodtraad.kjerne.avrunding import rund, rund_desimal


def avvik(*, budsjett: int, regnskap: int) -> int:
    """Avvik in øre = budget − accounts; positive is mindreforbruk (rule R-01)."""
    return budsjett - regnskap


def avvik_prosent(*, budsjett: int, regnskap: int, ore_per_enhet: int) -> Decimal:
    """Avvik in percent of |budget| from unrounded øre, one decimal (rule R-02).

    It is 0 when the budget rounds to 0 in the printed unit (`ore_per_enhet`).
    """
    if rund(budsjett, ore_per_enhet) == 0:
        return Decimal(0)
    forhold = Fraction(avvik(budsjett=budsjett, regnskap=regnskap), abs(budsjett))
    return rund_desimal(forhold * 100, 1)

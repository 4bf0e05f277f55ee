"""Belop: money is whole øre, cost positive and income negative (ADR fortegn)."""

from decimal import Decimal, InvalidOperation
from typing import NewType

from rodtraad.kjerne.avrunding import ORE_PER_KR

Ore = NewType("Ore", int)


def ore_fra_kroner(tekst: str) -> Ore:
    """Øre from kroner with decimal point and at most two decimals. Raises ValueError."""
    try:
        kroner = Decimal(tekst)
    except InvalidOperation:
        raise ValueError(f"«{tekst}» er ikke et beløp i kroner.") from None
    ore = kroner * ORE_PER_KR
    if not kroner.is_finite() or ore != ore.to_integral_value():
        raise ValueError(f"«{tekst}» har mer enn to desimaler eller er ikke et tall.")
    return Ore(int(ore))


def kroner_fra_ore(ore: int) -> str:
    """Kroner with two decimals and decimal point, as in the import format."""
    fortegn = "-" if ore < 0 else ""
    hele, rest = divmod(abs(ore), ORE_PER_KR)
    return f"{fortegn}{hele}.{rest:02d}"

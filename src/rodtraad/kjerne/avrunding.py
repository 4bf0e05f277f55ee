"""Rounding, once and at the edge: half away from zero (docs/regler/avrunding.md)."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

ORE_PER_KR = 100
ORE_PER_TUSEN_KR = 100_000


def rund(ore: int, ore_per_enhet: int) -> int:
    """Beløp in øre to whole units (kr: 100, tusen kr: 100 000), half away from zero."""
    hele, rest = divmod(abs(ore), ore_per_enhet)
    if 2 * rest >= ore_per_enhet:
        hele += 1
    return hele if ore >= 0 else -hele


def rund_desimal(verdi: Decimal | Fraction, desimaler: int) -> Decimal:
    """A number to a fixed count of decimals, half away from zero, never minus zero."""
    if isinstance(verdi, Fraction):
        skala = Fraction(10) ** desimaler
        tall = verdi * skala
        hele = (2 * abs(tall.numerator) + tall.denominator) // (2 * tall.denominator)
        avrundet = Decimal(hele if tall >= 0 else -hele).scaleb(-desimaler)
    else:
        avrundet = verdi.quantize(Decimal(1).scaleb(-desimaler), rounding=ROUND_HALF_UP)
    return avrundet or abs(avrundet)

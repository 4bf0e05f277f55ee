"""Numbers in sentences: rounded once from øre, worded with correct singular and plural."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from rodtraad.kjerne.avrunding import ORE_PER_TUSEN_KR, rund, rund_desimal
from rodtraad.kjerne.tallformat import Tall, vis_prosent, vis_tall

_TALLORD = ("ingen", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")
_TUSEN_PER_MILLION = 1000
_STOR_PROSENT = 100


def belop(ore: int) -> str:
    """An amount without sign: «40,1 mill. kroner», below one million «433 000 kroner»."""
    tusen = rund(abs(ore), ORE_PER_TUSEN_KR)
    if tusen >= _TUSEN_PER_MILLION:
        millioner = rund_desimal(Fraction(abs(ore), ORE_PER_TUSEN_KR * _TUSEN_PER_MILLION), 1)
        return f"{vis_tall(millioner, 1)} mill. kroner"
    return f"{vis_tall(tusen * _TUSEN_PER_MILLION)} kroner"


def er_null(ore: int) -> bool:
    """Whether the amount is 0 in the printed unit, tusen kr."""
    return rund(ore, ORE_PER_TUSEN_KR) == 0


def mot_budsjett(avvik_ore: int, prosent: Decimal | int | None = None) -> str:
    """A deviation in words: «1,9 mill. kroner (3,0 %) mer enn budsjettert»; positive is less spent."""
    if er_null(avvik_ore):
        return "det som var budsjettert"
    vist = belop(avvik_ore)
    if prosent and abs(Decimal(prosent)) <= _STOR_PROSENT:
        vist = f"{vist} ({vis_prosent(abs(Decimal(prosent)))})"
    return f"{vist} {'mindre' if avvik_ore > 0 else 'mer'} enn budsjettert"


def andel(del_: int, hele: int) -> str:
    """A share in percent with one decimal, computed from unrounded numbers."""
    return vis_prosent(rund_desimal(Fraction(del_ * 100, hele), 1))


def endring_prosent(fra: Tall, til: Tall, desimaler: int = 1) -> Decimal:
    """Change in percent of the absolute start value. Raises ZeroDivisionError from 0."""
    return rund_desimal((Fraction(til) - Fraction(fra)) / abs(Fraction(fra)) * 100, desimaler)


def antall(n: int, entall: str, flertall: str, *, en: str = "én") -> str:
    """A count with its noun: «én tjeneste», «tre tjenester», «14 tjenester»."""
    if n == 1:
        return f"{en} {entall}"
    return f"{_TALLORD[n] if 0 <= n < len(_TALLORD) else vis_tall(n)} {flertall}"


def stor(tekst: str) -> str:
    """The sentence with a capital first letter."""
    return tekst[:1].upper() + tekst[1:]


def opplisting(ledd: Sequence[str]) -> str:
    """«a», «a og b», «a, b og c»."""
    if len(ledd) <= 1:
        return "".join(ledd)
    return f"{', '.join(ledd[:-1])} og {ledd[-1]}"


def naturlig(verdi: Tall) -> str:
    """A number with the decimals it was given."""
    return vis_tall(verdi)


def med_enhet(verdi: Tall, enhet: str) -> str:
    """A number with its unit: «42 %», «26 715 kr», counts without a word."""
    if enhet == "prosent":
        return f"{naturlig(verdi)}\u202f%"
    return naturlig(verdi) if enhet in {"antall", ""} else f"{naturlig(verdi)} {enhet}"

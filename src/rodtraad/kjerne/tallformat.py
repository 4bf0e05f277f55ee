"""Numbers as Norwegians read them, and as machines do. Amounts are formatted here only."""

from decimal import Decimal

TYNT_MELLOMROM = "\u202f"  # narrow and unbreakable: a number never breaks over lines
MINUS = "\u2212"

Tall = int | Decimal


def vis_tall(verdi: Tall, desimaler: int | None = None) -> str:
    """A number for people: thin space per thousand, decimal comma, true minus."""
    tekst = maskintall(verdi) if desimaler is None else f"{Decimal(verdi):.{desimaler}f}"
    negativ = tekst.startswith("-")
    hele, _, brok = tekst.lstrip("-").partition(".")
    grupper = f"{int(hele):,}".replace(",", TYNT_MELLOMROM)
    vist = f"{grupper},{brok}" if brok else grupper
    return f"{MINUS}{vist}" if negativ and vist.strip("0,") else vist


def vis_prosent(verdi: Tall, desimaler: int = 1) -> str:
    """A percentage for people, «12,3 %»; `verdi` is 0–100."""
    return f"{vis_tall(verdi, desimaler)}{TYNT_MELLOMROM}%"


def maskintall(verdi: Tall) -> str:
    """A number for machines: decimal point, ASCII minus, no trailing decimal zeros."""
    tekst = f"{verdi:f}"
    if "." in tekst:
        tekst = tekst.rstrip("0").rstrip(".")
    return "0" if tekst in {"-0", ""} else tekst

"""Selvkost: fund, capital cost and an even fee (kommuneloven § 15-1; rules R-40 to R-43). Øre."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from rodtraad.kjerne.avrunding import rund
from rodtraad.kjerne.feil import RodtraadFeil


def fondsutvikling(inngaaende: int, aar: Sequence[tuple[int, int]], rente: Decimal = Decimal(0)) -> list[int]:
    """Fund after each year of (income, cost): last year's with interest + income − cost (R-40).

    `rente` is the calculation rate in percent. A negative balance is a deficit to recover.
    """
    saldoer: list[int] = []
    saldo = inngaaende
    for inntekt, kostnad in aar:
        saldo = _med_rente(saldo, rente) + inntekt - kostnad
        saldoer.append(saldo)
    return saldoer


def resultatvirkning(budsjettert: int, faktisk: int) -> int:
    """How a selvkost result differs from the budgeted one (R-41): positive weakens the accounts, øre."""
    return budsjettert - faktisk


def kapitalkostnad(avskrivning: int, restverdi_for: int, restverdi_etter: int, kalkylerente: Decimal) -> int:
    """Depreciation + average residual value × calculation rate in percent (R-42), øre."""
    rente = Fraction(restverdi_for + restverdi_etter, 2) * Fraction(kalkylerente) / 100
    return avskrivning + rund(rente.numerator, rente.denominator)


def jevnt_gebyr(inngaaende: int, kostnader: Sequence[int], rente: Decimal = Decimal(0)) -> int:
    """The same income every year that leaves the fund at zero after the last (R-42), øre, rounded up.

    Raises RodtraadFeil when there are no years.
    """
    if not kostnader:
        raise RodtraadFeil("Gebyret må beregnes for minst ett år.")
    vekst = 1 + Fraction(rente) / 100
    antall = len(kostnader)
    faktorer = [vekst ** (antall - 1 - nr) for nr in range(antall)]
    behov = (
        sum((k * f for k, f in zip(kostnader, faktorer, strict=True)), Fraction(0))
        - inngaaende * vekst**antall
    )
    return max(0, -(-behov // sum(faktorer)))


def fordel_etter_timer(kostnad: int, timer: Mapping[str, int]) -> dict[str, int]:
    """A cost in øre shared by hours, parts summing exactly, last øre to the largest remainders (R-43)."""
    sum_timer = sum(timer.values())
    if sum_timer <= 0:
        raise RodtraadFeil("Timene må være flere enn null for at kostnaden kan fordeles.")
    deler = {navn: kostnad * antall // sum_timer for navn, antall in timer.items()}
    rester = sorted(timer, key=lambda navn: -(kostnad * timer[navn] % sum_timer))
    for navn in rester[: kostnad - sum(deler.values())]:
        deler[navn] += 1
    return deler


def _med_rente(saldo: int, rente: Decimal) -> int:
    tall = saldo * (1 + Fraction(rente) / 100)
    return rund(tall.numerator, tall.denominator)

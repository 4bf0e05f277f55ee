"""Budsjettkontroll: small rules for reading a deviation (rules R-06 to R-11, R-20, R-21, R-35, R-36)."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from rodtraad.kjerne.avrunding import rund_desimal
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.tallformat import vis_prosent, vis_tall


def justert_merforbruk(merforbruk: int, virkninger: Mapping[str, int]) -> int:
    """Merforbruk without effects that are not activity: premieavvik, selvkost (R-06); one unit throughout."""
    return merforbruk - sum(virkninger.values())


def revidert_budsjett(opprinnelig: int, endringer: list[int]) -> int:
    """Revised budget = original + all amendments (R-07); one unit throughout."""
    return opprinnelig + sum(endringer)


def prognoseavvik(resultat: int, prognose: int) -> int:
    """How much worse the result became than forecast (R-09), merforbruk positive."""
    return resultat - prognose


def andel_prosent(del_: int, helhet: int, desimaler: int = 1) -> Decimal:
    """A part in percent of the whole (R-08, R-10). Raises RodtraadFeil when the whole is zero."""
    if helhet == 0:
        raise RodtraadFeil("Andelen kan ikke beregnes når helheten er null.")
    return rund_desimal(Fraction(del_ * 100, helhet), desimaler)


def indeks_som_prosent(indeks: Decimal) -> Decimal:
    """A cost index as percent over or under the average: 104,9 is 4,9 % (R-36)."""
    return indeks - 100


def forklar_gjeldsgrad(gjeld: tuple[Decimal, Decimal], grad: tuple[Decimal, Decimal]) -> str:
    """Why the debt ratio may fall while debt grows (R-20): (last year, this year), kr per inhabitant and %."""
    if gjeld[1] > gjeld[0] and grad[1] < grad[0]:
        return (
            f"Gjelden økte fra {vis_tall(gjeld[0])} til {vis_tall(gjeld[1])} kroner per innbygger, "
            f"men gjeldsgraden falt fra {vis_prosent(grad[0])} til {vis_prosent(grad[1])} "
            "fordi inntektene økte mer enn gjelden."
        )
    retning = "økte" if grad[1] > grad[0] else "falt" if grad[1] < grad[0] else "var uendret"
    return (
        f"Gjelden gikk fra {vis_tall(gjeld[0])} til {vis_tall(gjeld[1])} kroner per innbygger, "
        f"og gjeldsgraden {retning}: {vis_prosent(grad[0])} til {vis_prosent(grad[1])}."
    )


def mangler_likviditet(beholdning: int, utbetalinger: int, kreditt: int) -> int:
    """How much is lacking before a month of pension or instalments (R-21), øre; 0 when there is enough."""
    return max(0, utbetalinger - beholdning - kreditt)

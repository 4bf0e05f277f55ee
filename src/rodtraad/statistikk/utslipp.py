"""The climate tables from emissions per municipality, year and sector (KLIMA-01). Pure: values in, values out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from rodtraad.kjerne.avrunding import rund_desimal
from rodtraad.statistikk.verdier import Post

BASISAAR: Final = 2009
"""The first year of Miljødirektoratet's series, from which goals are counted."""
TIDEL: Final = 1


@dataclass(frozen=True, slots=True)
class Utslipp:
    """Tonnes of CO2 equivalents, unrounded, of one municipality, year and sector."""

    kommune: str
    aar: int
    sektor: str
    tonn: Decimal


def klimadatasett(
    utslipp: Sequence[Utslipp],
    *,
    egen: str,
    kommuner: Sequence[str],
    folketall: Mapping[tuple[str, int], int],
) -> dict[str, tuple[Post, ...]]:
    """Dataset name → records, as the source `klima` has them; nothing without emissions of one's own.

    `kommuner`: in the order to be shown. `folketall`: (municipality, year) → inhabitants 1 January. Each figure is
    rounded once, to a tenth; sums are sums of unrounded figures, as the owner's own are.
    """
    tall: dict[tuple[str, int, str], Decimal] = {}
    for rad in utslipp:
        nokkel = (rad.kommune, rad.aar, rad.sektor)
        tall[nokkel] = tall.get(nokkel, Decimal(0)) + rad.tonn
    egne_aar = sorted({aar for kommune, aar, _ in tall if kommune == egen})
    if not egne_aar:
        return {}
    sektorer = list(dict.fromkeys(sektor for _, _, sektor in tall))
    vist = [k for k in kommuner if any(k == kommune for kommune, _, _ in tall)]
    datasett = {
        "klima_per_kommune": _per_kommune(tall, vist, sektorer, egne_aar[-1]),
        "klima_per_aar_sektor": _per_aar(tall, egen, sektorer, egne_aar),
        "klima_per_innbygger": _per_innbygger(tall, vist, folketall),
        "klima_2009_2023": _fra_basisaar(tall, egen, sorted(sektorer, key=str.casefold), egne_aar),
    }
    return {navn: tuple(poster) for navn, poster in datasett.items() if poster}


type _Tall = Mapping[tuple[str, int, str], Decimal]


def _sum(tall: _Tall, kommune: str, aar: int) -> Decimal:
    return sum((v for (k, a, _), v in tall.items() if (k, a) == (kommune, aar)), Decimal(0))


def _tidel(verdi: Decimal | Fraction) -> Decimal:
    return rund_desimal(verdi, TIDEL)


def _linjer(
    tall: _Tall, kommune: str, aar: int, sektorer: Sequence[str]
) -> Iterator[tuple[str, Decimal, int]]:
    """(sector, rounded tonnes, whether it is the sum); a sector without emissions is 0, as the owner prints it."""
    for sektor in sektorer:
        yield sektor, _tidel(tall.get((kommune, aar, sektor), Decimal(0))), 0
    yield "Sum", _tidel(_sum(tall, kommune, aar)), 1


def _per_kommune(tall: _Tall, kommuner: Sequence[str], sektorer: Sequence[str], aar: int) -> list[Post]:
    linjer = {k: list(_linjer(tall, k, aar, sektorer)) for k in kommuner}
    return [
        {
            "sektor": linjer[k][nr][0],
            "kommune": k,
            "aar": aar,
            "tonn_co2e": linjer[k][nr][1],
            "er_sum": linjer[k][nr][2],
        }
        for nr in range(len(sektorer) + 1)
        for k in kommuner
    ]


def _per_aar(tall: _Tall, egen: str, sektorer: Sequence[str], aarene: Sequence[int]) -> list[Post]:
    linjer = {aar: list(_linjer(tall, egen, aar, sektorer)) for aar in aarene}
    return [
        {
            "kommune": egen,
            "sektor": linjer[aar][nr][0],
            "aar": aar,
            "tonn_co2e": linjer[aar][nr][1],
            "er_sum": linjer[aar][nr][2],
        }
        for nr in range(len(sektorer) + 1)
        for aar in aarene
    ]


def _per_innbygger(
    tall: _Tall, kommuner: Sequence[str], folketall: Mapping[tuple[str, int], int]
) -> list[Post]:
    """Only where both figures are known; a sum of rates is never made (KLIMA-04)."""
    poster: list[Post] = []
    for kommune in kommuner:
        for aar in sorted({a for k, a, _ in tall if k == kommune}):
            folk = folketall.get((kommune, aar))
            if folk:
                rate = _tidel(Fraction(_sum(tall, kommune, aar)) / folk)
                poster.append({"kommune": kommune, "aar": aar, "tonn_co2e_per_innbygger": rate, "er_sum": 0})
    return poster


def _fra_basisaar(tall: _Tall, egen: str, sektorer: Sequence[str], aarene: Sequence[int]) -> list[Post]:
    """The base year and the last; the names of the columns say which years they are."""
    if BASISAAR not in aarene or aarene[-1] == BASISAAR:
        return []
    sist = aarene[-1]
    par = zip(_linjer(tall, egen, BASISAAR, sektorer), _linjer(tall, egen, sist, sektorer), strict=True)
    return [
        {
            "kommune": egen,
            "sektor": "Totalsum" if er_sum else sektor,
            f"tonn_co2e_{BASISAAR}": foer,
            f"tonn_co2e_{sist}": naa,
            "endring_tonn": None,
            "endring_pct": None,
            "er_sum": er_sum,
        }
        for (sektor, foer, er_sum), (_, naa, _) in par
    ]

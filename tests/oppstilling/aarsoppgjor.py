"""Tables of the closing of the year: a Grunnlag whose balance follows from its movements."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from rodtraad.oppstilling.grunnlag import Balansesum, Grunnlag
from rodtraad.oppstilling.tabell import Tabell, Verdi
from rodtraad.oppstilling.tabeller import tabell
from tests.oppstilling.grunnlag_fra_demo import demo_grunnlag

IB = {"51": -58_240_000_00, "53": -13_870_000_00, "55": -14_900_000_00, "56": -42_790_000_00, "5900": 0}
"""Opening balance 2023; what follows is booked in the accounts of 2023 and 2024."""
FORT = {
    "51": ("1", "550", "950"),
    "56": ("1", "540", "940"),
    "55": ("0", "550", "950"),
    "53": ("0", "540", "940"),
}


@cache
def med_balanse() -> Grunnlag:
    """The demonstration's amounts with fund balances carried forward from them."""
    grunnlag = demo_grunnlag()
    summer: list[Balansesum] = []
    for kapittel, inngaaende in IB.items():
        saldo = inngaaende
        for aar in (2023, 2024):
            saldo -= _bevegelse(grunnlag, aar, *FORT.get(kapittel, ("1", "980", "530")))
            summer.append(Balansesum(aar, "regnskap", kapittel, "080", saldo, 1))
    return replace(grunnlag, balansesummer=tuple(summer))


def _bevegelse(grunnlag: Grunnlag, aar: int, klasse: str, *arter: str) -> int:
    return sum(
        s.belop
        for s in grunnlag.artsummer
        if (s.aar, s.slag, s.kontoklasse) == (aar, "regnskap", klasse) and s.art in arter
    )


def med_datasett(**datasett: Sequence[Mapping[str, Any]]) -> Grunnlag:
    """The same with more datasets."""
    grunnlag = med_balanse()
    return replace(
        grunnlag, datasett={**grunnlag.datasett, **{navn: tuple(p) for navn, p in datasett.items()}}
    )


def rader(grunnlag: Grunnlag, id_: str) -> list[dict[str, Verdi]]:
    """The rows of a table as column → value."""
    return som_rader(tabell(grunnlag, id_))


def som_rader(hel: Tabell) -> list[dict[str, Verdi]]:
    return [{k.navn: rad.celler[nr].verdi for nr, k in enumerate(hel.kolonner)} for rad in hel.rader]


def ore(hel: Tabell, linje: int, kolonne: str) -> int:
    return hel.rader[linje - 1].celler[hel.kolonnenr(kolonne)].ore or 0


def etter(navn: str, radene: list[dict[str, Verdi]]) -> Mapping[Verdi, dict[str, Verdi]]:
    return {rad[navn]: rad for rad in radene}

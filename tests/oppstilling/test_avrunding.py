"""The worked examples of docs/regler/avrunding.md and fortegn.md."""

from decimal import Decimal

import pytest

from rodtraad.oppstilling import kolonner as kol
from rodtraad.oppstilling.bygg import Radutkast, Tabellhode, bygg
from rodtraad.oppstilling.formel import Radformel
from rodtraad.oppstilling.tabell import Verdi


def rad(budsjett: int, regnskap: int, blank: str, enhet: str = "1000 kr") -> list[Verdi]:
    rev, regn = kol.revidert(2024), kol.regnskap(2024)
    kolonner = (rev, regn, kol.avvik(rev, regn), kol.avvik_prosent(rev, regn, blank=blank))
    verdier = {rev.formel: budsjett, regn.formel: regnskap}
    hel = bygg(
        Tabellhode("prøve", "Prøve", enhet=enhet),
        kolonner,
        [Radutkast({}, Radformel())],
        lambda _nr, formel: verdier[formel],
        aar=2024,
        status="",
    )
    return [celle.verdi for celle in hel.tabell.rader[0].celler]


@pytest.mark.parametrize(
    ("budsjett", "regnskap", "blank", "ventet"),
    [
        (11_621_500_000, 10_917_000_000, "aldri", [116215, 109170, 7045, Decimal("6.1")]),
        (-20_465_300_000, -22_738_600_000, "aldri", [-204653, -227386, 22733, Decimal("11.1")]),
        (-5_494_500, -1_465_700_000, "aldri", [-55, -14657, 14602, Decimal("26575.8")]),
        (49_999, 4_011_923_800, "aldri", [0, 40119, -40119, Decimal(0)]),
        (49_999, 4_011_923_800, "null_budsjett", [0, 40119, -40119, None]),
        (49_999, 4_011_923_800, "null_avvik", [0, 40119, -40119, Decimal(0)]),
        (346_400_000, 346_400_000, "null_avvik", [3464, 3464, 0, None]),
    ],
)
def test_deviation_is_computed_in_ore_and_rounded_once(
    budsjett: int, regnskap: int, blank: str, ventet: list[Verdi]
) -> None:
    assert rad(budsjett, regnskap, blank) == ventet


def test_kroner_percent_of_a_small_budget() -> None:
    assert rad(10_000, 15_000, "aldri", "kr") == [100, 150, -50, Decimal("-50.0")]

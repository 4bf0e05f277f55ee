from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtraad.kjerne.avrunding import ORE_PER_TUSEN_KR, rund, rund_desimal
from rodtraad.kjerne.avvik import avvik, avvik_prosent


@pytest.mark.parametrize(
    ("ore", "tusen"),
    [
        (0, 0),
        (49_999, 0),
        (50_000, 1),
        (-50_000, -1),
        (-49_999, 0),
        (4_011_923_800, 40_119),
        (-4_011_950_000, -40_120),
    ],
)
def test_it_rounds_half_away_from_zero(ore: int, tusen: int) -> None:
    assert rund(ore, ORE_PER_TUSEN_KR) == tusen


@given(st.integers(-(10**13), 10**13))
def test_rounding_is_odd_and_never_further_than_half(ore: int) -> None:
    avrundet = rund(ore, ORE_PER_TUSEN_KR)
    assert rund(-ore, ORE_PER_TUSEN_KR) == -avrundet
    assert 2 * abs(ore - avrundet * ORE_PER_TUSEN_KR) <= ORE_PER_TUSEN_KR


def test_it_never_shows_minus_zero() -> None:
    assert str(rund_desimal(Fraction(-1, 1000), 1)) == "0.0"
    assert str(rund_desimal(Decimal("-0.04"), 1)) == "0.0"


@pytest.mark.krav("KONTO-08")
def test_avvik_is_budget_minus_accounts_and_percent_of_the_absolute_budget() -> None:
    assert avvik(budsjett=11_621_500_000, regnskap=10_917_000_000) == 704_500_000
    oppvekst = avvik_prosent(budsjett=11_621_500_000, regnskap=10_917_000_000, ore_per_enhet=ORE_PER_TUSEN_KR)
    assert oppvekst == Decimal("6.1")


def test_percent_is_zero_when_the_budget_rounds_to_zero_in_print() -> None:
    assert avvik_prosent(budsjett=49_999, regnskap=5_000_000, ore_per_enhet=ORE_PER_TUSEN_KR) == 0
    assert avvik_prosent(
        budsjett=-5_490_000, regnskap=-1_464_490_000, ore_per_enhet=ORE_PER_TUSEN_KR
    ) == Decimal("26575.6")

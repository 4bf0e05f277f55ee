from decimal import Decimal

import pytest

from rodtraad.kjerne.belop import kroner_fra_ore, ore_fra_kroner
from rodtraad.kjerne.fold import fold, sokeform
from rodtraad.kjerne.tallformat import maskintall, vis_prosent, vis_tall

T = "\u202f"


@pytest.mark.parametrize(
    ("tall", "desimaler", "vist"),
    [
        (40119, None, f"40{T}119"),
        (-40119, None, f"−40{T}119"),
        (0, None, "0"),
        (Decimal("-379258.5"), 1, f"−379{T}258,5"),
        (Decimal("0"), 1, "0,0"),
        (Decimal("4.060"), None, "4,06"),
        (1_000_000, None, f"1{T}000{T}000"),
    ],
)
def test_numbers_are_shown_as_norwegians_read_them(
    tall: Decimal | int, desimaler: int | None, vist: str
) -> None:
    assert vis_tall(tall, desimaler) == vist


def test_a_rounded_nothing_has_no_minus() -> None:
    assert vis_tall(Decimal("-0.04"), 1) == "0,0"
    assert vis_prosent(Decimal("-5.87")) == f"−5,9{T}%"


@pytest.mark.parametrize(
    ("tall", "tekst"), [(Decimal("8.0"), "8"), (Decimal("4.060"), "4.06"), (-3, "-3"), (Decimal("-0.0"), "0")]
)
def test_machines_get_a_point_and_no_trailing_zeros(tall: Decimal | int, tekst: str) -> None:
    assert maskintall(tall) == tekst


@pytest.mark.parametrize("tekst", ["1.234", "1,5", "", "NaN", "1e", "inf"])
def test_a_bad_amount_is_refused(tekst: str) -> None:
    with pytest.raises(ValueError, match="«"):
        ore_fra_kroner(tekst)


def test_kroner_and_ore_are_each_others_inverse() -> None:
    for ore in (0, 1, -1, 99, -100, 123_456_789):
        assert ore_fra_kroner(kroner_fra_ore(ore)) == ore


def test_it_folds_as_ssb_does() -> None:
    assert fold("rammeområde") == "rammeomraade"
    assert fold("beløp") == "belop"
    assert fold("lærer") == "laerer"


@pytest.mark.krav("PUB-06")
def test_search_meets_all_spellings() -> None:
    assert sokeform("healsoedaehkie") == sokeform("healsoedåehkie")
    assert sokeform("Åarjel") == sokeform("aarjel")
    assert sokeform("RØROS") == sokeform("roros")
    assert sokeform("Tjïelte") == sokeform("tjielte")

"""The sum rows of statistics follow their parts (docs/regler/avrunding.md)."""

from decimal import Decimal

import pytest

from rodtraad.oppstilling.datasettabell import Sumregel, med_summer, sumavvik
from rodtraad.oppstilling.grunnlag import Post

KLIMA = Sumregel("tonn", ("aar",), {"sektor": "Sum"}, Decimal("0.05"))
KOSTRA = Sumregel("tonn", ("aar",), {"sektor": "Sum"}, Decimal("0.05"), deler_kan_mangle=True)


def poster(luft: str, vei: str, sum_: str | None) -> list[Post]:
    deler: list[Post] = [
        {"aar": 2023, "sektor": "Luftfart", "tonn": Decimal(luft), "er_sum": 0},
        {"aar": 2023, "sektor": "Veitrafikk", "tonn": Decimal(vei), "er_sum": 0},
    ]
    return (
        deler
        if sum_ is None
        else [*deler, {"aar": 2023, "sektor": "Sum", "tonn": Decimal(sum_), "er_sum": 1}]
    )


def vist(gitt: list[Post], regel: Sumregel) -> object:
    return next(p["tonn"] for p in med_summer(gitt, regel) if p.get("er_sum"))


def test_the_sum_of_the_source_stands_while_the_parts_bear_it_out() -> None:
    assert vist(poster("186.7", "6908.4", "7095.0"), KLIMA) == Decimal("7095.0")
    assert sumavvik(poster("186.7", "6908.4", "7095.0"), KLIMA) == []


@pytest.mark.krav("KOSTRA-03")
def test_a_part_that_changes_moves_the_sum_and_the_difference_is_stated() -> None:
    gitt = poster("286.7", "6908.4", "7095.0")
    assert vist(gitt, KLIMA) == Decimal("7195.1")
    assert sumavvik(gitt, KLIMA) == ["2023: kilden oppgir summen 7095.0, men delene gir 7195.1."]


def test_a_missing_sum_is_computed() -> None:
    assert vist(poster("186.7", "6908.4", None), KLIMA) == Decimal("7095.1")


def test_a_larger_sum_is_right_where_the_source_lists_only_some_parts() -> None:
    assert vist(poster("100", "200", "362"), KOSTRA) == Decimal(362)
    assert vist(poster("100", "300", "362"), KOSTRA) == Decimal(400)
    assert sumavvik(poster("100", "200", "362"), KOSTRA)

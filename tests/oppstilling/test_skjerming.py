"""What the public may not see, and what must not be found by subtraction (docs/regler/skjerming.md)."""

from rodtraad.oppstilling.kontekst import Kontekst
from rodtraad.oppstilling.skjerming import BALANSEBILAG, KLIENT, skjerm
from rodtraad.oppstilling.strenger import Streng
from rodtraad.oppstilling.strengliste import strengliste
from tests.oppstilling.grunnlag_fra_demo import demo_grunnlag


def streng(funksjon: str, ore: int, *, klasse: str = "1", aar: int = 2024, art: str = "100") -> Streng:
    return Streng(aar, "regnskap", klasse, "200", "2010", art, funksjon, "", "", ore, 1)


def ore(strenger: dict[Streng, int]) -> list[int]:
    return sorted(s.ore for s in strenger)


def test_two_hidden_strings_are_hidden_alone() -> None:
    delt = skjerm({streng("201", 500): 1, streng("202", 300): 1, streng("253", 70): 1, streng("254", 30): 1})
    assert ore(delt.apne) == [300, 500]
    assert ore(delt.skjulte) == [30, 70]
    assert delt.grunn == KLIENT


def test_one_hidden_string_takes_the_smallest_open_one_with_it() -> None:
    delt = skjerm({streng("201", 500): 1, streng("202", 300): 1, streng("281", 70): 1})
    assert ore(delt.apne) == [500]
    assert ore(delt.skjulte) == [70, 300]


def test_the_guard_against_subtraction_counts_each_year_by_itself() -> None:
    delt = skjerm({streng("201", 500): 1, streng("281", 70): 1, streng("281", 60, aar=2023): 1})
    assert ore(delt.apne) == []
    assert ore(delt.skjulte) == [60, 70, 500]


def test_nothing_is_hidden_where_no_client_function_is_part() -> None:
    delt = skjerm({streng("201", 500): 1, streng("202", 300): 1})
    assert ore(delt.skjulte) == []
    assert delt.grunn == ""


def test_vouchers_of_the_balance_are_said_to_be_hidden() -> None:
    assert skjerm({streng("", 500, klasse="2"): 1}).grunn == BALANSEBILAG


def test_a_figure_of_some_arts_tells_neither_function_nor_unit_of_what_is_hidden() -> None:
    delt = skjerm({streng("201", 500): 1, streng("253", 70): 1, streng("254", 30): -1})
    k = Kontekst(demo_grunnlag())
    rader, i_alt = strengliste(k, delt.apne, delt.skjulte, {}, per_tjeneste=False, antall=10)
    skjulte = [rad for rad in rader if not rad.ansvar]
    assert i_alt == len(rader) == 3
    assert {(rad.funksjon, rad.art, rad.prosjekt) for rad in skjulte} == {("", "", "")}
    assert sum(rad.fortegn * rad.ore for rad in rader) == 540

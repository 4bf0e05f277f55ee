"""Each control: it fires where it must, at the bound and not just inside, and is silent elsewhere."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rodtraad.kjerne.funn import Alvor
from rodtraad.lov.kontroller.avstemming import STANDARDROLLER
from rodtraad.lov.kontroller.fakta import Faktum, er_forenlige, les_fakta
from rodtraad.lov.kontroller.grunnlag import FUNKSJONER
from rodtraad.lov.kontroller.kjoring import FAMILIER, kjor_kontroller
from rodtraad.lov.kontroller.tabelldata import Tabelldata, les_csv
from rodtraad.lov.regelverk import last_regelverk
from tests.lov.test_oppstillinger_yaml import les_tester

LOV = last_regelverk(date(2024, 12, 31))
AVSTEMMINGER = sorted(navn for navn, regel in LOV.kontroller.items() if regel.avstemming)
TESTER = les_tester("kontroller")


def tabell(navn: str, rader: list[dict[str, Any]]) -> Tabelldata:
    kolonner = tuple(dict.fromkeys(k for rad in rader for k in rad))
    lest = tuple(
        {
            k: Decimal(str(v)) if isinstance(v, float) else v
            for k, v in ({k: rad.get(k) for k in kolonner}).items()
        }
        for rad in rader
    )
    return Tabelldata(navn, kolonner, lest)


def faktum(data: dict[str, Any]) -> Faktum:
    return Faktum(**{**data, "verdi": Decimal(str(data["verdi"]))})


@pytest.mark.parametrize("test", TESTER)
def test_a_control_finds_what_the_control_test_expects(test: dict[str, Any]) -> None:
    tabeller = {navn: tabell(navn, rader) for navn, rader in test.get("tabeller", {}).items()}
    fakta = [faktum(data) for data in test.get("fakta", ())]
    funn = [f for f in kjor_kontroller(tabeller, fakta, LOV) if f.kontroll == test["kontroll"]]
    assert [f.sted for f in funn] == test["funn"]
    for tekst in test.get("melding", ()):
        assert tekst in "\n".join(f.melding for f in funn)


def test_every_control_function_has_a_case_that_fires_and_one_that_is_silent() -> None:
    fyrer = {p.values[0]["kontroll"] for p in TESTER if p.values[0]["funn"]}
    stille = {p.values[0]["kontroll"] for p in TESTER if not p.values[0]["funn"]}
    assert fyrer == stille == set(FUNKSJONER)


def test_every_control_is_either_data_or_a_function_and_none_is_left_over() -> None:
    assert FAMILIER
    assert set(LOV.kontroller) == set(FUNKSJONER) | set(AVSTEMMINGER)
    assert set(FUNKSJONER) & set(AVSTEMMINGER) == set()
    for navn, regel in LOV.kontroller.items():
        assert isinstance(regel.alvor, Alvor)
        assert regel.hjemmel.kontrollert is not None, navn
        assert all(felt.endswith(".") for felt in (regel.gitt, regel.naar, regel.saa, regel.tiltak)), navn


KOLONNE = {
    "regnskap_i_fjor": "regnskap_2023",
    "oppr": "oppr_bud_2024",
    "pol": "pol_vedtatt_bud_2024",
    "rev": "rev_bud_2024",
    "regnskap": "regnskap_2024",
    "avvik": "avvik_kr",
    "avvik_rev": "avvik_rev_kr",
}
BELOP = 7_000


def par_av(navn: str) -> Iterator[tuple[dict[str, Any], tuple[str, str]]]:
    """Each pair of a data control with each of its columns."""
    avstemming = LOV.kontroller[navn].avstemming
    assert avstemming is not None
    for par in avstemming["par"]:
        for valg in par.get("kolonner") or avstemming.get("kolonner") or STANDARDROLLER:
            yield par, (valg, valg) if isinstance(valg, str) else tuple(valg)


def bygg(par: dict[str, Any], roller: tuple[str, str], skjevhet: int) -> dict[str, Tabelldata]:
    """Tables where every line is BELOP except that side a is `skjevhet` off, so that both sides sum alike."""
    rader: dict[str, dict[tuple[str, ...], dict[str, Any]]] = {}
    antall = {side: len(par[side]) for side in ("a", "b")}
    for side, rolle in zip(("a", "b"), roller, strict=True):
        for nr, ledd in enumerate(par[side]):
            kr = ledd.get("enhet") == "kr"
            belop = BELOP * antall["b" if side == "a" else "a"] + (skjevhet if side == "a" and nr == 0 else 0)
            kolonne = KOLONNE[ledd.get("rolle", rolle)] + ("_kr" if kr else "")
            rad = rader.setdefault(ledd["tabell"], {}).setdefault(
                tuple(map(str, ledd["hvor"].items())), {"regnskap_2024" + ("_kr" if kr else ""): None}
            )
            rad |= {**ledd["hvor"], kolonne: belop * (1000 if kr else 1) * ledd.get("fortegn", 1)}
    return {navn: tabell(navn, list(deler.values())) for navn, deler in rader.items()}


@pytest.mark.parametrize("navn", AVSTEMMINGER)
def test_a_data_control_fires_on_every_pair_and_column_and_only_beyond_rounding(navn: str) -> None:
    for par, roller in par_av(navn):
        ledd = len(par["a"]) + len(par["b"])
        slingring = 0 if ledd == 2 else (ledd - 1) // 2
        for skjevhet, antall in ((0, 0), (slingring, 0), (slingring + 1, 1), (-slingring - 1, 1)):
            funn = kjor_kontroller(bygg(par, roller, skjevhet), (), LOV)
            assert [f.kontroll for f in funn if f.kontroll == navn] == [navn] * antall, (
                par,
                roller,
                skjevhet,
            )


def test_tables_that_are_absent_give_no_findings() -> None:
    assert kjor_kontroller({}, (), LOV) == []


@pytest.mark.krav("KVAL-11")
def test_two_values_for_one_fact_is_an_error_that_names_both_places() -> None:
    fakta = [
        Faktum("Kommunale veier", 2024, Decimal(112), "km", "linje 7260", omtrentlig=True),
        Faktum("Kommunale veier", 2024, Decimal(120), "km", "linje 8061", omtrentlig=True),
        Faktum("Kommunale veier", 2023, Decimal(110), "km", "linje 1"),
    ]
    (funn,) = kjor_kontroller({}, fakta, LOV)
    assert funn.er_feil
    assert funn.melding == (
        "Kommunale veier 2024 er oppgitt med ulike verdier: ca. 112 km (linje 7260); ca. 120 km (linje 8061)."
    )


@pytest.mark.parametrize(
    ("a", "b", "forenlige"),
    [
        (("7.6", "mill. kr"), ("7479", "1000 kr"), False),
        (("7.5", "mill. kr"), ("7479", "1000 kr"), True),
        (("3.5", "mill. kr"), ("3564", "1000 kr"), False),
        (("40.1", "mill. kr"), ("40119238", "kr"), True),
        (("182", "antall"), ("183", "antall"), False),
    ],
)
def test_values_agree_when_one_rounds_to_the_other(
    a: tuple[str, str], b: tuple[str, str], *, forenlige: bool
) -> None:
    forste, andre = (Faktum("X", 2024, Decimal(verdi), enhet, "") for verdi, enhet in (a, b))
    assert er_forenlige(forste, andre, Decimal(5)) is forenlige


def test_a_register_that_points_at_nothing_is_refused() -> None:
    tabeller = {"t": tabell("t", [{"navn": "a", "verdi": 1}])}
    register = [
        {
            "navn": "X",
            "aar": 1,
            "enhet": "antall",
            "oppgitt": [{"tabell": "t", "hvor": {"navn": "b"}, "kolonne": "verdi"}],
        }
    ]
    with pytest.raises(Exception, match="Rett registeret"):
        les_fakta(register, tabeller)
    assert les_fakta(register, {}) == []


def test_a_csv_table_keeps_codes_with_leading_zero_as_text() -> None:
    lest = les_csv("t", "art,belop,pct,tom\n010,5,-1.5,\n0,0.5,x,\n")
    assert lest.rader == (
        {"art": "010", "belop": 5, "pct": Decimal("-1.5"), "tom": None},
        {"art": 0, "belop": Decimal("0.5"), "pct": "x", "tom": None},
    )

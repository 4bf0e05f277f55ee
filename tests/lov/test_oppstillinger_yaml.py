"""The law tests of tests/lov/oppstillinger: few rows in, lines of a statement out. Read them first."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from rodtraad.lov.regelverk import last_regelverk
from tests.lov.postering import les_rad, regn_ut

ENHET = {"1000 kr": 100_000, "kr": 100}


def les_tester(mappe: str) -> list[Any]:
    filer = sorted((Path(__file__).parent / mappe).glob("*.yaml"))
    assert filer, f"ingen lovtester i {mappe}"
    return [
        pytest.param(test, id=f"{fil.stem}: {test['navn']}")
        for fil in filer
        for test in yaml.safe_load(fil.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("test", les_tester("oppstillinger"))
def test_a_statement_gives_what_the_law_test_expects(test: dict[str, Any]) -> None:
    regelverk = last_regelverk(test["dato"])
    enhet = ENHET[regelverk.oppstilling(test["oppstilling"]).enhet]
    rader = [les_rad(rad, enhet) for rad in test["rader"]]
    linjer = regn_ut(regelverk, test["oppstilling"], rader, rammer=test.get("rammer"))
    for nr, forventet in test["forventet"].items():
        assert abs(linjer[str(nr)] - forventet * enhet) <= test["toleranse"] * enhet, f"linje {nr}"

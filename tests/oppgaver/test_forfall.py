"""When a task calls, by table: the same table stands in docs/regler/oppgaver-og-varsler.md."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtraad.oppgaver.forfall import ESKALERING, PAAMINNELSE, Varsel, forfalte

FRIST = date(2026, 12, 15)
P, E = PAAMINNELSE, ESKALERING


def paa(
    dag: date, *gitt: Varsel, paaminnelser: tuple[int, ...] = (7, 1), eskaler: tuple[int, ...] = (14, 3)
) -> list[str]:
    varsler = forfalte(FRIST, dag, paaminnelser=paaminnelser, eskaler=eskaler, gitt=gitt)
    return [f"{v.slag} {v.dager}" for v in varsler]


@pytest.mark.krav("HJUL-16")
@pytest.mark.parametrize(
    ("dag", "gitt", "ventet"),
    [
        (date(2026, 11, 30), (), []),
        (date(2026, 12, 1), (), [f"{E} 14"]),
        (date(2026, 12, 2), (Varsel(E, 14),), []),
        (date(2026, 12, 8), (Varsel(E, 14),), [f"{P} 7"]),
        (date(2026, 12, 12), (Varsel(E, 14), Varsel(P, 7)), [f"{E} 3"]),
        (date(2026, 12, 14), (Varsel(E, 14), Varsel(E, 3), Varsel(P, 7)), [f"{P} 1"]),
        (date(2026, 12, 15), (Varsel(E, 3), Varsel(P, 1)), [f"{P} 0"]),
        (date(2026, 12, 20), (Varsel(E, 3), Varsel(P, 0)), []),
        (date(2026, 12, 20), (), [f"{P} 0", f"{E} 3"]),
    ],
)
def test_each_call_comes_on_its_day_and_once(dag: date, gitt: tuple[Varsel, ...], ventet: list[str]) -> None:
    assert paa(dag, *gitt) == ventet


@given(st.sets(st.integers(0, 60)), st.sets(st.integers(0, 60)), st.integers(-30, 90))
def test_nobody_gets_more_than_one_of_each_kind_a_day_and_nothing_twice(
    paaminnelser: set[int], eskaler: set[int], igjen: int
) -> None:
    gitt: list[Varsel] = []
    for steg in range(3):
        dag = FRIST - timedelta(days=igjen) + timedelta(days=steg)
        nye = forfalte(FRIST, dag, paaminnelser=paaminnelser, eskaler=eskaler, gitt=gitt)
        assert len({v.slag for v in nye}) == len(nye)
        assert not set(nye) & set(gitt)
        gitt += nye

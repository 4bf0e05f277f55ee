"""When a task calls, by table: the same table stands in docs/regler/oppgaver-og-varsler.md."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtraad.oppgaver.daglig import HELG
from rodtraad.oppgaver.forfall import Varsel, forfalte, varseldag
from rodtraad.oppgaver.services import LENGST_FREM
from rodtraad.oppgaver.varselslag import ESKALERING, PAAMINNELSE

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
        (date(2026, 12, 10), (Varsel(E, 14), Varsel(P, 7)), []),
        # Three days before is a Saturday: it comes on the Friday.
        (date(2026, 12, 11), (Varsel(E, 14), Varsel(P, 7)), [f"{E} 3"]),
        (date(2026, 12, 12), (Varsel(E, 14), Varsel(P, 7), Varsel(E, 3)), []),
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


@pytest.mark.parametrize(
    ("frist", "dager", "ventet"),
    [
        (date(2026, 12, 15), 7, date(2026, 12, 8)),
        (date(2026, 12, 15), 3, date(2026, 12, 11)),
        (date(2026, 12, 14), 1, date(2026, 12, 11)),
        (date(2026, 12, 13), 0, date(2026, 12, 11)),
        (date(2027, 3, 30), 1, date(2027, 3, 24)),
        (date(2027, 5, 18), 1, date(2027, 5, 14)),
        (date(2027, 1, 8), 7, date(2026, 12, 31)),
    ],
)
def test_a_call_on_a_free_day_comes_on_the_last_working_day_before(
    frist: date, dager: int, ventet: date
) -> None:
    assert varseldag(frist, dager) == ventet


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)), st.integers(0, LENGST_FREM))
def test_no_call_is_due_before_the_day_the_work_begins_to_look_for_it(frist: date, dager: int) -> None:
    assert timedelta(0) <= frist - varseldag(frist, dager) <= timedelta(days=LENGST_FREM) + HELG

"""The rules of the year: every event of aarshjul.md, on the printed days of 2024, and rightly moved to any year."""

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtraad.aarshjul.regler import (
    Mal,
    flytt_frist,
    flytt_til_aar,
    maler,
    nte_ukedag,
    tid_for,
    virkedag_i_aaret,
)
from rodtraad.kjerne.helligdager import fridag, virkedag_for

TRYKTE_DAGER = {
    7: "2024-02-01", 11: "2024-03-21", 16: "2024-04-25", 17: "2024-05-14", 20: "2024-05-30", 22: "2024-06-20",
    23: "2024-06-28", 25: "2024-08-29", 26: "2024-09-19", 29: "2024-10-31", 30: "2024-11-21", 31: "2024-12-03",
    32: "2024-12-05", 33: "2024-12-12", 36: "2024-12-31",
}  # fmt: skip


def trykte_rader(delt: Path) -> list[str]:
    """The events of aarshjul.md, in its order."""
    linjer = (delt / "krav" / "aarshjul.md").read_text("utf-8").splitlines()
    tabell = [linje for linje in linjer if linje.startswith("|")][2:]
    return [linje.split("|")[1].strip() for linje in tabell]


@pytest.mark.krav("HJUL-01")
def test_every_event_of_the_list_is_in_the_catalogue_and_nothing_else(delt: Path) -> None:
    rader = trykte_rader(delt)
    assert {mal.rad for mal in maler()} == set(range(1, len(rader) + 1))
    assert len({mal.id for mal in maler()}) == len(maler())
    flere = Counter(mal.rad for mal in maler())
    # These lines name several things: a deadline each tertial, the report beside the meeting, one count per body.
    assert {rad: n for rad, n in flere.items() if n > 1} == {22: 2, 24: 3, 41: 2, 42: 4, 43: 4}
    for mal in maler():
        if fast := re.fullmatch(r"(\d+) (Mar|Apr|March|April|June)\w*", rader[mal.rad - 1]):
            assert mal.naar.get("dag", fast.group(1)) or "ukedag" in mal.naar


@pytest.mark.parametrize(("rad", "dag"), TRYKTE_DAGER.items())
def test_the_rules_give_the_printed_days_of_2024(rad: int, dag: str) -> None:
    mal = next(m for m in maler() if m.rad == rad)
    assert tid_for(mal, 2024).fra == date.fromisoformat(dag)


def test_the_status_of_decisions_falls_on_the_printed_day_of_2025() -> None:
    assert tid_for(next(m for m in maler() if m.id == "vedtaksstatus_host"), 2025).fra == date(2025, 3, 27)


@pytest.mark.krav("HJUL-11")
def test_an_event_every_second_year_is_proposed_in_its_year() -> None:
    undersokelse = next(m for m in maler() if m.id == "tifaktor")
    assert undersokelse.kommer(2024)
    assert not undersokelse.kommer(2025)
    assert undersokelse.neste(2024) == 2026
    assert next(m for m in maler() if m.id == "planstrategi").neste(2024) == 2028
    assert next(m for m in maler() if m.id == "robek_inn").neste(2024) == 0


@pytest.mark.krav("HJUL-07")
@pytest.mark.parametrize(
    ("id_", "dag"),
    [("kostra_ureviderte", (3, 15)), ("kostra_retting", (4, 15)), ("kostra_reviderte", (6, 15))],
)
def test_the_dates_of_kostra_stand_in_every_year(id_: str, dag: tuple[int, int]) -> None:
    mal = next(m for m in maler() if m.id == id_)
    assert mal.oppgave
    for aar in (2024, 2025, 2026, 2027):
        fast = date(aar, *dag)
        assert tid_for(mal, aar).fra == (virkedag_for(fast) if mal.frist else fast)


def test_a_deadline_on_a_holiday_is_moved_to_the_working_day_before() -> None:
    signert = next(m for m in maler() if m.id == "aarsrapport_signert")
    assert tid_for(signert, 2024).fra == date(
        2024, 3, 27
    )  # 31 March is Easter Sunday; 28 and 29 are holidays
    assert tid_for(signert, 2025).fra == date(2025, 3, 31)


@given(st.dates(date(2000, 1, 1), date(2098, 12, 31)), st.integers(2000, 2099))
def test_a_meeting_keeps_its_weekday_and_month_in_any_year(dag: date, aar: int) -> None:
    flyttet = flytt_til_aar(dag, aar)
    assert (flyttet.year, flyttet.month, flyttet.weekday()) == (aar, dag.month, dag.weekday())
    assert abs((flyttet.day - 1) // 7 - (dag.day - 1) // 7) <= 1


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_deadline_stays_in_its_year_on_a_working_day_near_its_date(dag: date) -> None:
    funnet = virkedag_i_aaret(dag)
    assert not fridag(funnet)
    assert funnet.year == dag.year
    assert funnet <= dag or dag < date(dag.year, 1, 6)
    assert abs(dag - funnet) <= timedelta(6)


@given(st.dates(date(2000, 1, 1), date(2098, 12, 31)), st.integers(2000, 2099))
def test_a_deadline_one_set_keeps_its_date_in_any_year(dag: date, aar: int) -> None:
    flyttet = flytt_frist(dag, aar)
    assert flyttet.year == aar
    assert not fridag(flyttet)
    siste = 28 if (dag.month, dag.day) == (2, 29) else dag.day
    assert flyttet == virkedag_i_aaret(date(aar, dag.month, siste)) or (dag.month, dag.day) == (2, 29)


@given(st.sampled_from(maler()), st.integers(2000, 2100))
def test_every_event_of_the_catalogue_has_a_place_in_every_year(mal: Mal, aar: int) -> None:
    tid = tid_for(mal, aar)
    assert tid.fra.year == tid.til.year == aar
    assert tid.fra <= tid.til
    assert not (mal.frist and fridag(tid.fra))


@given(st.sampled_from(maler()), st.integers(2000, 2090))
def test_an_event_comes_next_in_the_first_year_it_comes(mal: Mal, aar: int) -> None:
    neste = mal.neste(aar)
    assert not any(mal.kommer(mellom) for mellom in range(aar + 1, neste or 2101))
    assert neste == 0 or mal.kommer(neste)


@pytest.mark.parametrize(("nummer", "ventet"), [(1, 1), (5, 29), (-1, 29)])
def test_the_nth_weekday(nummer: int, ventet: int) -> None:
    assert nte_ukedag(2024, 2, nummer, 3) == date(2024, 2, ventet)

"""Year-end closing: the statements of § 5-9, the joint closing, and what is refused."""

import csv
import random
from datetime import date
from pathlib import Path

import pytest

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.lov.oppstilling import beregn, til_raa
from rodtraad.lov.regelverk import last_regelverk
from rodtraad.lov.strykning import (
    Driftsgrunnlag,
    Investeringsgrunnlag,
    aarsavslutning,
    les_grunnlag,
    stryk_drift,
)
from tests.lov.postering import Rad, regn_ut, summer

LOV = last_regelverk(date(2024, 12, 31))
# The year 2024 in kroner, only what § 5-9 asks for.
RADER = [
    Rad(4_694_627_000, art="010"),
    Rad(3_527_255_900, art="550"),
    Rad(-1_735_559_100, art="950"),
    Rad(-2_474_400_000, art="940"),
    Rad(128_608_000, art="540", slag="revidert"),
    Rad(-2_603_008_000, art="940", slag="revidert"),
    Rad(10_778_502_000, kontoklasse="0", art="230"),
    Rad(178_049_300, kontoklasse="0", art="550"),
    Rad(-76_313_300, kontoklasse="0", art="950"),
    Rad(-20_798_880_200, kontoklasse="0", art="910", slag="revidert"),
    Rad(-1_000_000_000, kontoklasse="0", art="912", slag="revidert"),
    Rad(-175_000_000, kontoklasse="0", art="940", slag="revidert"),
]


@pytest.mark.parametrize(
    ("navn", "kolonne"), [("budsjettavvik_5_9_drift", "18"), ("budsjettavvik_5_9_investering", "16")]
)
def test_the_statements_of_5_9_are_the_printed_ones_to_the_krone(
    navn: str, kolonne: str, fasit: Path
) -> None:
    def hent(oppstilling: str, linje: str) -> int:
        if oppstilling.startswith("strykning_"):
            return lukket.hent(oppstilling, linje)
        return til_raa(LOV.oppstilling(oppstilling), regn_ut(LOV, oppstilling, RADER))[linje]

    grunnlag = les_grunnlag(
        LOV.oppstilling("budsjettavvik_5_9_drift"),
        LOV.oppstilling("budsjettavvik_5_9_investering"),
        summer(RADER),
        hent,
    )
    lukket = aarsavslutning(*grunnlag)
    linjer = beregn(LOV.oppstilling(navn), summer(RADER), hent)
    with (fasit / f"{navn}.csv").open(encoding="utf-8") as fil:
        trykt = {rad["nr"]: (rad["post"], rad["regnskap_2024_kr"]) for rad in csv.DictReader(fil)}
    assert kolonne in trykt
    assert {linje.nr: linje.tekst for linje in LOV.oppstilling(navn).linjer} == {
        nr: tekst for nr, (tekst, _kr) in trykt.items()
    }
    assert {nr: verdi // 100 for nr, verdi in linjer.items()} == {
        nr: int(kr or 0) for nr, (_t, kr) in trykt.items()
    }


def test_the_statutory_form_turns_the_signs_and_takes_the_budgeted_use_of_the_fund() -> None:
    def hent(oppstilling: str, linje: str) -> int:
        return lukket.hent(oppstilling, linje)

    drift, investering = LOV.oppstilling("lov_5_9_drift"), LOV.oppstilling("lov_5_9_investering")
    lukket = aarsavslutning(*les_grunnlag(drift, investering, summer(RADER)))
    linjer = beregn(drift, summer(RADER), hent)
    assert linjer["1"] == -4_694_627_000
    assert linjer["6"] == 2_603_008_000
    assert linjer["18"] == -lukket.drift.fremfort


@pytest.mark.parametrize("fro", range(200))
def test_closing_is_consistent_for_any_year(fro: int) -> None:
    """The transfer is the same in both, nothing is struck beyond the budget, and every result is disposed of."""
    t = random.Random(fro)  # noqa: S311 – a seed, not a secret
    overforing = t.choice([0, t.randint(0, 60)])
    fond = t.randint(0, 50)
    drift = Driftsgrunnlag(
        netto_driftsresultat=t.randint(-80, 80),
        avsetning_bundne=t.randint(0, 20),
        bruk_bundne=-t.randint(0, 20),
        overforing=overforing,
        avsetning_disposisjonsfond=t.randint(0, 20),
        bruk_disposisjonsfond=-t.randint(0, fond),
        dekning_tidligere=t.randint(0, 9),
        disposisjonsfond=fond,
        tidligere_merforbruk=t.randint(9, 40),
    )
    investering = Investeringsgrunnlag(
        netto_uten_laan=t.randint(-30, 150),
        bruk_laan=-t.randint(0, 90),
        overforing=-overforing,
        avsetning_ubundet=t.randint(0, 9),
        bruk_ubundet=-t.randint(0, 20),
    )
    svar = aarsavslutning(drift, investering)
    d, i = svar.drift.linjer, svar.investering.linjer
    assert d["4"] + d["9"] + i["5"] + i["12"] == 0
    assert 0 <= -d["9"] <= overforing
    assert 0 <= -d["10"] <= drift.avsetning_disposisjonsfond
    assert 0 <= d["12"] <= -drift.bruk_disposisjonsfond
    assert 0 <= i["11"] <= -investering.bruk_laan
    assert d["8"] == sum(d[str(n)] for n in range(1, 8))
    assert d["13"] == sum(d[str(n)] for n in range(8, 13))
    assert d["18"] == d["13"] + d["14"] + d["16"] + d["17"] >= 0
    assert i["14"] == sum(i[str(n)] for n in range(9, 14))
    assert i["16"] == i["14"] + i["15"] >= 0
    brukt = fond + d["5"] + d["6"] + d["10"] + d["12"] + d["14"] + d["15"]
    assert brukt >= 0
    if d["18"] > 0:
        assert d["9"] == -overforing
        assert brukt == 0


def test_it_refuses_a_transfer_that_differs_between_drift_and_investering() -> None:
    with pytest.raises(RodtraadFeil, match=r"0\.10 kr i drift .* 0\.07 kr i investering"):
        aarsavslutning(
            Driftsgrunnlag(netto_driftsresultat=0, overforing=10), Investeringsgrunnlag(0, overforing=-7)
        )


def test_budgeted_use_of_what_the_fund_does_not_hold_is_struck() -> None:
    linjer = stryk_drift(Driftsgrunnlag(1000, bruk_disposisjonsfond=-800, disposisjonsfond=500)).linjer
    assert (linjer["8"], linjer["12"], linjer["13"], linjer["14"], linjer["18"]) == (200, 300, 500, 0, 500)


def test_use_that_the_struck_deposit_was_to_pay_for_is_struck_too() -> None:
    """Røros 2024 in the statutory form: the whole fund is used, and the deposit is struck."""
    grunnlag = Driftsgrunnlag(
        46_946_270, 35_272_559, -17_355_591, 0, 1_286_080, -26_030_080, 0, disposisjonsfond=24_744_000
    )
    linjer = stryk_drift(grunnlag).linjer
    assert (linjer["8"], linjer["10"], linjer["12"]) == (40_119_238, -1_286_080, 1_286_080)
    assert linjer["14"] == 0
    assert linjer["18"] == 40_119_238


def test_it_refuses_amounts_with_the_wrong_sign_and_names_them_all() -> None:
    with pytest.raises(RodtraadFeil) as feil:
        stryk_drift(Driftsgrunnlag(0, overforing=-1, bruk_disposisjonsfond=1))
    assert len(feil.value.meldinger) == 2

"""Sickness absence per unit, and the total that is shown only when it can be computed."""

from decimal import Decimal
from pathlib import Path

import pytest

from rodtraad.demo.steg import DATA
from rodtraad.innlesing.services import les_inn
from rodtraad.personal.queries import maaltall, samlet_sykefravaer, sykefravaer
from rodtraad.personal.sykefravaer import sum_deviates, weighted_total

TOPP = "nivaa,rammeomrade,enhet_kode,enhet,aar,korttid_pct,langtid_pct,samlet_pct"


def skriv(mappe: Path, topp: str, *rader: str) -> Path:
    fil = mappe / "sykefravaer.csv"
    fil.write_text("\n".join([topp, *rader, ""]), encoding="utf-8")
    return fil


@pytest.mark.krav("HR-01")
@pytest.mark.django_db
def test_the_demonstration_has_20_tables_of_99_rows_where_the_parts_make_up_the_whole() -> None:
    resultat = les_inn("sykefravaer", [DATA / "personal" / "sykefravaer.csv"])
    assert resultat.funn == ()
    rader = sykefravaer(2024)
    assert len(rader) == 99
    assert len({(r["nivaa"], r["rammeomrade"], r["enhet"]) for r in rader}) == 20
    assert all(
        abs(Decimal(str(r["korttid_pct"])) + Decimal(str(r["langtid_pct"])) - Decimal(str(r["samlet_pct"])))
        <= Decimal("0.01")
        for r in rader
    )
    assert list(rader[0].values()) == [
        "rammeomrade", "Stab og støtte", None, "Stab og støtte", 2020, Decimal("0.86"), Decimal("3.96"),
        Decimal("4.82"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_five_years_are_shown_and_no_year_after_the_report(tmp_path: Path) -> None:
    rader = [f"virksomhet,Kultur,500,Kultur og fritid,{aar},1,2,3" for aar in range(2017, 2026)]
    les_inn("sykefravaer", [skriv(tmp_path, TOPP, *rader)])
    assert [r["aar"] for r in sykefravaer(2024)] == [2020, 2021, 2022, 2023, 2024]


@pytest.mark.parametrize(
    ("samlet", "avviker"), [("3.00", False), ("3.01", False), ("2.99", False), ("3.02", True), ("2.98", True)]
)
def test_parts_may_be_a_hundredth_off_and_no_more(samlet: str, avviker: bool) -> None:  # noqa: FBT001
    assert sum_deviates(Decimal(1), Decimal(2), Decimal(samlet)) is avviker


@pytest.mark.django_db
def test_parts_that_do_not_make_up_the_whole_are_warned_about_and_shown_as_given(tmp_path: Path) -> None:
    resultat = les_inn(
        "sykefravaer", [skriv(tmp_path, TOPP, "virksomhet,Kultur,,Kultur og fritid,2024,1,2,4")]
    )
    assert not resultat.har_feil
    assert resultat.funn[0].kontroll == "R-57"
    assert resultat.funn[0].melding == "Kultur og fritid 2024: korttid 1 + langtid 2 er ikke 4."
    assert sykefravaer(2024)[0]["samlet_pct"] == Decimal(4)


@pytest.mark.django_db
def test_the_total_is_weighted_by_possible_days_and_stands_beside_the_target(tmp_path: Path) -> None:
    fil = skriv(
        tmp_path,
        f"{TOPP},mulige_dagsverk,maal_pct",
        "rammeomrade,Oppvekst,,Oppvekst,2024,1,9,10,4000,",
        "virksomhet,Oppvekst,200,Skolene,2024,1,3,4,3000,6.5",
        "virksomhet,Oppvekst,230,Barnehagene,2024,2,6,8,1000,7.5",
    )
    assert not les_inn("sykefravaer", [fil]).har_feil
    assert samlet_sykefravaer(2024).prosent == Decimal(5)
    assert maaltall(2024) == {"Skolene": Decimal("6.5"), "Barnehagene": Decimal("7.5")}


def test_without_possible_days_there_is_no_total_but_a_reason() -> None:
    uten = weighted_total([(Decimal(4), Decimal(3000)), (Decimal(8), None)])
    assert uten.prosent is None
    assert "mulige dagsverk mangler for 1 av 2 virksomheter" in uten.grunn
    assert weighted_total([]).grunn == "Det finnes ingen tall for sykefravær dette året."
    assert weighted_total([(Decimal(4), Decimal(0))]).prosent is None


@pytest.mark.django_db
def test_a_percent_outside_0_to_100_and_a_year_given_twice_are_refused(tmp_path: Path) -> None:
    rad = "virksomhet,Kultur,,Kultur og fritid,2024"
    resultat = les_inn("sykefravaer", [skriv(tmp_path, TOPP, f"{rad},1,2,3", f"{rad},50,51,101")])
    assert {f.kontroll for f in resultat.funn} == {"sykefravaer-grenser", "sykefravaer-dobbelt"}
    assert sykefravaer(2024) == ()

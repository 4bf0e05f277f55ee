"""The registers of the year-end closing come in as imports like all others."""

from decimal import Decimal
from pathlib import Path

import pytest

from rodtraad.demo.steg import DATA
from rodtraad.innlesing.services import les_inn
from rodtraad.statistikk.queries import datasett

FEIL = DATA / "aarsoppgjor" / "feil_til_retting.csv"


@pytest.mark.krav("REGN-09")
@pytest.mark.django_db
def test_an_error_is_stored_as_an_open_task_of_the_year_it_is_corrected_in(fasit: Path) -> None:
    assert not les_inn("aarsoppgjor", [FEIL]).har_feil
    (post,) = datasett("feil_til_retting")
    assert (post["belop_kr"], post["rettes_i"], post["status"]) == (Decimal(4_688_481), 2025, "Åpen")
    assert f",{post['belop_kr']},kr,734" in (fasit / "nokkeltall.csv").read_text(encoding="utf-8")


@pytest.mark.krav("FIN-11")
@pytest.mark.django_db
def test_the_inputs_of_the_minimum_instalment_are_stored_and_an_unknown_one_is_refused(
    tmp_path: Path,
) -> None:
    fil = tmp_path / "minimumsavdrag.csv"
    fil.write_text("aar,post,belop_kr\n2024,laanegjeld,600000000\n", encoding="utf-8")
    assert not les_inn("aarsoppgjor", [fil]).har_feil
    assert datasett("minimumsavdrag")[0]["belop_kr"] == Decimal(600_000_000)
    fil.write_text("aar,post,belop_kr\n2024,gjeld,600000000\n", encoding="utf-8")
    (funn,) = les_inn("aarsoppgjor", [fil]).funn
    assert "«gjeld» er ikke tillatt" in funn.melding


@pytest.mark.krav("REGN-08")
@pytest.mark.django_db
def test_an_adopted_cover_plan_is_stored_with_its_decision(tmp_path: Path) -> None:
    fil = tmp_path / "inndekningsplan.csv"
    fil.write_text("aar,belop_kr,vedtak\n2025,38148998,PS 1/25\n", encoding="utf-8")
    assert not les_inn("aarsoppgjor", [fil]).har_feil
    assert datasett("inndekningsplan")[0]["vedtak"] == "PS 1/25"

"""Depreciation control, computed rules, case numbers, and the climate sum without meaning."""

from decimal import Decimal

import pytest

from rodtraad.oppstilling.kontroll import funn
from rodtraad.oppstilling.tabell import Tabell
from rodtraad.oppstilling.tabeller import tabell
from tests.oppstilling.grunnlag_fra_demo import demo_grunnlag


def kolonne(vist: Tabell, navn: str) -> list[object]:
    return [vist.verdi(rad.linje, navn) for rad in vist.rader]


@pytest.mark.krav("REGN-10")
def test_the_difference_between_depreciation_and_counter_entry_is_reported() -> None:
    grunnlag = demo_grunnlag()
    vist = tabell(grunnlag, "avskrivninger_motpost")
    assert kolonne(vist, "regnskap_2024") == [42991, -46438, -3447]
    assert kolonne(vist, "regnskap_2023")[2] == 0
    assert any(f.kontroll == "K150" and f.er_feil for f in funn(grunnlag))


@pytest.mark.krav("FIN-01")
def test_a_rule_is_computed_from_the_ledger_by_its_own_formula() -> None:
    vist = tabell(demo_grunnlag(), "handlingsregler_status")
    assert vist.verdi(1, "krav") == 7265
    assert vist.verdi(1, "oppnaadd_pct") == Decimal(0)
    assert vist.verdi(1, "oppfylt") == "Nei"
    # Without a balance the two others cannot be computed, and the table says so.
    assert len(vist.rader) == 1
    assert len(vist.merknader) >= 2


def test_the_seventeen_missing_case_numbers_are_listed() -> None:
    vist = tabell(demo_grunnlag(), "saksnummer_mangler")
    assert len(vist.rader) == 17
    assert kolonne(vist, "saksnr")[:3] == ["14/24", "26/24", "42/24"]


@pytest.mark.krav("KLIMA-04")
def test_a_sum_of_rates_has_no_figure() -> None:
    vist = tabell(demo_grunnlag(), "klima_per_innbygger")
    summer = [rad for rad in vist.rader if rad.er_sum]
    assert len(summer) == 10
    nr = vist.kolonnenr("tonn_co2e_per_innbygger")
    assert {rad.celler[nr].verdi for rad in summer} == {None}
    assert all(rad.celler[nr].grunn for rad in summer)


@pytest.mark.krav("KLIMA-02")
def test_the_title_says_the_year_of_the_emissions() -> None:
    assert tabell(demo_grunnlag(), "klima_per_kommune").tittel.endswith(" 2023")


@pytest.mark.krav("KOSTRA-03")
def test_a_kostra_sum_beyond_rounding_is_stated_not_mended() -> None:
    vist = tabell(demo_grunnlag(), "kostra_funksjonsomraader")
    assert len(vist.merknader) == 2
    assert "Tynset" in vist.merknader[0]
    assert "7779" in vist.merknader[0]
    assert "7717" in vist.merknader[0]


@pytest.mark.krav("INV-17")
def test_every_rammeomraade_with_investments_has_a_status_table() -> None:
    vist = tabell(demo_grunnlag(), "investeringsstatus_alle")
    summer = {
        vist.verdi(rad.linje, "rammeomrade"): vist.verdi(rad.linje, "regnskap_2024")
        for rad in vist.rader
        if rad.er_sum
    }
    assert summer["Kultur"] == 226
    assert summer["Investeringer"] == 23


@pytest.mark.krav("VED-03")
def test_the_assignments_have_descriptions_and_keep_their_numbers() -> None:
    vist = tabell(demo_grunnlag(), "vedtak_oppdrag_status")
    assert kolonne(vist, "nr") == [1, 2, 3, 4, 6, None]
    assert all(kolonne(vist, "beskrivelse"))
    assert all(kolonne(vist, "statusbeskrivelse"))

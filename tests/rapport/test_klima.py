"""Emissions: data year stated, goal and forecast from the figures, no sum of rates."""

import json
from decimal import Decimal

import pytest

from rodtraad.rapport.dokument import Dokument, Tabellblokk
from rodtraad.rapport.figurer.klima import klima_maal_og_prognose, maalbane
from rodtraad.rapport.innhold import Innhold
from rodtraad.rapport.tekster.klima import (
    Klimamaal,
    dataaar,
    innledning,
    klimamaal,
    lineaer_prognose,
    maal,
    per_innbygger,
    prognose,
)
from tests.rapport.smaa import ord_i


@pytest.mark.krav("KLIMA-02")
def test_the_data_year_is_stated_where_the_report_year_is_another(innhold: Innhold) -> None:
    assert dataaar(innhold) == 2023
    assert "Tallene gjelder utslipp i 2023, ikke 2024, fordi" in ord_i(innledning(innhold, None))


@pytest.mark.krav("KLIMA-02")
def test_every_emission_chart_states_the_data_year(dokument: Dokument) -> None:
    kilder = {b.figur.kilde for k in dokument.alle_kapitler() for b in k.blokker
              if getattr(getattr(b, "figur", None), "id", "").startswith("klima")}  # fmt: skip
    assert kilder
    assert all("2023" in kilde for kilde in kilder)


@pytest.mark.krav("KLIMA-03")
def test_the_goal_is_computed_from_base_and_cut(innhold: Innhold) -> None:
    assert klimamaal(innhold) == Klimamaal(Decimal(25070), Decimal(40), 2030, Decimal(15042))
    tekst = ord_i(maal(innhold, None))
    assert "fra 25 070 til høyst 15 042 tonn" in tekst
    assert "Det må ned med 30,8 % til for å nå målet." in tekst
    assert "Målet bygger på 25 070 tonn i 2009, mens tabellen har 24 629,6" in tekst


@pytest.mark.krav("KLIMA-03")
def test_actual_forecast_and_goal_are_one_chart_with_a_table(innhold: Innhold) -> None:
    figur = klima_maal_og_prognose(innhold, None)
    assert figur is not None
    rader = {r.celler[0].verdi: [c.verdi for c in r.celler[1:]] for r in figur.data.rader}
    assert rader[2023] == [Decimal("21741.3"), None, 18385]
    assert rader[2030] == [None, Decimal(20810), Decimal(15042)]
    serier = {v["navn"] for v in figur.spesifikasjon["data"]["values"]}
    assert serier == {"Faktisk", "Prognose", "Bane mot målet"}
    assert "Mål 2030: 15\u202f042 tonn" in json.dumps(figur.spesifikasjon, ensure_ascii=False)
    assert "20 810 tonn i 2030, 5 768 tonn over målet" in ord_i(prognose(innhold, None))


def test_the_forecast_is_the_least_squares_line_and_never_negative() -> None:
    assert lineaer_prognose({2020: Decimal(100), 2021: Decimal(90), 2022: Decimal(80)}, 2024) == {
        2023: 70,
        2024: 60,
    }
    assert lineaer_prognose({2020: Decimal(10), 2021: Decimal(2)}, 2023) == {2022: 0, 2023: 0}
    assert lineaer_prognose({2020: Decimal(10)}, 2023) == {}


def test_the_path_to_the_goal_is_straight() -> None:
    bane = maalbane(Klimamaal(Decimal(2100), Decimal(50), 2030, Decimal(1050)))
    assert (bane[2009], bane[2019], bane[2030]) == (2100, 1600, 1050)


@pytest.mark.krav("KLIMA-04")
def test_a_sum_of_rates_is_printed_nowhere(dokument: Dokument, innhold: Innhold) -> None:
    tabeller = [b.tabell for k in dokument.alle_kapitler() for b in k.blokker
                if isinstance(b, Tabellblokk) and b.tabell.id == "klima_per_innbygger"]  # fmt: skip
    (tabell,) = tabeller
    assert [r.celler[0].verdi for r in tabell.rader] == [
        "Røros", "Tynset", "Oppdal", "Midtre Gauldal", "Trysil", "Kostragruppe 02",
    ]  # fmt: skip
    assert not any(r.er_sum for r in tabell.rader)
    assert "54,7" not in ord_i(per_innbygger(innhold, None))

"""Charts: data, text alternative, own municipality, goal lines; nothing fetched from outside."""

import json
from decimal import Decimal

import pytest

from rodtraad.rapport.bidrag import FIGURER
from rodtraad.rapport.dokument import Dokument, Figur, Figurblokk
from rodtraad.rapport.figurer.tema import AKSENT, GRAA, SKRIFT
from rodtraad.rapport.innhold import Innhold
from tests.rapport.smaa import innhold as smaa_innhold


def alle(dokument: Dokument) -> list[Figur]:
    return [b.figur for k in dokument.alle_kapitler() for b in k.blokker if isinstance(b, Figurblokk)]


def tegn(inn: Innhold, navn: str, kode: str = "") -> Figur:
    enhet = next((e for e in inn.grunnlag.organisasjon if e.kode == kode), None)
    figur = FIGURER[navn](inn, enhet)
    assert figur is not None
    return figur


def lag(figur: Figur, slag: str) -> list[dict[str, object]]:
    lagene = figur.spesifikasjon.get("layer") or figur.spesifikasjon["spec"]["layer"]
    return [
        lag for lag in lagene if (m := lag["mark"]) == slag or (isinstance(m, dict) and m["type"] == slag)
    ]


def kolonne(figur: Figur, navn: str) -> list[object]:
    nr = figur.data.kolonnenr(navn)
    return [r.celler[nr].verdi for r in figur.data.rader]


@pytest.mark.krav("PUB-08")
def test_every_chart_has_title_text_data_source_and_draws_from_its_own_values(dokument: Dokument) -> None:
    figurer = alle(dokument)
    assert len({f.id for f in figurer}) > 25
    for figur in figurer:
        assert figur.tittel
        assert len(figur.alternativ) > 30
        assert figur.data.rader
        assert figur.kilde
        assert figur.data.id == f"figur_{figur.id}"
        tekst = json.dumps(figur.spesifikasjon)
        assert "http" not in tekst
        assert '"url"' not in tekst
        assert figur.spesifikasjon["config"]["font"] == SKRIFT


@pytest.mark.krav("PUB-08")
def test_the_text_alternative_names_the_values_of_a_small_chart(innhold: Innhold) -> None:
    tekst = tegn(innhold, "laanegjeld_per_innbygger").alternativ.replace("\u202f", " ")
    for vist in ("Røros 148 330 kroner", "Tynset 95 856 kroner", "Kostragruppe 02 125 217 kroner"):
        assert vist in tekst


def test_bars_begin_at_zero(dokument: Dokument) -> None:
    for figur in alle(dokument):
        for bar in lag(figur, "bar"):
            assert bar["encoding"]["x"]["scale"]["zero"] is True  # type: ignore[index]


def test_a_line_that_does_not_begin_at_zero_says_so(innhold: Innhold) -> None:
    figur = tegn(innhold, "folketall")
    assert "aksen begynner ikke på null" in figur.alternativ
    assert "aksen begynner ikke på null" in json.dumps(figur.spesifikasjon, ensure_ascii=False)


@pytest.mark.krav("FIN-02")
@pytest.mark.parametrize("navn", ["netto_laanegjeld", "disposisjonsfond", "avsetning_disposisjonsfond"])
def test_the_rules_are_drawn_for_four_years_and_five_municipalities(innhold: Innhold, navn: str) -> None:
    figur = tegn(innhold, navn)
    assert kolonne(figur, "kommune") == ["Røros", "Tynset", "Oppdal", "Midtre Gauldal", "Trysil"]
    assert [k.navn for k in figur.data.kolonner[1:]] == ["aar_2021", "aar_2022", "aar_2023", "aar_2024"]
    assert all(c.verdi is not None for r in figur.data.rader for c in r.celler)


def test_the_own_municipality_has_the_accent_and_peers_are_grey(innhold: Innhold) -> None:
    farge = lag(tegn(innhold, "frie_inntekter"), "bar")[0]["encoding"]["color"]  # type: ignore[index]
    assert farge == {"condition": {"test": "datum.egen", "value": AKSENT}, "value": GRAA}
    verdier = tegn(innhold, "frie_inntekter").spesifikasjon["data"]["values"]
    assert [v["navn"] for v in verdier if v["egen"]] == ["Røros"]


def test_the_goal_of_a_rule_is_a_dashed_and_named_line(innhold: Innhold) -> None:
    figur = tegn(innhold, "netto_laanegjeld")
    (linje,) = lag(figur, "rule")
    assert linje["mark"]["strokeDash"]  # type: ignore[index]
    assert linje["encoding"]["y"]["datum"] == 90  # type: ignore[index]
    assert "Mål: høyst 90" in json.dumps(figur.spesifikasjon, ensure_ascii=False)


@pytest.mark.krav("KOSTRA-11")
def test_result_debt_and_free_income_have_charts_with_their_data(innhold: Innhold) -> None:
    assert kolonne(tegn(innhold, "netto_driftsresultat"), "verdi")[:2] == [Decimal("-7.2"), Decimal("-5.8")]
    assert kolonne(tegn(innhold, "netto_laanegjeld"), "aar_2024")[0] == Decimal("104.8")
    assert kolonne(tegn(innhold, "frie_inntekter"), "verdi")[0] == Decimal(77415)


@pytest.mark.krav("HR-03")
def test_the_sick_leave_target_of_the_unit_is_a_line(med_maal: Innhold, innhold: Innhold) -> None:
    def maal(inn: Innhold, kode: str) -> list[object]:
        return [linje["encoding"]["y"]["datum"] for linje in lag(tegn(inn, "sykefravaer", kode), "rule")]  # type: ignore[index]

    assert maal(med_maal, "200") == [6.5]
    assert maal(med_maal, "230") == [8]
    assert maal(innhold, "200") == []
    assert "Målet er høyst 6,5" in tegn(med_maal, "sykefravaer", "200").alternativ


@pytest.mark.krav("DEMO-04")
def test_aldersbaereevne_is_shown_then_now_and_expected(innhold: Innhold) -> None:
    figur = tegn(innhold, "aldersbaereevne")
    assert kolonne(figur, "aar") == ["2013", "2024", "2033 (prognose)"]
    assert kolonne(figur, "verdi") == [Decimal("3.31"), Decimal("2.6"), 2]


@pytest.mark.krav("DEMO-02")
def test_age_groups_of_ten_years_become_chart_and_table() -> None:
    poster = tuple(
        {"aldersgruppe": gruppe, "aar": 2020 + n, "personer": start + n * steg}
        for gruppe, start, steg in (("0–5 år", 300, -4), ("80 år og eldre", 250, 9))
        for n in range(11)
    )
    figur = tegn(smaa_innhold({}, datasett={"aldersgrupper": poster}), "aldersgrupper")
    assert len(figur.data.kolonner) == 1 + 11
    assert [r.celler[-1].verdi for r in figur.data.rader] == [260, 340]
    assert "0–5 år: 300 personer i 2020, 260 personer i 2030." in figur.alternativ
    assert len(figur.spesifikasjon["data"]["values"]) == 22


def test_the_deviation_chart_shows_both_ways_for_each_area(innhold: Innhold) -> None:
    figur = tegn(innhold, "avvik_per_rammeomrade")
    for mindre, mer, netto in zip(
        kolonne(figur, "mindre"), kolonne(figur, "mer"), kolonne(figur, "netto"), strict=True
    ):
        assert mindre >= 0 >= mer  # type: ignore[operator]
        assert mindre + mer == netto  # type: ignore[operator]
    assert "Oppvekst" in kolonne(figur, "rammeomrade")


def test_a_chart_without_figures_is_not_drawn() -> None:
    tomt = smaa_innhold({})
    assert {
        navn: lag_figur(tomt, tomt.grunnlag.organisasjon[0]) for navn, lag_figur in FIGURER.items()
    } == dict.fromkeys(FIGURER)

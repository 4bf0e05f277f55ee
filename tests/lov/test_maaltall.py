"""Handlingsregler, minimumsavdrag, ROBEK, inndekning and key figures."""

from datetime import date
from decimal import Decimal

import pytest

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.lov.handlingsregler import vurder
from rodtraad.lov.inndekning import inndekningsplan
from rodtraad.lov.minimumsavdrag import Avdragsgrunnlag, minimumsavdrag
from rodtraad.lov.nokkeltall import (
    behovskorrigert,
    definisjoner,
    korrigerte_frie_inntekter,
    nokkeltall,
    storrelser,
)
from rodtraad.lov.regelverk import last_regelverk
from rodtraad.lov.robek import Robekgrunnlag, er_i_robek, vurder_robek

TUSEN = 100_000
REGLER = {regel.id: regel for regel in last_regelverk(date(2024, 12, 31)).handlingsregler}


@pytest.mark.krav("FIN-01")
def test_the_three_handlingsregler_are_computed_as_defined() -> None:
    """From § 5-6 and § 5-8: rule 1 on tax and grant, rule 2 on net debt, rule 3 after premieavvik."""
    tall = storrelser(
        {
            "lov_5_6": {"1": 227387, "2": 187741, "9": 800211, "15": 820933, "24": -46946, "28": 0},
            "lov_5_8": {
                "C.I.1": 431,
                "C.I.3": -78268,
                "B.III.3": 60000,
                "E.I.5": 4000,
                "D.I": 900000,
                "A.II.3": 40000,
                "F.I": 21379,
                "B": 200000,
                "E": 150000,
            },
        }
    )
    svar = {navn: vurder(regel, tall) for navn, regel in REGLER.items()}
    assert list(svar) == ["avsetning_disposisjonsfond", "netto_laanegjeld", "disposisjonsfond"]
    assert (svar["avsetning_disposisjonsfond"].krav, svar["avsetning_disposisjonsfond"].oppfylt) == (
        7265,
        False,
    )
    assert (svar["netto_laanegjeld"].teller, svar["netto_laanegjeld"].prosent) == (838621, Decimal("104.80"))
    assert svar["netto_laanegjeld"].oppfylt is False
    assert svar["netto_laanegjeld"].margin == 720190 - 838621
    assert svar["disposisjonsfond"].teller == 431 - (60000 - 4000)
    assert (svar["disposisjonsfond"].krav, svar["disposisjonsfond"].oppfylt) == (80021, False)
    assert all(regel.hjemmel.kilde for regel in REGLER.values())


def test_a_rule_is_not_in_force_before_its_day() -> None:
    assert last_regelverk(date(2020, 12, 31)).handlingsregler == ()


def test_a_rule_says_which_amount_is_missing() -> None:
    with pytest.raises(RodtraadFeil, match="mangler rammetilskudd"):
        vurder(REGLER["avsetning_disposisjonsfond"], {"avsetning_disposisjonsfond": 0, "skatteinntekter": 1})


def test_the_least_instalment_explains_itself_with_budget_and_accounts() -> None:
    svar = minimumsavdrag(
        Avdragsgrunnlag(
            avskrivninger=42_991 * TUSEN,
            laanegjeld=600_000 * TUSEN,
            avskrivbare_anleggsmidler=800_000 * TUSEN,
            betalt=33_841 * TUSEN,
            budsjettert=32_150 * TUSEN,
        )
    )
    assert svar.minimum == 3_224_325_000
    assert svar.forklaring() == (
        "Minimumsavdraget er 42\u202f991 i avskrivninger × 600\u202f000 i lånegjeld / 800\u202f000 i avskrivbare "
        "anleggsmidler = 32\u202f243 (1000 kr). Betalt avdrag er 33\u202f841, 1\u202f691 over budsjettet på "
        "32\u202f150. Kravet er oppfylt."
    )


def test_the_least_instalment_cannot_be_computed_without_assets() -> None:
    with pytest.raises(RodtraadFeil, match="avskrivbare anleggsmidler"):
        minimumsavdrag(Avdragsgrunnlag(1, 1, 0, 0))
    assert minimumsavdrag(Avdragsgrunnlag(0, 0, 0, 5)).margin == 5


@pytest.mark.krav("REGN-08")
def test_a_cover_plan_over_more_than_two_years_means_robek_and_shows_what_remains() -> None:
    plan = inndekningsplan({2023: 38149, 2024: 40119}, {2025: 10000, 2026: 20000, 2027: 24134, 2028: 24134})
    assert dict(plan.rest) == {2025: 68268, 2026: 48268, 2027: 24134, 2028: 0}
    assert [(a.oppstaatt, a.siste_aar, a.antall_aar) for a in plan.arganger] == [
        (2023, 2027, 4),
        (2024, 2028, 4),
    ]
    assert plan.gir_robek
    vurdering = vurder_robek(Robekgrunnlag(aar=2024, inndekning=plan))
    assert er_i_robek(vurdering)
    assert vurdering[2].begrunnelse == "Merforbruket dekkes inn over 4 år; grensen er 2 år."
    kort = inndekningsplan({2024: 40119}, {2025: 20000, 2026: 20119})
    assert not kort.gir_robek
    assert not er_i_robek(vurder_robek(Robekgrunnlag(aar=2024, inndekning=kort)))


def test_a_cover_plan_may_not_cover_more_than_there_is_or_before_it_arose() -> None:
    with pytest.raises(RodtraadFeil, match="bare 10 øre"):
        inndekningsplan({2024: 10}, {2025: 11})
    with pytest.raises(RodtraadFeil, match="I 2024 er det planlagt 5 øre mer"):
        inndekningsplan({2024: 10}, {2024: 5})
    with pytest.raises(RodtraadFeil, match="positive"):
        inndekningsplan({2024: -10}, {})


def test_every_letter_of_robek_is_judged_and_says_why() -> None:
    vurdering = vurder_robek(
        Robekgrunnlag(
            aar=2024,
            merforbruk_budsjett=500 * TUSEN,
            merforbruk_plan={2025: 0, 2026: 7 * TUSEN},
            akkumulert_merforbruk=78_268 * TUSEN,
            driftsinntekter=800_211 * TUSEN,
            budsjett_vedtatt=date(2024, 1, 15),
            regnskap_vedtatt=date(2025, 6, 20),
            vedtak_inndelingslova=False,
        )
    )
    assert {b.bokstav: b.oppfylt for b in vurdering} == {
        "a": True,
        "b": True,
        "c": None,
        "d": True,
        "e": True,
        "f": False,
        "g": False,
    }
    assert "9,78\u202f%" in vurdering[3].begrunnelse
    assert "7 i 2026" in vurdering[1].begrunnelse
    assert "15.01.2024, etter fristen 31.12.2023" in vurdering[4].begrunnelse
    assert all(str(b.hjemmel) == f"kommuneloven § 28-1 bokstav {b.bokstav}" for b in vurdering)


def test_a_passed_deadline_without_decision_counts() -> None:
    vurdering = vurder_robek(Robekgrunnlag(aar=2024, i_dag=date(2025, 7, 1)))
    assert [b.oppfylt for b in vurdering if b.bokstav in "ef"] == [True, True]


def test_figures_per_inhabitant_say_which_definition_they_follow() -> None:
    tall = {"rammetilskudd": 227_387 * TUSEN, "skatteinntekter": 187_741 * TUSEN, "innbyggere": 5681}
    frie = nokkeltall("frie_inntekter_per_innbygger", tall)
    assert frie.verdi == 73073
    assert "innbyggere 31. desember" in frie.definisjon
    assert behovskorrigert(Decimal(73073), Decimal("1.0484")).verdi == 69700
    assert "Ren divisjon" in behovskorrigert(Decimal(73073), Decimal("1.0484")).definisjon
    kfi = korrigerte_frie_inntekter(Decimal(73073), Decimal("1.05"), Decimal(60000))
    assert kfi.verdi == 70073
    assert kfi.definisjon.startswith("KFI")


def test_every_key_figure_has_a_definition_and_refuses_to_guess() -> None:
    assert len(definisjoner()) == 10
    for navn, definisjon in definisjoner().items():
        assert definisjon.definisjon.endswith(".")
        with pytest.raises(RodtraadFeil, match="mangler"):
            nokkeltall(navn, {})


@pytest.mark.krav("FIN-01")
def test_a_municipality_has_only_the_rules_its_own_council_decided() -> None:
    regelverk = last_regelverk(date(2024, 12, 31))
    assert len(regelverk.handlingsregler_for("5025")) == len(REGLER) == 3
    assert regelverk.handlingsregler_for("1130") == ()

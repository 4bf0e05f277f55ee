"""Each difference between accounts and KOSTRA is taken apart; the causes change when the input does (REGN-12)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kostra.avstemming import avstem
from rodtraad.kostra.avstemmingsaarsaker import BEREGNERE, KAN_GJELDE, siste_dag
from rodtraad.kostra.avstemmingsregler import FIL, build_rules, regler
from rodtraad.kostra.avstemmingsverdier import Personforklaring, Stilling
from rodtraad.lov.regelverk import last_regelverk
from tests.kostra.fakta import REVIDERT, UREVIDERT, deler, fakta, publisert, rader, tusen

pytestmark = pytest.mark.krav("REGN-12")
SKOLE = ("1", "202", "010", 5_000_000)


def test_amounts_within_the_rounding_of_kroner_per_inhabitant_agree() -> None:
    """1000 inhabitants: half a krone per inhabitant hides 500 kroner, and not one more."""
    innenfor = rader(publisert("202", 5000), i=fakta(("1", "202", "010", 5_000_500)))["202"]
    assert (innenfor.stilling, deler(innenfor), innenfor.uforklart) == (
        Stilling.STEMMER,
        {"avrunding": -500},
        0,
    )
    utenfor = rader(publisert("202", 5000), i=fakta(("1", "202", "010", 5_000_501)))["202"]
    assert (utenfor.stilling, deler(utenfor), utenfor.uforklart) == (Stilling.UFORKLART, {}, -50_100)


def test_amounts_in_thousands_are_compared_without_the_number_of_inhabitants() -> None:
    i = fakta(("1", "202", "010", 4_999_600), innbyggere=0)
    assert rader(tusen("202", 5000), i=i)["202"].stilling == Stilling.STEMMER
    per_hode = rader(publisert("202", 5000), i=i)["202"]
    assert (per_hode.kostra, per_hode.differanse) == (None, 0)


def test_net_cost_leaves_out_finance_and_funds_but_takes_lending_and_depreciation() -> None:
    i = fakta(SKOLE, ("1", "202", "590", 200_000), ("1", "202", "600", -1_000_000), ("1", "202", "550", 700_000),
              ("1", "202", "920", -10_000), ("0", "202", "200", 9_000_000))  # fmt: skip
    assert rader(tusen("202", 4190), i=i)["202"].regnskap == 419_000_000


def test_internal_trade_is_netted_in_konsern_figures_and_only_there() -> None:
    i = fakta(SKOLE, ("1", "202", "380", 300_000), ("1", "202", "780", -100_000))
    konsern = rader(tusen("202", 5000, omfang="konsern"), i=i)["202"]
    assert (konsern.stilling, deler(konsern)) == (Stilling.FORKLART, {"internhandel": -200_000})
    kasse = rader(tusen("202", 5000), i=i)["202"]
    assert (kasse.stilling, deler(kasse)) == (Stilling.UFORKLART, {})


def test_when_ssb_gives_both_scopes_the_difference_between_them_is_computed() -> None:
    i = fakta(SKOLE, ("1", "202", "380", 300_000))
    konsern, kasse = (
        tusen("202", 6000, omfang="konsern", nokkel="A"),
        tusen("202", 5300, omfang="kasse", nokkel="B"),
    )
    (forst, *_) = [r for r in _alle(konsern, kasse, i=i) if r.publisert == konsern]
    assert (forst.stilling, deler(forst)) == (Stilling.FORKLART, {"omfang": 700_000})
    (alene,) = [r for r in _alle(konsern, i=i) if r.publisert == konsern]
    assert deler(alene) == {"internhandel": -300_000}
    assert [a.id for a in alene.mulige] == ["andel"]


def _alle(*tall: object, i: object) -> list:
    return list(avstem(tall, i, regler(), {}))  # type: ignore[arg-type]


def test_what_is_dated_after_the_deadline_is_not_in_unrevised_figures() -> None:
    frist = date(2025, 2, 22)
    i = fakta(SKOLE, ("1", "202", "120", 250_000), etter_frist={frist: {("1", "202", "120"): 25_000_000}})
    urevidert = rader(tusen("202", 5000, publisert=UREVIDERT), i=i)["202"]
    assert (urevidert.stilling, deler(urevidert)) == (Stilling.FORKLART, {"etterpostering": -250_000})
    revidert = rader(tusen("202", 5000, publisert=REVIDERT), i=i)["202"]
    assert (revidert.stilling, deler(revidert)) == (Stilling.UFORKLART, {})
    assert siste_dag(tusen("202", 1, publisert=UREVIDERT)) == frist
    assert siste_dag(tusen("202", 1, publisert=REVIDERT)) == date(2025, 4, 15)


def test_investment_or_funds_are_a_cause_only_when_they_are_the_whole_rest() -> None:
    investering = ("0", "202", "230", 800_000)
    treff = rader(tusen("202", 5800), i=fakta(SKOLE, investering))["202"]
    assert deler(treff) == {"investering": 800_000}
    bom = rader(tusen("202", 5810), i=fakta(SKOLE, investering))["202"]
    assert (deler(bom), bom.uforklart) == ({}, 81_000_000)
    fond = rader(tusen("202", 4100), i=fakta(SKOLE, ("1", "202", "950", -900_000)))["202"]
    assert deler(fond) == {"finans": -900_000}


def test_a_correction_explains_only_when_it_brings_the_figure_nearer_the_ledger() -> None:
    i = fakta(("1", "332", "230", 9_030_000))
    naer = rader(publisert("332", 6).med_korrigering(Decimal(9030)), i=i)["332"]
    assert (naer.stilling, deler(naer)) == (Stilling.FORKLART, {"korrigering": -9_024_000})
    bort = rader(publisert("332", 9030).med_korrigering(Decimal(6)), i=i)["332"]
    assert (bort.stilling, deler(bort)) == (Stilling.STEMMER, {})


def test_two_functions_of_an_area_with_opposite_rests_are_pointed_out_but_not_explained() -> None:
    i = fakta(("1", "257", "010", 5_000_000), ("1", "258", "010", 8_000_000))
    funnet = rader(tusen("257", 6000), tusen("258", 7000), i=i)
    assert [a.id for a in funnet["257"].mulige] == ["annen_funksjon"]
    assert funnet["257"].uforklart == 100_000_000
    ulike = rader(tusen("257", 6000), tusen("258", 7300), i=i)
    assert "annen_funksjon" not in [a.id for a in ulike["257"].mulige]


def test_a_function_without_postings_may_lie_in_a_company_in_konsern_figures() -> None:
    uten = rader(tusen("339", 9000, omfang="konsern"), i=fakta(SKOLE))["339"]
    assert ({a.id for a in uten.mulige}, uten.er_funn) == ({"selskap", "andel"}, True)
    assert "selskap" not in {a.id for a in rader(tusen("339", 9000), i=fakta(SKOLE))["339"].mulige}


def test_a_constructed_ledger_is_said_to_be_so() -> None:
    rad = rader(tusen("202", 9000), i=fakta(SKOLE, konstruert=True))["202"]
    assert "konstruert" in {a.id for a in rad.mulige}


def test_a_function_that_is_not_published_is_shown_and_never_a_finding() -> None:
    rad = rader(tusen("202", 5000), i=fakta(SKOLE, ("1", "211", "010", 7_000_000)))["211"]
    assert (rad.stilling, rad.kostra, rad.regnskap, rad.er_funn) == (
        Stilling.IKKE_PUBLISERT, None, 700_000_000, False,
    )  # fmt: skip


def test_an_area_is_the_functions_of_ssbs_hierarchy() -> None:
    kirke = publisert("", 610, navn="Kirke")
    rad = rader(kirke, i=fakta(("1", "390", "470", 500_000), ("1", "393", "230", 110_000)))["390, 392, 393"]
    assert (rad.stilling, rad.regnskap) == (Stilling.STEMMER, 61_000_000)
    ukjent = rader(publisert("", 5, navn="Romfart"), i=fakta(SKOLE))["Romfart"]
    assert (ukjent.stilling, ukjent.er_funn) == (Stilling.UTEN_KODE, False)


def test_financial_lines_are_shown_with_the_sign_of_kostra() -> None:
    i = fakta(
        SKOLE, ("1", "800", "870", -3_000_000), ("1", "840", "800", -4_000_000), ("1", "800", "900", -50_000)
    )
    frie = rader(publisert("", 7000, navn="Frie inntekter per innbygger (kr)"), i=i)
    assert frie["Frie inntekter per innbygger (kr)"].stilling == Stilling.STEMMER
    resultat = rader(publisert("", 2050, navn="Netto driftsresultat i kroner per innbygger"), i=i)
    assert resultat["Netto driftsresultat i kroner per innbygger"].stilling == Stilling.STEMMER


def test_chapters_are_compared_only_when_the_balance_is_in_the_ledger() -> None:
    fond = tusen("", 431, navn="Disposisjonsfond (K) Beløp (1000 kr)")
    uten = rader(fond, i=fakta(SKOLE))[fond.navn]
    assert (uten.stilling, uten.er_funn) == (Stilling.IKKE_I_HOVEDBOKEN, False)
    med = rader(fond, i=fakta(SKOLE, balanse={"56": -43_100_000, "10": 99}))[fond.navn]
    assert med.stilling == Stilling.STEMMER


def test_what_a_person_has_explained_is_taken_from_the_rest() -> None:
    i = fakta(SKOLE)
    tall = tusen("202", 9000)
    for_ = rader(tall, i=i)["202"]
    andel = regler().aarsak("andel")
    assert andel is not None
    skrevet = Personforklaring(for_.id, andel, "Andel av interkommunal skole.", ore=400_000_000)
    etter = rader(tall, i=i, forklaringer=(skrevet,))["202"]
    assert (for_.er_funn, etter.er_funn, etter.stilling) == (True, False, Stilling.FORKLART)
    bare_ord = rader(tall, i=i, forklaringer=(replace(skrevet, ore=None),))["202"]
    assert (bare_ord.er_funn, bare_ord.uforklart) == (True, 400_000_000)


@pytest.mark.parametrize(
    ("kostra", "regnskap", "funn"),
    [
        (5_250, 5_000_000, False),  # exactly the limit in kroner
        (5_251, 5_000_000, True),
        (10_400, 10_000_000, False),  # over in kroner, under five percent
        (52_000, 50_000_000, False),  # exactly the limit that always counts
        (52_001, 50_000_000, True),
    ],
)
def test_a_rest_is_a_finding_above_the_limits_and_not_at_them(
    kostra: int, regnskap: int, *, funn: bool
) -> None:
    assert rader(tusen("202", kostra), i=fakta(("1", "202", "010", regnskap)))["202"].er_funn is funn


@given(st.integers(-10_000, 10_000), st.integers(-9_000_000, 9_000_000), st.integers(-500_000, 500_000),
       st.sampled_from(["kasse", "konsern"]))  # fmt: skip
def test_the_parts_and_the_rest_always_make_up_the_difference(
    kostra: int, regnskap: int, intern: int, omfang: str
) -> None:
    i = fakta(("1", "202", "010", regnskap), ("1", "202", "380", intern), ("0", "202", "230", intern))
    rad = rader(tusen("202", kostra, omfang=omfang), i=i)["202"]
    assert rad.differanse == sum(d.ore for d in rad.deler) + rad.uforklart
    assert rad.differanse == kostra * 100_000 - (regnskap + intern) * 100
    assert (rad.stilling == Stilling.UFORKLART) == (rad.uforklart != 0)


def test_every_cause_has_a_source_that_exists_and_a_kind_that_is_programmed() -> None:
    kilder = last_regelverk(date(2024, 12, 31)).kilder
    for aarsak in (*regler().aarsaker, *regler().mulige):
        assert aarsak.hjemmel is not None
        assert aarsak.hjemmel.kilde in kilder
        assert aarsak.hjemmel.kontrollert
        assert aarsak.forklaring.endswith(".")
        assert kilder[aarsak.hjemmel.kilde].tittel in aarsak.kilde
    assert {a.slag for a in regler().aarsaker} == set(BEREGNERE)
    assert {a.slag for a in regler().mulige} == set(KAN_GJELDE)
    assert all(linje.hjemmel.kilde in kilder for linje in regler().linjer)


def test_rules_that_name_a_cause_twice_or_not_at_all_are_refused() -> None:
    data = yaml.safe_load(FIL.read_text(encoding="utf-8"))
    with pytest.raises(RodtraadFeil, match="to ganger"):
        build_rules({**data, "mulige": [*data["mulige"], data["mulige"][0]]})
    with pytest.raises(RodtraadFeil, match="ukjent"):
        build_rules({**data, "valgbare": ["ukjent"]})

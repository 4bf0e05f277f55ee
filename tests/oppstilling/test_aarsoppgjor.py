"""Funds, merforbruk, ROBEK, instalments and errors: what the closing of a year must show."""

from dataclasses import replace
from decimal import Decimal

import pytest

from rodtraad.kjerne.avrunding import ORE_PER_TUSEN_KR, rund
from rodtraad.oppstilling.grunnlag import Balansesum
from rodtraad.oppstilling.tabeller import tabell
from tests.oppstilling.aarsoppgjor import etter, med_balanse, med_datasett, ore, rader

FONDSLINJER = (1, 2, 4, 5)


@pytest.mark.krav("FIN-06")
def test_opening_plus_additions_minus_use_is_closing_for_each_fund() -> None:
    hel = tabell(med_balanse(), "fond")
    for linje in range(1, len(hel.rader) + 1):
        deler = sum(ore(hel, linje, kolonne) for kolonne in ("inngaaende", "avsatt", "brukt"))
        assert deler == ore(hel, linje, "utgaaende")
    assert ore(hel, 1, "avsatt") == 35_272_559_00
    assert ore(hel, 1, "brukt") == -17_355_591_00
    assert {rad["fond"] for rad in rader(med_balanse(), "fond")} >= {
        "Disposisjonsfond", "Bundne driftsfond", "Ubundet investeringsfond", "Bundne investeringsfond"
    }  # fmt: skip
    assert "er lik utgående beholdning for alle fondene" in hel.merknader[0]


def test_a_balance_the_movements_do_not_explain_is_said_in_the_table() -> None:
    grunnlag = med_balanse()
    skjev = Balansesum(2024, "regnskap", "51", "080", 1_000_00, 1)
    hel = tabell(replace(grunnlag, balansesummer=(*grunnlag.balansesummer, skjev)), "fond")
    assert hel.merknader[0].endswith("for Bundne driftsfond med 1\u202f000 kr.")


def test_without_last_years_balance_no_opening_is_guessed() -> None:
    grunnlag = med_balanse()
    uten = tuple(b for b in grunnlag.balansesummer if b.aar == 2024)
    hel = tabell(replace(grunnlag, balansesummer=uten), "fond")
    assert hel.rader == ()
    assert "balansen for 2023 ikke er lest inn" in hel.merknader[0]


@pytest.mark.krav("FIN-06")
def test_movements_per_rammeomraade_add_up_to_the_fund() -> None:
    hel = tabell(med_balanse(), "fond_rammeomraade")
    fond = tabell(med_balanse(), "fond")
    for kolonne in ("avsatt", "brukt"):
        egne = sum(ore(hel, linje, kolonne) for linje in range(1, len(hel.rader)))
        assert egne == ore(hel, len(hel.rader), kolonne) == ore(fond, 1, kolonne)


@pytest.mark.krav("FIN-08")
def test_accumulated_merforbruk_per_year_and_when_the_law_wants_it_covered() -> None:
    plan = rader(med_balanse(), "inndekningsplan")
    assert [(r["aar"], r["merforbruk"], r["frist"], r["dekket"]) for r in plan] == [
        ("2023", 38149, 2025, 2025),
        ("2024", 40119, 2026, 2026),
        ("Sum", 78268, None, 2026),
    ]
    assert [(r["rest_2025"], r["rest_2026"]) for r in plan] == [(0, 0), (40119, 0), (40119, 0)]
    assert "beregnet, ikke vedtatt" in tabell(med_balanse(), "inndekningsplan").merknader[0]


@pytest.mark.krav("FIN-08")
def test_the_letters_are_answered_from_the_accounts_and_the_unknown_is_not_guessed() -> None:
    robek = etter("bokstav", rader(med_balanse(), "robek"))
    assert [robek[b]["oppfylt"] for b in "abcdefg"] == [
        "Nei",
        *["Ikke oppgitt"] * 2,
        "Ja",
        *["Ikke oppgitt"] * 3,
    ]
    assert "9,78" in str(robek["d"]["begrunnelse"])
    status = etter("vilkaar", rader(med_balanse(), "robek"))
    assert status["Registrert i ROBEK siden"]["oppfylt"] == "Ikke oppgitt"
    kjent = replace(med_balanse(), innstillinger={"robek_siden": "1. juli 2024"})
    assert etter("vilkaar", rader(kjent, "robek"))["Registrert i ROBEK siden"]["oppfylt"] == "1. juli 2024"


@pytest.mark.krav("REGN-08")
@pytest.mark.krav("FIN-08")
def test_an_adopted_plan_over_more_than_two_years_means_robek_and_shows_what_remains() -> None:
    vedtatt = tuple(
        {"aar": 2024 + nr, "belop_kr": Decimal(kr), "vedtak": "PS 1/25"}
        for nr, kr in enumerate((10_000_000, 20_000_000, 24_134_118, 24_134_118), 1)
    )
    grunnlag = med_datasett(inndekningsplan=vedtatt)
    plan = rader(grunnlag, "inndekningsplan")
    assert [plan[-1][f"rest_{aar}"] for aar in (2025, 2026, 2027, 2028)] == [68268, 48268, 24134, 0]
    assert tabell(grunnlag, "inndekningsplan").merknader == (
        "Inndekningen følger planen kommunestyret har vedtatt.",
    )
    assert etter("bokstav", rader(grunnlag, "robek"))["c"]["oppfylt"] == "Ja"


@pytest.mark.krav("FIN-11")
def test_instalments_stand_against_the_budget_and_missing_inputs_are_named() -> None:
    avdrag = etter("post", rader(med_balanse(), "minimumsavdrag"))
    assert (avdrag["Betalte avdrag på lån"]["oppr_bud_2024"], avdrag["Betalte avdrag på lån"]["regnskap_2024"]) == (
        32150, 33841,
    )  # fmt: skip
    hel = tabell(med_balanse(), "minimumsavdrag")
    assert hel.rader[-1].celler[-1].verdi is None
    assert "ikke oppgitt i kilden" in hel.rader[-1].celler[-1].grunn


@pytest.mark.krav("FIN-11")
def test_the_minimum_is_computed_when_its_inputs_are_imported() -> None:
    inndata = {"laanegjeld": 600_000_000, "avskrivbare_anleggsmidler": 800_000_000}
    poster = tuple({"aar": 2024, "post": navn, "belop_kr": Decimal(kr)} for navn, kr in inndata.items())
    avdrag = etter("post", rader(med_datasett(minimumsavdrag=poster), "minimumsavdrag"))
    avskrivninger = ore(tabell(med_balanse(), "minimumsavdrag"), 2, "regnskap_2024")
    assert avdrag["Minimumsavdrag"]["oppgitt"] == rund(avskrivninger * 600, 800 * ORE_PER_TUSEN_KR) == 32244
    assert avdrag["Lånegjeld til egne investeringer 1. januar"]["oppgitt"] == 600_000


@pytest.mark.krav("INV-11")
def test_each_project_shows_its_financing_and_the_total_is_the_statement() -> None:
    hel, sum_ = (
        tabell(med_balanse(), "prosjektfinansiering"),
        rader(med_balanse(), "prosjektfinansiering")[-1],
    )
    oversikt = tabell(med_balanse(), "bevilgning_5_5_1")
    post = {str(r.celler[2].verdi): ore(oversikt, r.linje, "regnskap_2024") for r in oversikt.rader}
    siste = len(hel.rader)
    assert ore(hel, siste, "laan") == post["Bruk av lån"] + post["Bruk av lån til videreutlån"]
    assert ore(hel, siste, "mva_kompensasjon") == post["Kompensasjon for merverdiavgift"]
    assert ore(hel, siste, "tilskudd") == post["Tilskudd fra andre"]
    videre = post["Videreutlån"] + post["Avdrag på lån til videreutlån"]
    assert ore(hel, siste, "utgifter") == post["Sum investeringsutgifter"] + videre
    assert sum_["rest"] == 0
    barnehager = etter("prosjekt", rader(med_balanse(), "prosjektfinansiering"))["Barnehager Røros sentrum"]
    deler = ("utgifter", "laan", "mva_kompensasjon", "tilskudd", "salg", "fond", "andre")
    assert sum(int(str(barnehager[d])) for d in deler) == barnehager["rest"] == 0
    assert barnehager["laan"] == -67060


@pytest.mark.krav("KVAL-02")
def test_the_teacher_norm_has_seven_rows_with_norm_value_margin_and_light() -> None:
    norm = rader(med_balanse(), "laerernorm_hovedtrinn")
    assert [(r["hovedtrinn"], r["norm"], r["gruppestorrelse"], r["margin"]) for r in norm] == [
        ("1-4", 15, Decimal("12.7"), Decimal("2.3")),
        ("5-7", 20, Decimal("13.9"), Decimal("6.1")),
        ("1-4", 15, Decimal("10.2"), Decimal("4.8")),
        ("5-7", 20, Decimal("10.9"), Decimal("9.1")),
        ("1-4", 15, 15, 0),
        ("5-7", 20, Decimal("17.1"), Decimal("2.9")),
        ("8-10", 20, Decimal("18.1"), Decimal("1.9")),
    ]
    assert all(str(r["status"]).startswith("Grønn") for r in norm)
    brutt = tuple(
        {**p, "gruppestorrelse_hovedtrinn": Decimal("20.1")} for p in med_balanse().datasett["laerernorm"]
    )
    assert {str(r["status"]) for r in rader(med_datasett(laerernorm=brutt), "laerernorm_hovedtrinn")} == {
        "Rød: normen er brutt"
    }


@pytest.mark.krav("KONTO-06")
def test_original_budget_and_each_amendment_with_its_case_is_the_revised_budget() -> None:
    endring = {
        "slag": "endring_administrativ", "referanse": "KD 2024-02", "dato": "2024-05-15", "myndighet": "administrativ",
        "saksnr": "48/24", "tekst": "Bruk av bundne fond", "kontoklasse": "1", "virksomhet": "200", "ore": 1_286_080_00,
    }  # fmt: skip
    endringer = rader(med_datasett(budsjettendringer=(endring,)), "budsjettendringer")
    assert [(r["post"], r["sak"], r["belop"]) for r in endringer] == [
        ("Opprinnelig budsjett", None, 114928),
        ("Bruk av bundne fond", "48/24", 1286),
        ("Revidert budsjett", None, 116215),
    ]

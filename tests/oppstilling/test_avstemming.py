"""The ledger against KOSTRA, and the units behind each function."""

from dataclasses import replace

import pytest

from rodtraad.oppstilling.grunnlag import Funksjonssum
from rodtraad.oppstilling.tabeller import tabell
from tests.oppstilling.aarsoppgjor import etter, med_balanse, med_datasett, ore, rader


@pytest.mark.krav("REGN-12")
def test_each_function_shows_kostra_ledger_difference_and_an_explanation() -> None:
    hel = tabell(med_balanse(), "avstemming_kostra")
    alle = rader(med_balanse(), "avstemming_kostra")
    assert len(alle) == 17
    politisk = etter("funksjon_kode", alle)["100"]
    assert (politisk["kostra"], politisk["regnskap_2024"], politisk["differanse"]) == (4380, 4725, -345)
    for linje, rad in enumerate(alle, 1):
        kostra = int(str(rad["kr_per_innbygger"])) * 5681 * 100
        assert (
            abs(int(str(rad["differanse"])) * 100_000 - (kostra - ore(hel, linje, "regnskap_2024"))) <= 50_000
        )
        assert rad["forklaring"]
    assert "ganger 5\u202f681 innbyggere" in hel.merknader[0]


@pytest.mark.krav("REGN-12")
def test_a_difference_within_rounding_one_in_a_company_and_a_registered_one_are_told_apart() -> None:
    grunnlag = med_balanse()
    nye = [s for s in grunnlag.funksjonssummer if s.funksjon not in {"100", "110"}]
    nye.append(Funksjonssum(2024, "regnskap", "1", "100", "100", 771 * 5681 * 100 + 2_840_00, 1))
    svar = etter(
        "funksjon_kode",
        rader(
            replace(
                grunnlag,
                funksjonssummer=tuple(nye),
                innstillinger={"avstemming_kostra_120": "Overhead fordelt på selvkost."},
            ),
            "avstemming_kostra",
        ),
    )
    assert svar["100"]["forklaring"] == "Innenfor avrunding"
    assert (
        svar["110"]["forklaring"]
        == "Kommunekassen har ingen poster på funksjonen; utgiften ligger i et selskap"
    )
    assert svar["120"]["forklaring"] == "Overhead fordelt på selvkost."
    assert "Ikke undersøkt" in str(svar["253"]["forklaring"])


def test_without_inhabitants_nothing_is_reconciled() -> None:
    assert rader(med_datasett(befolkning=()), "avstemming_kostra") == []


@pytest.mark.krav("KOSTRA-09")
def test_the_units_behind_a_function_add_up_to_the_function() -> None:
    hel = tabell(med_balanse(), "enhet_funksjon")
    per: dict[object, int] = {}
    for rad in hel.rader:
        per[rad.celler[0].verdi] = per.get(rad.celler[0].verdi, 0) + ore(hel, rad.linje, "regnskap_2024")
    i_rammer = {v.kode for v in med_balanse().organisasjon if v.nivaa == "virksomhet"}
    for funksjon in ("120", "202", "253"):
        assert per[funksjon] == sum(
            s.belop
            for s in med_balanse().funksjonssummer
            if (s.aar, s.slag, s.kontoklasse, s.funksjon) == (2024, "regnskap", "1", funksjon)
            and s.virksomhet in i_rammer
        )
    skolene = [r for r in rader(med_balanse(), "enhet_funksjon") if r["virksomhet"] == "Skolene"]
    assert "202" in {r["funksjon"] for r in skolene}

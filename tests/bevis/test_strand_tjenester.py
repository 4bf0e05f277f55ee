"""Strand per service function (12367) through the ledger, against what SSB makes of the same accounts (13543)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rodtraad.innlesing.services import les_inn
from rodtraad.lov.regelverk import last_regelverk
from rodtraad.oppstilling.queries import hent_grunnlag
from tests.bevis import ssb, ssb_tjenester
from tests.bevis.tabeller import vist


@pytest.fixture
def svar(delt: Path) -> tuple[Path, ssb.Svar]:
    return ssb.svarfil(delt, "12367"), ssb.les_svar(ssb.svarfil(delt, "13543"))


@pytest.fixture
def tjenester(svar: tuple[Path, ssb.Svar], tmp_path: Path, settings: Any, db: None) -> None:
    settings.MAPPE = tmp_path / "installasjon"
    settings.MAPPE.mkdir()
    resultat = les_inn("csv", [ssb_tjenester.skriv_csv(tmp_path / "tjenester.csv", svar[0])], av="kari")
    assert not resultat.har_feil, resultat.funn
    assert resultat.antall > 2500


@pytest.mark.krav("REGN-03")
@pytest.mark.krav("KONTO-03")
def test_the_lines_the_services_can_form_are_ssbs_and_every_difference_is_declared(
    tjenester: None, svar: tuple[Path, ssb.Svar]
) -> None:
    kart, fasit = ssb_tjenester.kart(), svar[1]
    funnet, erklaert = {}, {}
    for aar in kart["aar"]:
        linjer = vist(hent_grunnlag(aar), "lov_5_6", f"regnskap_{aar}")
        for rad in kart["linjer"]:
            nokkel = ("+".join(rad["linjer"]), aar)
            var = sum(linjer[nr] for nr in rad["linjer"])
            ssbs = sum(fasit.celler[begrep, kart["omfang"], aar] for begrep in rad["begreper"])
            funnet[nokkel] = var - ssbs
            erklaert[nokkel] = rad.get("avvik", {}).get(aar, 0)
        for rad in kart["kan_ikke"]:
            assert {nr: linjer.get(nr, 0) for nr in rad["linjer"] if linjer.get(nr)} == {}
    assert funnet == erklaert
    assert sum(1 for avvik in funnet.values() if avvik == 0) == 20


def test_every_detail_line_of_the_statement_is_formed_or_said_to_be_impossible() -> None:
    kart = ssb_tjenester.kart()
    nevnt = [nr for rad in (*kart["linjer"], *kart["kan_ikke"]) for nr in rad["linjer"]]
    form = last_regelverk(date(2024, 12, 31)).oppstilling("lov_5_6")
    assert set(nevnt) == {linje.nr for linje in form.linjer if linje.utvalg}
    assert all(
        rad["grunn"]
        for rad in (*kart["linjer"], *kart["kan_ikke"])
        if "avvik" in rad or rad in kart["kan_ikke"]
    )


def test_the_concepts_both_tables_have_are_equal_over_the_services(svar: tuple[Path, ssb.Svar]) -> None:
    kart, tall = ssb_tjenester.kart(), ssb_tjenester.celler(svar[0])
    for aar in kart["aar"]:
        for rad in kart["begreper"]:
            over = ssb_tjenester.over_funksjonene(tall, [rad["begrep"]], aar)
            assert over - svar[1].celler[rad["begrep"], kart["omfang"], aar] == rad.get("avvik", {}).get(
                aar, 0
            )


def test_ssbs_own_sums_hold_for_every_function(svar: tuple[Path, ssb.Svar]) -> None:
    """Rounded by SSB one by one, so a sum may be off by half a thousand per part."""
    kart, tall = ssb_tjenester.kart(), ssb_tjenester.celler(svar[0])
    for funksjon, aar in sorted({(f, a) for f, _b, a in tall if a in kart["aar"]}):
        for rad in kart["sammensatt"]:
            begrep = tall.get((funksjon, rad["begrep"], aar), 0)
            assert ssb_tjenester.belop(tall, funksjon, rad, aar) == begrep, (funksjon, aar, rad["begrep"])

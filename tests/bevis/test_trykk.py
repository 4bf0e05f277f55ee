"""Giske and Stavanger: the printed details through the ledger give the printed sums, whatever sign the print uses."""

from pathlib import Path
from typing import Any

import pytest

from rodtraad.innlesing.services import les_inn
from rodtraad.oppstilling.queries import hent_grunnlag
from tests.bevis.tabeller import vist
from tests.bevis.trykk import Trykk, data, ledd_i, les_trykk, skriv_csv

ALLE = sorted(data()["oppstillinger"])
KOLONNE = {"regnskap": "regnskap_{aar}", "opprinnelig": "oppr_bud_{aar}", "revidert": "rev_bud_{aar}"}


@pytest.fixture
def installasjon_mappe(tmp_path: Path, settings: Any, db: None) -> Path:
    settings.MAPPE = tmp_path / "installasjon"
    settings.MAPPE.mkdir()
    return tmp_path


def avvik(mappe: Path, trykk: Trykk) -> dict[str, dict[str, int]]:
    """Ours minus the print for every printed line and column, after a real import; zero left out."""
    resultat = les_inn(
        "csv", [skriv_csv(mappe / f"{trykk.navn}.csv", trykk)], av="kari", ved_overlapp="erstatt"
    )
    assert not resultat.har_feil, resultat.funn
    funnet: dict[str, dict[str, int]] = {}
    for kolonne, (aar, slag) in trykk.regler["kolonner"].items():
        linjer = vist(hent_grunnlag(aar), trykk.form.id, KOLONNE[slag].format(aar=aar))
        forskjell = {nr: linjer.get(nr, 0) - tall for nr, tall in trykk.trykt(kolonne).items()}
        if any(forskjell.values()):
            funnet[kolonne] = {nr: tall for nr, tall in forskjell.items() if tall}
    return funnet


@pytest.mark.krav("REGN-01")
@pytest.mark.krav("REGN-02")
@pytest.mark.krav("REGN-03")
@pytest.mark.parametrize("navn", ALLE)
def test_the_printed_sums_come_out(navn: str, delt: Path, installasjon_mappe: Path) -> None:
    trykk = les_trykk(delt, navn)
    assert avvik(installasjon_mappe, trykk) == trykk.regler["avrunding"]


@pytest.mark.parametrize("navn", ALLE)
def test_a_declared_rounding_is_one_that_rounding_can_give(navn: str, delt: Path) -> None:
    """n details and the sum itself, each half a thousand off at most."""
    trykk = les_trykk(delt, navn)
    for kolonne, linjer in trykk.regler["avrunding"].items():
        for nr, tall in linjer.items():
            assert 2 * abs(tall) <= ledd_i(trykk.form, nr) + 1, (kolonne, nr)


@pytest.mark.parametrize("navn", ALLE)
def test_a_wrong_sign_is_found(navn: str, delt: Path, installasjon_mappe: Path) -> None:
    """Read as the other convention, and with one turned line not turned, the sums no longer come out."""
    rett = les_trykk(delt, navn)
    lest_feil = [
        les_trykk(delt, navn, fortegn="raa" if rett.fortegn == "loven" else "loven"),
        *(les_trykk(delt, navn, snudd=rett.snudd - {post}) for post in sorted(rett.snudd)[:1]),
    ]
    for trykk in lest_feil:
        kolonner = avvik(installasjon_mappe, trykk).values()
        assert max((abs(tall) for linjer in kolonner for tall in linjer.values()), default=0) > 1000, (
            trykk.snudd
        )

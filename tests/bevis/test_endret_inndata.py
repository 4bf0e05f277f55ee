"""One input changed by 1000 kr: the sums above it change by as much, no other line does, and a control fires."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rodtraad.innlesing.services import les_inn
from rodtraad.kjerne.funn import Funn
from rodtraad.oppstilling.grunnlag import Grunnlag
from rodtraad.oppstilling.kontekst import kontekst_for
from rodtraad.oppstilling.kontroll import REGLER
from rodtraad.oppstilling.queries import hent_grunnlag
from tests.bevis import ssb
from tests.bevis.tabeller import vist

AAR = 2022
TUSEN_ORE = 100_000


@pytest.fixture
def grunnlag(delt: Path, tmp_path: Path, settings: Any, db: None) -> Grunnlag:
    settings.MAPPE = tmp_path / "installasjon"
    settings.MAPPE.mkdir()
    return les(ssb.skriv_csv(tmp_path / "urort.csv", delt, "B"))


def les(fil: Path) -> Grunnlag:
    resultat = les_inn("csv", [fil], av="kari", ved_overlapp="erstatt")
    assert not resultat.har_feil, resultat.funn
    return hent_grunnlag(AAR)


def ledger_funn(grunnlag: Grunnlag) -> set[Funn]:
    k = kontekst_for(grunnlag)
    return {funn for regel in REGLER for funn in regel(k)}


def virkning(kart: dict[str, Any], kode: str, sum_: str) -> int:
    """How SSB's own formula says a detail counts in a sum: 1, −1 or 0."""
    ledd = kart["summer"][sum_]
    return sum(
        fortegn * (1 if del_ == kode else virkning(kart, kode, del_) if del_ in kart["summer"] else 0)
        for fortegn, deler in ((1, ledd["pluss"]), (-1, ledd.get("minus", ())))
        for del_ in deler
    )


def med_endring(grunnlag: Grunnlag, kart: dict[str, Any], kode: str) -> Grunnlag:
    """The Grunnlag with 1000 kr more on one detail of the year."""
    til, ore = kart["detaljer"][kode], kart["detaljer"][kode]["fortegn"] * TUSEN_ORE
    if kart["kontoklasse"] == "2":
        saldo = replace(
            grunnlag.balansesummer[0], aar=AAR, slag="regnskap", kapittel=til["kapittel"], belop=ore
        )
        return replace(grunnlag, balansesummer=(*grunnlag.balansesummer, saldo))
    felles = {"aar": AAR, "slag": "regnskap", "kontoklasse": kart["kontoklasse"], "belop": ore}
    art = replace(grunnlag.artsummer[0], art=til["art"], **felles)
    kryss = replace(grunnlag.kryssummer[0], art=til["art"], funksjon=til["funksjon"], **felles)
    return replace(grunnlag, artsummer=(*grunnlag.artsummer, art), kryssummer=(*grunnlag.kryssummer, kryss))


@pytest.mark.krav("REGN-06")
@pytest.mark.parametrize("tabell", ssb.TABELLER)
def test_a_detail_moves_the_sums_above_it_and_only_those(grunnlag: Grunnlag, tabell: str) -> None:
    kart = ssb.kart(tabell)
    for_ = vist(grunnlag, kart["oppstilling"], f"regnskap_{AAR}")
    funn_for = ledger_funn(grunnlag)
    for kode, til in kart["detaljer"].items():
        endret = med_endring(grunnlag, kart, kode)
        etter = vist(endret, kart["oppstilling"], f"regnskap_{AAR}")
        flyttet = {nr: tall - for_.get(nr, 0) for nr, tall in etter.items() if tall != for_.get(nr, 0)}
        ventet = {
            s["linje"]: virkning(kart, kode, navn) * int(s.get("fortegn", 1))
            for navn, s in kart["summer"].items()
        }
        som_loven = -1 if kode in {"AD930", "AI930"} else 1
        assert flyttet == {nr: v for nr, v in {**ventet, til["linje"]: som_loven}.items() if v}, kode
        assert ledger_funn(endret) - funn_for, f"ingen kontroll fyrer for {tabell} {kode}"


@pytest.mark.parametrize("sted", ["13557 970 H030", "13543 A800 H082", "13545 KG52 H080"])
def test_a_changed_file_read_in_again_fires_the_control(
    grunnlag: Grunnlag, delt: Path, tmp_path: Path, sted: str
) -> None:
    """The same through the import: 1000 kr on one line of the file in every year."""
    tabell, kode, kontroll = sted.split()
    endret = les(ssb.skriv_csv(tmp_path / "endret.csv", delt, "B", {tabell: {kode: 1000}}))
    assert kontroll in {funn.kontroll for funn in ledger_funn(endret) - ledger_funn(grunnlag)}

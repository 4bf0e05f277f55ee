"""Strand 2020–2025 through the ledger: SSB's details in, SSB's sums out, line by line and year by year."""

from pathlib import Path
from typing import Any

import pytest

from rodtraad.innlesing.services import les_inn
from rodtraad.oppstilling.queries import hent_grunnlag
from tests.bevis import ssb
from tests.bevis.tabeller import vist

AAR = {"13543": range(2020, 2025), "13557": range(2020, 2026), "13545": range(2020, 2026)}


@pytest.fixture(params=sorted(ssb.OMFANG))
def strand(request: pytest.FixtureRequest, delt: Path, tmp_path: Path, settings: Any, db: None) -> str:
    """An installation that has read one scope of Strand's accounts through the ordinary CSV source."""
    settings.MAPPE = tmp_path / "installasjon"
    settings.MAPPE.mkdir()
    omfang: str = request.param
    resultat = les_inn("csv", [ssb.skriv_csv(tmp_path / f"strand-{omfang}.csv", delt, omfang)], av="kari")
    assert not resultat.har_feil, resultat.funn
    return omfang


@pytest.mark.krav("KONTO-01")
@pytest.mark.krav("REGN-02")
@pytest.mark.krav("REGN-03")
def test_every_line_of_every_year_is_ssbs(strand: str, delt: Path) -> None:
    """Details and sums, this year's column and last year's; the only differences are the declared ones."""
    funnet: dict[tuple[str, str, int], int] = {}
    for aar in range(2020, 2026):
        grunnlag = hent_grunnlag(aar)
        for tabell_id, aarene in AAR.items():
            kart, svar = ssb.kart(tabell_id), ssb.les_svar(ssb.svarfil(delt, tabell_id))
            for kolonneaar in {aar, aar - 1} & set(aarene) if aar in aarene else ():
                linjer = vist(grunnlag, kart["oppstilling"], f"regnskap_{kolonneaar}")
                for kode, til in {**kart["detaljer"], **kart["summer"]}.items():
                    deler = [k for k, t in kart["detaljer"].items() if t["linje"] == til["linje"]] or [kode]
                    ssbs = sum(
                        _som_loven(kart, k) * svar.celler.get((k, strand, kolonneaar), 0) for k in deler
                    )
                    avvik = linjer.get(til["linje"], 0) - ssbs
                    if avvik:
                        funnet[tabell_id, kode, kolonneaar] = avvik
    erklaert = {
        (t, a["linje"], aar): tall
        for t in ssb.TABELLER
        for a in ssb.kart(t)["avvik"]
        if strand in a["omfang"]
        for aar, tall in a["aar"].items()
    }
    assert funnet == erklaert


def _som_loven(kart: dict[str, Any], kode: str) -> int:
    """SSB's sign turned to the law's: only lines SSB shows as booked and the law shows positive are turned."""
    til = kart["detaljer"].get(kode)
    if til is None:
        return int(kart["summer"][kode].get("fortegn", 1))
    return -1 if kode in {"AD930", "AI930"} else 1

"""A cost moved in last year's column: the tables follow, and the report says why (KONTO-12)."""

import json
from pathlib import Path

import pytest

from tests.installasjoner import kopi, rodtraad
from tests.oppstilling.demo import i_installasjonen

GRUNN = "Renhold ligger under skolene fra 2024."
FLYTTING = """\
aar,periode,slag,kontoklasse,art,funksjon,kapittel,sektor,ansvar,bilag,dato,tekst,belop
2023,12,regnskap,1,200,202,,,2010,OMA-1,2023-12-31,Renhold,1000000.00
2023,12,regnskap,1,200,202,,,2310,OMA-1,2023-12-31,Renhold,-1000000.00
"""
LES = """
import json
from rodtraad.oppstilling.queries import hent_grunnlag
from rodtraad.oppstilling.tabeller import tabell
from rodtraad.rapport.aarsrapport import bygg
from rodtraad.rapport.dokument import Merknad
g = hent_grunnlag()
t = tabell(g, "okonomi_per_virksomhet", "20")
fjor, i_aar, navn = (t.kolonnenr(k) for k in ("regnskap_2023", "regnskap_2024", "virksomhet"))
verdier = {r.celler[navn].verdi: (r.celler[fjor].ore, r.celler[i_aar].ore) for r in t.rader}
kapittel = next(k for k in bygg(g).kapitler if k.id == "aarsregnskap")
merknader = [s.tekst for b in kapittel.blokker if isinstance(b, Merknad) for a in b.avsnitt for s in a.spenn]
print(json.dumps([verdier, merknader]))
"""


def les(mappe: Path) -> tuple[dict[str, list[int]], list[str]]:
    verdier, merknader = json.loads(i_installasjonen(mappe, LES))
    return verdier, merknader


@pytest.mark.krav("KONTO-12")
def test_a_moved_cost_stands_in_last_years_column_with_its_explanation(
    demo_mappe: Path, tmp_path: Path
) -> None:
    mappe = kopi(demo_mappe, tmp_path / "kopi")
    foer, _ = les(mappe)
    (tmp_path / "flytting.csv").write_text(FLYTTING, encoding="utf-8")
    (tmp_path / "profil.yaml").write_text(f"begrunnelse: {GRUNN}\n", encoding="utf-8")
    rodtraad("les", "csv", tmp_path / "flytting.csv", "--profil", tmp_path / "profil.yaml", "--mappe", mappe)
    etter, merknader = les(mappe)
    flyttet = {navn: etter[navn][0] - foer[navn][0] for navn in foer}
    assert {navn: ore for navn, ore in flyttet.items() if ore} == {
        "Skolene": 100_000_000, "Barnehagene": -100_000_000
    }  # fmt: skip
    assert all(etter[navn][1] == foer[navn][1] for navn in foer)
    assert f"flytting.csv: {GRUNN}" in merknader

"""SSB's own tables per function beside the ledger: what konsern has more than kasse is computed (REGN-12)."""

from decimal import Decimal
from pathlib import Path

import pytest

from rodtraad.kostra.avstemming import avstem
from rodtraad.kostra.avstemmingsregler import regler
from rodtraad.kostra.avstemmingsverdier import Fakta, Stilling
from rodtraad.kostra.publisert import FUNKSJONER, per_funksjon
from rodtraad.kostra.ssb_tall import from_kube, uten_dubletter
from rodtraad.statistikk.ssb.jsonstat import les_jsonstat
from tests.kostra.fakta import deler

pytestmark = pytest.mark.krav("REGN-12")
STRAND, AAR = "1130", 2024


def tall(delt: Path, tabell: str) -> list:
    svar = les_jsonstat((delt / "data" / "ssb" / "strand" / "raw" / f"{tabell}.jsonstat2.json").read_bytes())
    return [p for p in from_kube(svar, STRAND, regler().begrep) if p.aar == AAR]


def test_a_real_municipality_is_reconciled_for_kasse_and_konsern(delt: Path) -> None:
    """The ledger is SSB's own figures for kasse; so kasse agrees, and konsern differs by what SSB says it does."""
    alle = uten_dubletter([*tall(delt, "12367"), *tall(delt, "12362")])
    kasse = {p.funksjon: p.verdi for p in alle if p.omfang == "kasse"}
    konsern = {p.funksjon: p.verdi for p in alle if p.omfang == "konsern"}
    assert len(kasse) > 60
    fakta = Fakta(
        {("1", funksjon, "010"): int(v) * 100_000 for funksjon, v in kasse.items()}, innbyggere=13_000
    )
    rader = [r for r in avstem(alle, fakta, regler(), {}) if r.publisert and r.publisert.aar == AAR]
    assert {r.stilling for r in rader if r.publisert.omfang == "kasse"} == {Stilling.STEMMER}
    ulike = {f for f in konsern if f in kasse and konsern[f] != kasse[f]}
    assert ulike
    for rad in rader:
        if rad.publisert.omfang == "konsern" and rad.funksjon in ulike:
            forskjell = int((konsern[rad.funksjon] - kasse[rad.funksjon]) * 1000)
            assert (rad.stilling, deler(rad)) == (Stilling.FORKLART, {"omfang": forskjell})


def test_the_cause_changes_when_the_ledger_does(delt: Path) -> None:
    alle = tall(delt, "12367")
    skole = next(p for p in alle if (p.funksjon, p.omfang) == ("202", "kasse"))
    ett = int(skole.verdi) * 100_000
    for avvik_ore, stilling in (
        (0, Stilling.STEMMER),
        (50_000, Stilling.STEMMER),
        (50_001, Stilling.UFORKLART),
    ):
        fakta = Fakta({("1", "202", "010"): ett + avvik_ore}, innbyggere=13_000)
        (rad,) = [r for r in avstem([skole], fakta, regler(), {}) if r.publisert]
        assert rad.stilling == stilling


def test_a_municipality_that_is_not_in_the_answer_has_no_figures(delt: Path) -> None:
    svar = les_jsonstat((delt / "data" / "ssb" / "strand" / "raw" / "12367.jsonstat2.json").read_bytes())
    assert list(from_kube(svar, "9999", regler().begrep)) == []
    uten = les_jsonstat((delt / "data" / "ssb" / "strand" / "raw" / "07459.jsonstat2.json").read_bytes())
    assert list(from_kube(uten, STRAND, regler().begrep)) == []


def test_an_amount_in_thousands_beside_the_one_per_inhabitant_is_preferred() -> None:
    post = {"omrade": "A", "funksjon_kode": "202", "funksjon": "Grunnskole", "kommune": "Prøve", "aar": 2024,
            "kr_per_innbygger": 5000, "er_sum": 0, "belop": Decimal(4_987)}  # fmt: skip
    (med,) = per_funksjon([post], "Prøve", None)
    (uten,) = per_funksjon([{**post, "belop": None}], "Prøve", None)
    assert (med.ore(1000), med.avrunding(1000)) == (498_700_000, 50_000)
    assert (uten.ore(1000), uten.avrunding(1000)) == (500_000_000, 50_000)
    assert (uten.ore(13_000), uten.avrunding(13_000)) == (6_500_000_000, 650_000)
    assert med.datasett == FUNKSJONER

"""The UN's goals come with the program; the targets are read in, and what is missing is said."""

import csv
from pathlib import Path

import pytest

from rodtraad.innlesing.services import Resultat, les_inn
from rodtraad.statistikk.baerekraft import baerekraftsmaal, delmaal

pytestmark = pytest.mark.django_db
DELMAAL = "data/sdg/sdg-targets-partial-en-nb.csv"


def les(fil: Path, **valg: bool) -> Resultat:
    return les_inn("baerekraftsmaal", [fil], **valg)


def skriv(fil: Path, *linjer: str) -> Path:
    fil.write_text("\n".join(("delmal;en;nb", *linjer)) + "\n", encoding="utf-8")
    return fil


def test_the_goals_are_the_17_of_the_list_and_their_targets_are_169(delt: Path) -> None:
    with (delt / "data/sdg/sdg-goals-nb-nn.csv").open(encoding="utf-8-sig", newline="") as strom:
        liste = [(int(r["mal"]), r["nb"], r["nn"]) for r in csv.DictReader(strom, delimiter=";")]
    assert [(m.nr, m.nb, m.nn) for m in baerekraftsmaal()] == liste
    assert sum(m.antall_delmaal for m in baerekraftsmaal()) == 169


def test_the_91_targets_are_read_and_the_78_that_lack_are_said(delt: Path) -> None:
    resultat = les(delt / DELMAAL)
    assert not resultat.har_feil
    assert resultat.kontrolltotaler["Delmål"] == "91 av 169"
    melding = next(f.melding for f in resultat.funn if f.kontroll == "baerekraft-ufullstendig")
    assert "8 under mål 5" not in melding
    assert "9 under mål 5" in melding
    assert "19 under mål 17" in melding
    lest = delmaal()
    assert (lest[1][0].kode, lest[1][-1].kode, len(lest[1])) == ("1.1", "1.b", 7)
    assert sum(map(len, lest.values())) == 91
    assert 5 not in lest


@pytest.mark.parametrize(
    ("linje", "kontroll", "ord_"),
    [
        ("1.1;Again;Igjen", "baerekraft-dobbelt", "står også i rad 2"),
        ("18.1;New;Nytt", "baerekraft-maal", "Mål 18 finnes ikke"),
        ("1.2;Only English;", "baerekraft-tekst", "Rad 3: delmål 1.2 har ingen norsk tekst"),
        ("en.1;A;B", "innlesing-verdi", "feil form"),
    ],
)
def test_each_fault_is_told_with_a_remedy(tmp_path: Path, linje: str, kontroll: str, ord_: str) -> None:
    resultat = les(skriv(tmp_path / "d.csv", "1.1;End;Slutt", linje), proev=True)
    funnet = [f for f in resultat.funn if f.kontroll == kontroll]
    assert ord_ in funnet[0].melding
    assert funnet[0].tiltak

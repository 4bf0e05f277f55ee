"""§ 5-9 of Giske and Stavanger: the first lines in, the strykninger of chapter 4 and the result out."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rodtraad.innlesing.services import les_inn
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.lov.regelverk import last_regelverk
from rodtraad.oppstilling.queries import hent_grunnlag
from tests.bevis import ssb
from tests.bevis.tabeller import vist
from tests.bevis.trykk import data

DELER = {"drift": "lov_5_9_drift", "investering": "lov_5_9_investering"}
# Line of § 5-9 → (art, whether it is the amended budget). Line 1 is the accounts in one sum.
ARTER = {
    "drift": {
        "1": ("010", False),
        "2": ("550", False),
        "3": ("950", False),
        "4": ("570", True),
        "5": ("540", True),
        "6": ("940", True),
        "7": ("530", True),
    },
    "investering": {
        "1": ("230", False),
        "2": ("550", False),
        "3": ("950", False),
        "4": ("910", True),
        "5": ("970", True),
        "6": ("540", True),
        "7": ("940", True),
        "8": ("530", True),
    },
}
KLASSE = {"drift": "1", "investering": "0"}
TILFELLER = [
    (navn, kolonne) for navn, regler in data()["paragraf_5_9"].items() for kolonne in regler["kolonner"]
]


class Trykt59:
    """One column of a printed § 5-9, drift and investering, as booked (cost +, income −)."""

    def __init__(self, delt: Path, navn: str, kolonne: str, fortegn: str = "") -> None:
        self.regler: dict[str, Any] = data()["paragraf_5_9"][navn]
        self.kolonne, self.aar = kolonne, int(self.regler["kolonner"][kolonne])
        # Every line of the statutory § 5-9 is turned, so a print that follows it is turned back.
        self.fortegn = 1 if (fortegn or self.regler["fortegn"]) == "raa" else -1
        self.celler = {del_: self._les(delt, del_) for del_ in DELER}

    def _les(self, delt: Path, del_: str) -> dict[str, int]:
        fil = delt / "data/regnskapsoppstillinger" / f"{self.regler[del_]}.csv"
        with fil.open(encoding="utf-8") as apen:
            rader = {r["post"]: int(r[self.kolonne] or 0) for r in csv.DictReader(apen, delimiter=";")}
        for rute in self.regler.get("utfylt", ()):
            if (rute["kolonne"], rute["del"]) == (self.kolonne, del_):
                assert rader[rute["post"]] == 0
                rader[rute["post"]] = rute["tall"]
        return rader

    def raa(self, del_: str, post: str) -> int:
        return self.fortegn * self.celler[del_][post]

    def csv_linjer(self) -> list[str]:
        ut = []
        for del_, poster in self.regler["inn"].items():
            for post, nr in poster.items():
                art, budsjett = ARTER[del_][nr]
                kroner = self.raa(del_, post) * self.regler["enhet"]
                slag = "opprinnelig" if budsjett else "regnskap"
                ut.append(
                    f"{self.aar},12,{slag},{KLASSE[del_]},{art},880,,,§ 5-9 {del_} post {post},{kroner}"
                )
        ut += [
            f"{self.aar - 1},12,regnskap,2,,,{saldo['kapittel']},,Inngående,{saldo['tall']}"
            for saldo in self.regler.get("inngaaende", ())
            if saldo["kolonne"] == self.kolonne
        ]
        return ut

    def ventet(self, del_: str) -> dict[str, int]:
        """The printed results by line of the law, with the sign of the law."""
        return {nr: -self.raa(del_, post) for post, nr in self.regler["ut"][del_].items()}


def regnet(mappe: Path, trykt: Trykt59) -> dict[str, dict[str, int]]:
    """Both statements after a real import, in the unit of the print."""
    fil = mappe / "paragraf-5-9.csv"
    fil.write_text("\n".join([ssb.TOPP, *trykt.csv_linjer()]) + "\n", encoding="utf-8")
    resultat = les_inn("csv", [fil], av="kari")
    assert not resultat.har_feil, resultat.funn
    grunnlag = hent_grunnlag(trykt.aar)
    kolonne = f"regnskap_{trykt.aar}_kr"
    return {
        del_: {nr: kr // trykt.regler["enhet"] for nr, kr in vist(grunnlag, navn, kolonne).items()}
        for del_, navn in DELER.items()
    }


@pytest.fixture
def mappe(tmp_path: Path, settings: Any, db: None) -> Path:
    settings.MAPPE = tmp_path / "installasjon"
    settings.MAPPE.mkdir()
    return tmp_path


@pytest.mark.krav("REGN-04")
@pytest.mark.parametrize(("navn", "kolonne"), TILFELLER)
def test_the_year_closes_as_printed(navn: str, kolonne: str, delt: Path, mappe: Path) -> None:
    trykt = Trykt59(delt, navn, kolonne)
    svar = regnet(mappe, trykt)
    for del_ in DELER:
        funnet = {nr: svar[del_][nr] - tall for nr, tall in trykt.ventet(del_).items()}
        erklaert = [a["linjer"] for a in trykt.regler["avvik"] if (a["kolonne"], a["del"]) == (kolonne, del_)]
        assert {nr: tall for nr, tall in funnet.items() if tall} == (erklaert[0] if erklaert else {}), del_


def test_the_net_lines_of_stavanger_are_their_own_parts(delt: Path) -> None:
    for kolonne in data()["paragraf_5_9"]["stavanger-2021"]["kolonner"]:
        trykt = Trykt59(delt, "stavanger-2021", kolonne)
        for del_, netto in trykt.regler["herav"].items():
            for post, deler in netto.items():
                assert trykt.celler[del_][post] == sum(trykt.celler[del_][d] for d in deler), (del_, post)


@pytest.mark.parametrize(
    ("navn", "kolonne"), [("giske-2022", "regnskap_2022"), ("stavanger-2021", "regnskap_2021")]
)
def test_a_print_read_with_the_wrong_sign_is_refused_or_does_not_close(
    navn: str, kolonne: str, delt: Path, mappe: Path
) -> None:
    rett = data()["paragraf_5_9"][navn]["fortegn"]
    trykt = Trykt59(delt, navn, kolonne, fortegn="raa" if rett == "loven" else "loven")
    with pytest.raises(RodtraadFeil, match="kan ikke være"):
        regnet(mappe, trykt)


@pytest.mark.parametrize("del_", sorted(DELER))
def test_the_statutory_form_turns_every_line(del_: str) -> None:
    """What the reading of a print relies on."""
    form = last_regelverk(date(2022, 12, 31)).oppstilling(DELER[del_])
    assert {linje.fortegn for linje in form.linjer} == {-1}

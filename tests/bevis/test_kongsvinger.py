"""Kongsvinger 2019: a whole real accounts file becomes § 5-6 and function tables that tie to the file itself."""

from collections import defaultdict
from pathlib import Path

import pytest

from rodtraad.innlesing.services import les_inn
from rodtraad.oppstilling.queries import hent_grunnlag
from rodtraad.oppstilling.tabeller import tabell
from tests.conftest import DELT

FIL = DELT / "data" / "kostra" / "0A_V2019_K4_R040200_OK.dat"
# Line of § 5-6 → arts, said again here from the chart of accounts of 2019, independent of the rules being tested.
LINJER = {
    "Rammetilskudd": {"800"},
    "Inntekts- og formuesskatt": {"870"},
    "Eiendomsskatt": {"871", "872", "873", "874", "875", "876"},
    "Brukerbetalinger": {"600"},
    "Sosiale utgifter": {"090", "099"},
    "Avskrivninger": {"590"},
    "Avdrag på lån": {"510", "511"},
}
pytestmark = pytest.mark.skipif(not FIL.is_file(), reason=f"{FIL} finnes ikke på denne maskinen")


def poster() -> list[tuple[str, str, str, int]]:
    rader = FIL.read_text("iso-8859-1").splitlines()
    return [(r[31], r[32:36].strip(), r[36:39], int(r[39:])) for r in rader]


@pytest.fixture
def lest(tmp_path: Path, settings: object, db: None) -> None:
    settings.MAPPE = tmp_path / "installasjon"  # type: ignore[attr-defined]
    settings.MAPPE.mkdir()  # type: ignore[attr-defined]
    assert not les_inn("kostra-fil", [FIL]).har_feil


def verdier(navn: str, radtittel: str = "") -> dict[str, int]:
    funnet = tabell(hent_grunnlag(2019), navn)
    kolonner = [k.navn for k in funnet.kolonner]
    tittel = radtittel or next(k.navn for k in funnet.kolonner if k.er_radtittel)
    post, tall = kolonner.index(tittel), kolonner.index("regnskap_2019")
    return {str(r.celler[post].verdi): int(r.celler[tall].verdi or 0) for r in funnet.rader}


def test_every_line_is_the_sum_of_its_arts_and_the_statement_ends_in_the_sum_of_the_file(lest: None) -> None:
    drift = [p for p in poster() if p[0] == "1"]
    vist = verdier("lov_5_6")
    for linje, arter in LINJER.items():
        assert abs(vist[linje]) == abs(sum(p[3] for p in drift if p[2] in arter)), linje
    # Provisional figures: the file itself does not go to zero, and the statement says so to the last thousand.
    assert vist["Fremført til inndekning i senere år (merforbruk)"] == sum(p[3] for p in drift)
    assert verdier("okonomisk_oversikt_5_6")["Fremført til inndekning i senere år (merforbruk)"] == sum(
        p[3] for p in drift
    )


def test_a_year_before_the_regulation_says_that_it_is_laid_out_again(lest: None) -> None:
    assert "satt opp på nytt" in " ".join(tabell(hent_grunnlag(2019), "lov_5_6").merknader)


def test_functions_tie_to_the_file(lest: None) -> None:
    funksjoner: dict[str, int] = defaultdict(int)
    for klasse, funksjon, _, belop in poster():
        if klasse == "1":
            funksjoner[funksjon] += belop
    vist = verdier("regnskap_per_funksjon", "funksjon")
    assert vist.pop("") == sum(funksjoner.values())
    assert vist == funksjoner

"""No count of fewer than five persons lies anywhere in a published edition, and none can be computed from it."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from rodtraad.kjerne.sammenheng import Sammenheng, kan_finnes, summer_i
from rodtraad.oppstilling.grunnlag import Grunnlag
from rodtraad.oppstilling.lagring import les_grunnlag
from rodtraad.oppstilling.smaatall import SKJERMET, grunn
from tests.oppstilling.grunnlag_fra_demo import demo_grunnlag

UTGAVE = Path("arkiv", "aarsrapport-2024", "versjon-1")
NAVN = ("skole", "trinn", "omrade", "indikator", "barnehage", "stasjon", "navn", "kjonn", "enhet")
Skjult = tuple[str, frozenset[str], str]
"""Dataset, the words that name a record, and its exact number."""


@pytest.fixture(scope="module")
def utgave(demo_mappe: Path) -> Path:
    return demo_mappe / UTGAVE


@pytest.fixture(scope="module")
def publisert(utgave: Path) -> Grunnlag:
    return les_grunnlag(utgave / "grunnlag")


@pytest.fixture(scope="module")
def skjulte(publisert: Grunnlag) -> list[Skjult]:
    ut = []
    for navn, poster in demo_grunnlag().datasett.items():
        for eksakt, post in zip(poster, publisert.datasett.get(navn, ()), strict=False):
            if SKJERMET in post:
                ord_ = {
                    str(eksakt[k]) for k in NAVN if eksakt.get(k) and eksakt[k] not in {"antall", "prosent"}
                }
                ord_ |= {"ansatte"} if navn == "arsverk" else set()
                ut.append((navn, frozenset(ord_), str(eksakt[str(post[SKJERMET])])))
    return ut


def rader_i(utgave: Path) -> list[tuple[str, str]]:
    """Every row of every table in the edition, pages and data files alike, with its file."""
    sider = [
        (fil.name, " | ".join(re.sub(r"<[^>]+>", "", c) for c in re.split(r"<t[dh][^>]*>", rad)))
        for fil in sorted(utgave.rglob("*.html"))
        for rad in re.findall(r"<tr.*?</tr>", fil.read_text("utf-8"), flags=re.DOTALL)
    ]
    data = [
        (fil.name, " | ".join(celler))
        for fil in sorted((utgave / "data").glob("*.csv"))
        for celler in csv.reader(io.StringIO(fil.read_text("utf-8")))
    ]
    return sider + data


def nevner(rad: str, navn: str) -> bool:
    """Whether a row names it as a word of its own."""
    return re.search(rf"(?<!\w){re.escape(navn)}(?!\w)", rad, re.IGNORECASE) is not None


def viser(rad: str, ord_: frozenset[str], tall: str) -> bool:
    """Whether a row names the record and has its number in a cell."""
    rest = rad
    for navn in ord_:
        if not nevner(rad, navn):
            return False
        rest = re.sub(re.escape(navn), "", rest, flags=re.IGNORECASE)
    return re.search(rf"\| *{tall}(\u202f%)? *(\||$)", rest) is not None


def test_the_edition_hides_what_print_shows(skjulte: list[Skjult]) -> None:
    assert len(skjulte) > 30
    assert ("samisk_opplaering", frozenset({"herav Brekken"}), "1") in skjulte
    assert ("laerernorm", frozenset({"Brekken skole", "2"}), "1") in skjulte


def test_no_row_of_any_page_or_data_file_has_a_hidden_number(utgave: Path, skjulte: list[Skjult]) -> None:
    rader = rader_i(utgave)
    assert len(rader) > 5000
    assert viser("Herav Brekken | 1 | 1 | antall", frozenset({"herav Brekken"}), "1")
    sokes = [(ord_, tall) for datasett, ord_, tall in skjulte if datasett != "laerernorm"]
    # Many records share a word: the rows that name it are found once.
    # A search without regard to case is slow, so it is made only where the letters stand.
    smaa = [rad.casefold() for _, rad in rader]
    med = {
        navn: {nr for nr, rad in enumerate(smaa) if navn.casefold() in rad and nevner(rader[nr][1], navn)}
        for navn in frozenset().union(*(ord_ for ord_, _ in sokes))
    }
    funnet = [
        (*rader[nr], tall)
        for ord_, tall in sokes
        for nr in sorted(set(range(len(rader))).intersection(*(med[navn] for navn in ord_)))
        if viser(rader[nr][1], ord_, tall)
    ]
    assert funnet == []


def test_no_table_tells_pupils_per_grade(utgave: Path) -> None:
    for fil in sorted((utgave / "data").glob("*.csv")):
        rader = list(csv.DictReader(io.StringIO(fil.read_text("utf-8"))))
        if rader and "elever" in rader[0]:
            trinn = {str(rad.get("hovedtrinn") or rad.get("trinn")) for rad in rader}
            assert all("-" in t or "–" in t for t in trinn), fil.name


def test_no_file_of_the_facts_has_a_hidden_number(utgave: Path) -> None:
    for navn, kolonne in (("laerernorm", "elever"), ("samisk_opplaering", "antall"), ("arsverk", "ansatte")):
        poster = json.loads((utgave / "grunnlag" / "datasett" / f"{navn}.json").read_bytes())
        assert any(p.get(SKJERMET) for p in poster)
        assert all(p[kolonne] is None for p in poster if p.get(SKJERMET))
    tekst = (utgave / "grunnlag" / "datasett" / "arsverk.json").read_text("utf-8")
    assert "37,4" not in tekst


def test_no_hidden_number_follows_from_those_that_are_shown(publisert: Grunnlag) -> None:
    eksakt = demo_grunnlag()
    for datasett, kolonne in (("samisk_opplaering", "antall"), ("likestilling", "verdi")):
        verdier = {
            nr: int(str(p[kolonne])) for nr, p in enumerate(eksakt.datasett[datasett]) if _er_hel(p[kolonne])
        }
        skjult = {nr for nr, p in enumerate(publisert.datasett[datasett]) if SKJERMET in p}
        assert skjult
        assert kan_finnes(skjult, summer_i(verdier)) == set()


def test_no_grade_follows_from_the_totals_of_stages_and_schools(publisert: Grunnlag) -> None:
    poster = publisert.datasett["laerernorm"]
    skjult = {nr for nr, p in enumerate(poster) if SKJERMET in p}
    summer = [
        Sammenheng(frozenset(nr for nr, p in enumerate(poster) if nokkel(p) == verdi))
        for nokkel in (lambda p: (p["skole"], p["hovedtrinn"]), lambda p: p["skole"])
        for verdi in {nokkel(p) for p in poster}
    ]
    assert len(skjult) == 12
    assert kan_finnes(skjult, summer) == set()


def test_the_reader_is_told_why_and_the_edition_still_verifies(utgave: Path, verifisert: str) -> None:
    assert any(grunn().lower() in f.read_text("utf-8").lower() for f in utgave.rglob("*.html"))
    assert "Utgaven stemmer" in verifisert


def _er_hel(verdi: object) -> bool:
    return verdi is not None and str(verdi).isdigit()

"""SSB's controls: our findings equal the official program's answers, file by file, no more and no fewer."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.lov.kostra.data import alle_skjema, leveranse, regler
from rodtraad.lov.kostra.kontroll import kontroller_fil
from rodtraad.lov.kostra.post import POSTLENGDE, formater, les_linjer, til_bytes
from rodtraad.lov.kostra.utvalg import VILKAAR
from tests.conftest import DELT

HER = Path(__file__).parent / "data" / "kostra_svar_2024_2026.json"
OFFISIELLE = ("kostra_proever_2025.json", "kostra_proever_2025_flere.json")


def _svar(rad: dict[str, Any], poster: str = "poster") -> set[tuple[str, str]]:
    lev = leveranse(
        rad["skjema"], int(rad["aar"]), rad["region"],
        kvartal=rad["kvartal"].strip(), orgnr=(rad.get("orgnr") or "").strip(),
    )  # fmt: skip
    innhold = "\n".join(rad[poster]).encode("iso-8859-1")
    return {(f.regel, f.alvor.value) for f in kontroller_fil(les_linjer(innhold), lev)}


def _offisielle() -> Iterator[Any]:
    for navn in OFFISIELLE:
        fil = DELT / "lov" / navn
        if not fil.is_file():
            yield pytest.param(None, marks=pytest.mark.skip(reason=f"{fil} finnes ikke her"), id=navn)
            continue
        for rad in json.loads(fil.read_text("utf-8")):
            yield pytest.param(rad, id=rad["name"])


@pytest.mark.parametrize("rad", list(_offisielle()))
def test_the_official_answers_of_171_files(rad: dict[str, Any]) -> None:
    assert _svar(rad, "records") == {(regel, alvor) for regel, alvor in rad["expected"]}


@pytest.mark.parametrize("aar", [2024, 2025, 2026])
def test_the_official_answers_of_constructed_files(aar: int) -> None:
    """Constructed files with what SSB's program of each year answered when it was run beside ours."""
    rader = [r for r in json.loads(HER.read_text("utf-8")) if r["aar"] == aar]
    avvik = [(r, funnet) for r in rader if (funnet := _svar(r)) != {(a, b) for a, b in r["svar"]}]
    assert not avvik, avvik[0]
    assert len(rader) > 100


def test_every_rule_of_the_year_is_seen_in_an_answer() -> None:
    """A rule no file breaks is not tested: every one of them stands in an answer."""
    sett = {(r["aar"], regel) for r in json.loads(HER.read_text("utf-8")) for regel, _ in r["svar"]}
    for aar in (2024, 2025, 2026):
        venter = {r["regel"] for s in ("aar", "kvartal", "kirke") for r in regler(aar, s)}
        assert venter - {regel for a, regel in sett if a == aar} <= {"001"}, aar


def test_a_right_file_becomes_wrong_when_one_amount_is_moved() -> None:
    def fil(bank: int) -> dict[str, Any]:
        felles = {
            "skjema": "0B",
            "aar": 2025,
            "kvartal": "",
            "region": "502500",
            "orgnr": "",
            "kontoklasse": "2",
        }
        poster = [
            formater(**felles, funksjon="10", art="000", belop=bank),  # type: ignore[arg-type]
            formater(**felles, funksjon="56", art="080", belop=-5000),  # type: ignore[arg-type]
        ]
        return {**felles, "poster": poster}

    assert _svar(fil(5000)) == set()
    assert _svar(fil(5010)) == set(), "SSB tolerates 10"
    assert _svar(fil(5011)) == {("125", "ERROR")}


def test_the_difference_between_the_years() -> None:
    """270 is split in 2026, 875 in 2025, memoria is an error from 2026: the same file, three answers."""

    def fil(aar: int, art: str) -> set[tuple[str, str]]:
        post = formater(
            skjema="0A", aar=aar, kvartal="", region="502500", orgnr="", kontoklasse="1", funksjon="120", art=art,
            belop=5,
        )  # fmt: skip
        lev = leveranse("0A", aar, "5025")
        return {(f.regel, f.alvor.value) for f in kontroller_fil(les_linjer(til_bytes([post])), lev)}

    assert [("012", "ERROR") in fil(aar, "270") for aar in (2024, 2025, 2026)] == [False, False, True]
    assert [("012", "ERROR") in fil(aar, "875") for aar in (2024, 2025, 2026)] == [False, True, True]
    assert [("012", "ERROR") in fil(aar, "271") for aar in (2024, 2025, 2026)] == [True, True, False]


def test_every_condition_in_the_data_is_known() -> None:
    for aar in (2024, 2025, 2026):
        for sett in ("aar", "kvartal", "kirke"):
            for regel in regler(aar, sett):
                ledd = [regel.get("hvor", {}), regel.get("grunnlag", {}), *regel.get("ledd", {}).values()]
                assert {navn for del_ in ledd for navn in del_} <= {*VILKAAR, "ogsaa_null"}, regel["regel"]
                assert regel["tiltak"].endswith("."), regel["regel"]


@pytest.mark.parametrize(
    ("skjema", "aar", "region", "kvartal", "orgnr"),
    [
        ("0Z", 2025, "5025", "", ""),
        ("0X", 2025, "5025", "", ""),
        ("0I", 2025, "5025", "1", ""),
        ("0A", 2019, "5025", "", ""),
        ("0A", 2025, "50", "", ""),
        ("0A", 2025, "50²5", "", ""),
        ("0A", 2025, "5025", "5", ""),
        ("0AK1", 2025, "5025", "2", ""),
        ("0I", 2025, "5025", "", "12"),
    ],
)
def test_a_delivery_that_does_not_exist_is_refused_in_norwegian(
    skjema: str, aar: int, region: str, kvartal: str, orgnr: str
) -> None:
    with pytest.raises(RodtraadFeil) as avvist:
        leveranse(skjema, aar, region, kvartal=kvartal, orgnr=orgnr)
    assert avvist.value.meldinger[0]


def test_two_ways_to_say_a_quarter_mean_the_same() -> None:
    assert leveranse("0AK1", 2025, "5025") == leveranse("0A", 2025, "502500", kvartal="1")


@given(innhold=st.binary(max_size=400), skjema=st.sampled_from([*alle_skjema(), "0AK1", "0BK4"]))
def test_any_bytes_give_findings_and_never_a_traceback(innhold: bytes, skjema: str) -> None:
    lev = leveranse(skjema, 2025, "5025", orgnr="987654325" if skjema in {"0I", "0J"} else "")
    for funn in kontroller_fil(les_linjer(innhold), lev):
        assert funn.melding
        assert funn.tiltak


@given(
    felter=st.lists(
        st.text(alphabet="0123456789 -ABCæ\t²½", min_size=POSTLENGDE, max_size=POSTLENGDE),
        min_size=1,
        max_size=8,
    )
)
def test_records_of_right_length_with_anything_in_them(felter: list[str]) -> None:
    for aar in (2024, 2026):
        kontroller_fil(les_linjer("\n".join(felter).encode("iso-8859-1")), leveranse("0A", aar, "0301"))


def test_an_amount_without_room_is_refused() -> None:
    with pytest.raises(RodtraadFeil, match="ni tegn"):
        formater(
            skjema="0A", aar=2025, kvartal="", region="502500", orgnr="", kontoklasse="1", funksjon="120", art="010",
            belop=1_000_000_000,
        )  # fmt: skip

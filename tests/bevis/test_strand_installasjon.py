"""Strand as an installation of its own: set up, read in, every table, the controls, published, verified, the pages."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bevis import ssb
from tests.installasjoner import ROT, rodtraad

pytestmark = [pytest.mark.timeout(1800), pytest.mark.xdist_group("strand")]
ANDRES = re.compile(r"røros|\b5025\b", re.IGNORECASE)
MED_TALL = {
    *("lov_5_4_1", "lov_5_4_2", "lov_5_5_1", "lov_5_6", "lov_5_8", "lov_5_9_drift", "lov_5_9_investering"),
    *("bevilgning_5_4_1", "okonomisk_oversikt_5_6", "bevilgning_5_5_1", "totaloversikt_okonomi", "finans"),
    *("sentrale_inntekter", "fond", "robek", "minimumsavdrag", "avskrivninger_motpost"),
}

UTEN_TALL = {"2020": {"fond"}}
"""The first year has no opening balance, and the table of funds says so."""


@pytest.fixture(scope="module")
def strand(delt: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    mappe = tmp_path_factory.mktemp("strand")
    installasjon = mappe / "installasjon"
    rodtraad("opprett", "--kommunenr", "1130", "--navn", "Strand", "--mappe", installasjon)
    lest = rodtraad("les", "csv", ssb.skriv_csv(mappe / "strand.csv", delt, "B"), "--mappe", installasjon)
    assert "Lest inn: 355 rader" in lest.stdout
    person = (
        "--brukernavn",
        "kari",
        "--navn",
        "Kari Prøve",
        "--rolle",
        "kommunedirektor",
        "--rolle",
        "systemadministrator",
    )
    rodtraad("bruker", "opprett", *person, "--mappe", installasjon)
    rodtraad("publiser", "aarsrapport-2024", "--ut", mappe / "utgave", "--mappe", installasjon)
    return mappe


@pytest.fixture(scope="module")
def gjennomgang(strand: Path) -> dict[str, Any]:
    kjoring = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.bevis.gjennomgang",
            str(strand / "installasjon"),
            "kari",
            "2020",
            "2024",
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROT,
        env={**os.environ, "PYTHONPATH": f"{ROT / 'src'}{os.pathsep}{ROT}"},
    )
    assert kjoring.returncode == 0, kjoring.stderr[-2000:]
    svar: dict[str, Any] = json.loads(kjoring.stdout.splitlines()[-1])
    return svar


@pytest.mark.krav("KONTO-05")
@pytest.mark.parametrize("aar", ["2020", "2024"])
def test_every_table_shows_strand_or_says_that_there_is_nothing(
    gjennomgang: dict[str, Any], aar: str
) -> None:
    tabeller = gjennomgang["tabeller"][aar]
    assert {id_: t["feil"] for id_, t in tabeller.items() if "feil" in t} == {}
    assert {id_ for id_ in MED_TALL if not tabeller[id_]["rader"]} == UTEN_TALL.get(aar, set())
    assert [id_ for id_, t in tabeller.items() if ANDRES.search(t["tekst"])] == []


def test_the_first_year_says_that_its_opening_balance_is_missing(gjennomgang: dict[str, Any]) -> None:
    assert "2019" in gjennomgang["tabeller"]["2020"]["fond"]["tekst"]


def test_a_table_without_figures_says_so_and_what_to_do(strand: Path) -> None:
    for id_ in ("sykefravaer", "handlingsregler_status"):
        kjoring = rodtraad("tabell", id_, "--mappe", strand / "installasjon", sjekk=False)
        assert kjoring.returncode == 1
        assert f"Tabellen «{id_}» har ingen tall for 2025" in kjoring.stderr
        assert "Traceback" not in kjoring.stderr
    assert "er ikke lagt inn for kommunen" in kjoring.stderr


@pytest.mark.krav("REGN-03")
def test_the_command_prints_ssbs_figures(strand: Path, delt: Path) -> None:
    valg = ("--aar", "2023", "--format", "csv", "--mappe", strand / "installasjon")
    rader = {r["nr"]: r for r in csv.DictReader(io.StringIO(rodtraad("tabell", "lov_5_6", *valg).stdout))}
    fasit = ssb.les_svar(ssb.svarfil(delt, "13543"))
    for kode, sum_ in ssb.kart("13543")["summer"].items():
        for aar in (2022, 2023):
            ventet = fasit.celler[kode, "B", aar] + ssb.ventet_avvik("13543", kode, "B", aar)
            assert int(rader[sum_["linje"]][f"regnskap_{aar}"]) == ventet, (kode, aar)


def test_the_controls_name_what_strand_lacks_and_nothing_of_another(strand: Path) -> None:
    valg = ("--aar", "2024", "--format", "json", "--mappe", strand / "installasjon")
    kjoring = rodtraad("kontroller", *valg, sjekk=False)
    assert kjoring.returncode == 1
    funn = json.loads(kjoring.stdout)
    assert {"H010", "H080"} <= {f["kontroll"] for f in (funn["funn"] if isinstance(funn, dict) else funn)}
    assert not ANDRES.search(kjoring.stdout)


@pytest.mark.krav("PUB-01")
def test_the_edition_is_strands_and_verifies(strand: Path) -> None:
    assert "Utgaven stemmer" in rodtraad("verifiser", strand / "utgave").stdout
    sider = [f for f in (strand / "utgave").rglob("*") if f.suffix in {".html", ".csv"}]
    assert len(sider) > 50
    assert [f.name for f in sider if ANDRES.search(f.read_text(encoding="utf-8"))] == []
    assert "Strand kommune" in (strand / "utgave/index.html").read_text(encoding="utf-8")


def test_the_pages_are_strands(gjennomgang: dict[str, Any]) -> None:
    sider = gjennomgang["sider"]
    assert {side: s["status"] for side, s in sider.items() if s["status"] != 200} == {}
    assert [side for side, s in sider.items() if ANDRES.search(s["tekst"])] == []
    assert "Strand" in sider["/"]["tekst"]

"""`kostra-kontroll` needs no installation, answers scripts in JSON, and never with a traceback."""

import json
from pathlib import Path

import pytest

from tests.conftest import DELT
from tests.installasjoner import rodtraad

POST = "0A2025 502500                  1120 010     1000"
VALG = ("--skjema", "0A", "--aar", "2025", "--region", "5025")


def skriv(mappe: Path, *poster: str) -> Path:
    fil = mappe / "fil.dat"
    fil.write_bytes("".join(f"{p}\n" for p in poster).encode("iso-8859-1"))
    return fil


def test_json_is_all_that_is_printed(tmp_path: Path) -> None:
    svar = rodtraad(
        "kostra-kontroll", skriv(tmp_path, POST, POST[:-1]), *VALG, "--format", "json", sjekk=False
    )
    assert svar.returncode == 1
    funn = json.loads(svar.stdout)["funn"]
    assert [(f["regel"], f["alvor"], f["linjer"]) for f in funn] == [("001", "FATAL", [2])]
    assert "47 tegn" in funn[0]["melding"]


def test_a_person_is_told_where_and_what_to_do(tmp_path: Path) -> None:
    svar = rodtraad("kostra-kontroll", skriv(tmp_path, POST.replace("120 ", "254 ")), *VALG, sjekk=False)
    assert "ERROR 010 Funksjon: Funksjon er «254 »" in svar.stdout
    assert "Linje 1." in svar.stdout
    assert "Rett funksjonen i regnskapet" in svar.stdout


@pytest.mark.parametrize(
    ("valg", "melding"),
    [
        (("--skjema", "0Z", "--aar", "2025", "--region", "5025"), "kontrolleres ikke"),
        (("--skjema", "0A", "--aar", "2019", "--region", "5025"), "Kjente år: 2024, 2025, 2026"),
        (("--skjema", "0A", "--aar", "2025", "--region", "x"), "ikke et kommunenummer"),
    ],
)
def test_wrong_use_is_told(tmp_path: Path, valg: tuple[str, ...], melding: str) -> None:
    svar = rodtraad("kostra-kontroll", skriv(tmp_path, POST), *valg, sjekk=False)
    assert svar.returncode == 1
    assert melding in svar.stderr
    assert "Traceback" not in svar.stderr


def test_a_missing_an_empty_and_a_strange_file(tmp_path: Path) -> None:
    for fil in (tmp_path / "finnes-ikke", tmp_path, skriv(tmp_path)):
        svar = rodtraad("kostra-kontroll", fil, *VALG, sjekk=False)
        assert svar.returncode in {1, 2}
        assert svar.stderr.strip()
        assert "Traceback" not in svar.stderr
    rar = tmp_path / "rar.dat"
    rar.write_bytes(bytes(range(256)) * 10)
    assert rodtraad("kostra-kontroll", rar, *VALG, sjekk=False).returncode == 1


def test_a_form_ssb_no_longer_controls_is_stopped(tmp_path: Path) -> None:
    svar = rodtraad(
        "kostra-kontroll", skriv(tmp_path, POST), "--skjema", "0X", "--aar", "2025", "--region", "5025",
        "--format", "json", sjekk=False,
    )  # fmt: skip
    assert svar.returncode == 1
    assert json.loads(svar.stdout)["funn"][0]["alvor"] == "FATAL"


def test_the_official_answer_comes_through_the_command(tmp_path: Path) -> None:
    if not DELT.is_dir():
        pytest.skip("../shared finnes ikke her; testen leser SSBs prøvefiler derfra")
    prover = json.loads((DELT / "lov" / "kostra_proever_2025_flere.json").read_text("utf-8"))
    prove = next(p for p in prover if p["skjema"] == "0I")
    svar = rodtraad(
        "kostra-kontroll", skriv(tmp_path, *prove["records"]), "--skjema", "0I", "--aar", "2025", "--region", "502500",
        "--orgnr", prove["orgnr"], "--format", "json", sjekk=False,
    )  # fmt: skip
    funnet = {(f["regel"], f["alvor"]) for f in json.loads(svar.stdout)["funn"]}
    assert funnet == {(r, a) for r, a in prove["expected"]}

"""The commands a clerk uses: opprett, les, innlesinger, trekk-tilbake."""

import csv
import json
import os
import resource
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hovedbok.linjer import bilag, skriv
from tests.installasjoner import ROT, rodtraad

OPPRETT = [
    sys.executable,
    "-m",
    "rodtraad.kommando",
    "opprett",
    "--kommunenr",
    "5025",
    "--navn",
    "X",
    "--mappe",
]


def test_a_new_installation_has_a_key_of_its_own_and_no_imports(installasjon: Path) -> None:
    assert stat.S_IMODE((installasjon / "hemmelighet").stat().st_mode) == 0o600
    assert "kommunenr: '5025'" in (installasjon / "rodtraad.yaml").read_text("utf-8")
    assert rodtraad("innlesinger", "--mappe", installasjon).stdout == "Ingenting er lest inn.\n"


@pytest.mark.parametrize("nummer", ["502", "50255", "abcd", "50 5", "٥٠٢٥"])
def test_a_wrong_kommunenummer_is_refused_and_nothing_is_made(tmp_path: Path, nummer: str) -> None:
    svar = rodtraad("opprett", "--kommunenr", nummer, "--navn", "X", "--mappe", tmp_path / "ny", sjekk=False)
    assert svar.returncode == 1
    assert f"Kommunenummeret «{nummer}» er ikke fire siffer." in svar.stderr
    assert not (tmp_path / "ny").exists()


def test_an_installation_is_never_made_over_another(installasjon: Path) -> None:
    for_ = (installasjon / "hemmelighet").read_bytes()
    svar = rodtraad("opprett", "--kommunenr", "5025", "--navn", "X", "--mappe", installasjon, sjekk=False)
    assert svar.returncode == 1
    assert "er ikke tom" in svar.stderr
    assert (installasjon / "hemmelighet").read_bytes() == for_


@pytest.mark.parametrize("finnes", ["", "finnes"])
def test_when_the_database_refuses_nothing_is_left_of_what_was_made(tmp_path: Path, finnes: str) -> None:
    mappe = tmp_path / "over" / "installasjon"
    if finnes:
        mappe.mkdir(parents=True)
    svar = subprocess.run(
        [*OPPRETT, str(mappe)],
        env={
            **os.environ,
            "PYTHONPATH": str(ROT / "src"),
            "RODTRAAD_DATABASE": "postgresql://ingen@127.0.0.1:9/ingen",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert svar.returncode == 1
    assert "Traceback" not in svar.stderr
    assert "Databasen kan ikke opprettes" in svar.stderr
    assert "RODTRAAD_DATABASE" in svar.stderr
    assert (list(mappe.iterdir()) == []) if finnes else not mappe.parent.exists()
    rodtraad("opprett", "--kommunenr", "5025", "--navn", "X", "--mappe", mappe)


def test_a_full_disk_leaves_no_half_installation(tmp_path: Path) -> None:
    def begrens() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    svar = subprocess.run(
        [*OPPRETT, str(tmp_path / "ny")],
        env={**os.environ, "PYTHONPATH": str(ROT / "src")},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=begrens,
    )
    assert svar.returncode == 1
    assert "Traceback" not in svar.stderr
    assert not (tmp_path / "ny").exists()


def test_what_a_killed_opprett_left_is_named(tmp_path: Path) -> None:
    (tmp_path / "ny").mkdir()
    (tmp_path / "ny" / "hemmelighet").write_text("x")
    svar = rodtraad("opprett", "--kommunenr", "5025", "--navn", "X", "--mappe", tmp_path / "ny", sjekk=False)
    assert svar.returncode == 1
    assert "rester av en installasjon som ikke ble ferdig" in svar.stderr


@pytest.mark.parametrize("kommando", [("innlesinger",), ("trekk-tilbake", "x"), ("les", "csv", __file__)])
def test_without_an_installation_a_command_says_so_and_makes_nothing(
    tmp_path: Path, kommando: tuple[str, ...]
) -> None:
    svar = rodtraad(*kommando, "--mappe", tmp_path / "ingen", sjekk=False)
    assert svar.returncode == 1
    assert "inneholder ingen installasjon" in svar.stderr
    assert not (tmp_path / "ingen").exists()


@pytest.mark.krav("KONTO-14")
def test_an_import_is_shown_listed_and_withdrawn(installasjon: Path, tmp_path: Path) -> None:
    fil = skriv(tmp_path / "a.csv", *bilag("B1", 1, "100.00"))
    proevd = rodtraad("les", "csv", fil, "--proev", "--mappe", installasjon)
    assert "Kontrolltotal regnskap 2024, drift: 100.00 kr" in proevd.stdout
    assert "Ingenting er lagret." in proevd.stdout
    lest = rodtraad("les", "csv", fil, "--mappe", installasjon)
    assert "Lest inn: 2 rader" in lest.stdout
    assert "Uendret" in rodtraad("les", "csv", fil, "--mappe", installasjon).stdout
    rodtraad("les", "csv", skriv(tmp_path / "b.csv", *bilag("B9", 1, "5.00")), "--mappe", installasjon)
    rader = list(csv.DictReader(_liste(installasjon, "csv").splitlines()))
    assert [(r["fil"], r["status"], r["antall"]) for r in rader] == [
        ("a.csv", "gyldig", "2"),
        ("b.csv", "gyldig", "2"),
    ]
    assert all(r["bruker"] and r["tidspunkt"] and len(r["sha256"]) == 64 for r in rader)
    svar = rodtraad("trekk-tilbake", rader[1]["id"], "--begrunnelse", "feil fil", "--mappe", installasjon)
    assert "er trukket tilbake" in svar.stdout
    assert [r["status"] for r in json.loads(_liste(installasjon, "json"))] == ["gyldig", "trukket"]


def test_a_refused_file_exits_1_with_every_error_on_stderr(installasjon: Path, tmp_path: Path) -> None:
    fil = skriv(tmp_path / "a.csv", "2024,1,regnskap,1,999,120,,,1,,,,1.005")
    svar = rodtraad("les", "csv", fil, "--mappe", installasjon, sjekk=False)
    assert svar.returncode == 1
    assert "a.csv, rad 2, kolonne «art»: Art «999» finnes ikke i KOSTRA." in svar.stderr
    assert "a.csv, rad 2, kolonne «belop»: Beløpet «1.005» har mer enn to desimaler." in svar.stderr
    assert _liste(installasjon, "tekst") == "Ingenting er lest inn.\n"


def test_wrong_use_exits_2(installasjon: Path, tmp_path: Path) -> None:
    svar = rodtraad("les", "csv", tmp_path / "finnes-ikke.csv", "--mappe", installasjon, sjekk=False)
    assert svar.returncode == 2


def test_in_doubt_the_user_answers_on_the_command_line(installasjon: Path, tmp_path: Path) -> None:
    rodtraad("les", "csv", skriv(tmp_path / "a.csv", *bilag("B1", 1, "100.00")), "--mappe", installasjon)
    nytt = skriv(tmp_path / "b.csv", *bilag("C1", 1, "100.00"))
    svar = rodtraad("les", "csv", nytt, "--mappe", installasjon, sjekk=False)
    assert svar.returncode == 1
    assert "velg «--ved-overlapp erstatt»" in svar.stderr
    svar = rodtraad("les", "csv", nytt, "--ved-overlapp", "erstatt", "--mappe", installasjon)
    assert "erstatter" in svar.stdout
    assert [r["status"] for r in json.loads(_liste(installasjon, "json"))] == ["erstattet", "gyldig"]


def _liste(mappe: Path, form: str) -> str:
    return rodtraad("innlesinger", "--mappe", mappe, "--format", form).stdout

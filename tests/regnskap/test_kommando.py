"""The commands a clerk uses: opprett, les, innlesinger, trekk-tilbake."""

import csv
import json
import stat
from pathlib import Path

import pytest

from tests.conftest import rodtraad
from tests.hovedbok.linjer import bilag, skriv


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

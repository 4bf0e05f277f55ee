"""Wrong use and a folder without installation: a Norwegian message, the right code, nothing created."""

from pathlib import Path

import pytest

from rodtraad.kommando.hoved import KOMMANDOER
from tests.installasjoner import ROT, rodtraad

TRENGER_INSTALLASJON = {
    "les": ["csv", __file__],
    "innlesinger": [],
    "trekk-tilbake": ["x"],
    "organisasjon": [],
    "tabeller": [],
    "tabell": ["finans"],
    "forklar": ["finans", "--linje", "1", "--kolonne", "regnskap_2024"],
    "kontroller": [],
    "publiser": ["aarsrapport-2024", "--ut", "ut"],
    "tjener": [],
    "hent": [],
    "kostra": ["0A", "--aar", "2024", "--ut", "0A.dat"],
    "logg": ["verifiser"],
    "bruker": ["liste"],
    "oppgrader": [],
    "arbeider": [],
    "daglig": [],
}


@pytest.mark.parametrize("kommando", TRENGER_INSTALLASJON)
def test_a_folder_without_installation_is_told_and_left_alone(kommando: str, tmp_path: Path) -> None:
    mappe = tmp_path / "ingen"
    svar = rodtraad(kommando, *TRENGER_INSTALLASJON[kommando], "--mappe", mappe, sjekk=False)
    assert svar.returncode == 1
    assert "inneholder ingen installasjon" in svar.stderr
    assert "rodtraad opprett" in svar.stderr
    assert not mappe.exists()


def test_every_command_is_asked_or_works_without_an_installation() -> None:
    uten = {"demo", "opprett", "verifiser", "profil-forslag", "kostra-kontroll"}
    assert set(KOMMANDOER) - set(TRENGER_INSTALLASJON) == uten


@pytest.mark.parametrize(
    ("argumenter", "melding"),
    [
        (["tabel"], "Mente du «tabell»?"),
        (["tabell"], "Du må oppgi ID."),
        (["tabell", "finans", "--formt", "csv"], "Valget «--formt» finnes ikke. Mente du --format?"),
        (["tabell", "finans", "--format", "pdf"], "Bruk en av disse: tekst, csv, json."),
        (["tabell", "finans", "--aar", "i fjor"], "Skriv et helt tall"),
        (["opprett", "--navn", "Prøve"], "Du må oppgi valget --kommunenr."),
    ],
)
def test_wrong_use_is_told_in_norwegian(argumenter: list[str], melding: str) -> None:
    svar = rodtraad(*argumenter, sjekk=False)
    assert svar.returncode == 2
    assert melding in svar.stderr
    assert "Traceback" not in svar.stderr
    assert "Error" not in svar.stderr


@pytest.mark.parametrize("kommando", KOMMANDOER)
def test_every_command_has_help_and_stands_in_the_readme(kommando: str) -> None:
    hjelp = rodtraad(kommando, "--hjelp").stdout
    assert hjelp.startswith(f"Bruk: rodtraad {kommando}")
    assert "[OPTIONS]" not in hjelp
    assert f"rodtraad {kommando}" in (ROT / "README.md").read_text("utf-8")

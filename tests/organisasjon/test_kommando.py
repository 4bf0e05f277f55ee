"""`rodtraad organisasjon`."""

import json
from pathlib import Path

import pytest

from tests.installasjoner import rodtraad

REGISTER = """kode,navn,nivaa,overordnet,gyldig_fra,gyldig_til
60,Tekniske områder,rammeomrade,,2020-01-01,
610,VAR,virksomhet,60,2020-01-01,2023-12-31
640,"Brann, feiing",virksomhet,60,2020-01-01,
6150,Beredskap,ansvar,640,2020-01-01,
"""


@pytest.fixture
def med_register(installasjon: Path, tmp_path: Path) -> Path:
    fil = tmp_path / "organisasjon.csv"
    fil.write_text(REGISTER, encoding="utf-8")
    rodtraad("les", "organisasjon", fil, "--mappe", installasjon)
    return installasjon


def test_it_prints_the_tree_of_the_year_as_csv(med_register: Path) -> None:
    assert rodtraad("organisasjon", "--aar", "2023", "--mappe", med_register).stdout == REGISTER
    assert "610" not in rodtraad("organisasjon", "--aar", "2024", "--mappe", med_register).stdout


def test_it_prints_json_and_an_indented_list(med_register: Path) -> None:
    svar = rodtraad("organisasjon", "--aar", "2024", "--format", "json", "--mappe", med_register)
    assert json.loads(svar.stdout)[1] == {
        "kode": "640", "navn": "Brann, feiing", "nivaa": "virksomhet", "overordnet": "60",
        "gyldig_fra": "2020-01-01", "gyldig_til": "",
    }  # fmt: skip
    tekst = rodtraad("organisasjon", "--aar", "2024", "--format", "tekst", "--mappe", med_register).stdout
    assert tekst.splitlines() == [
        "60 Tekniske områder (rammeområde)",
        "  640 Brann, feiing (virksomhet)",
        "    6150 Beredskap (ansvar)",
    ]


def test_an_installation_without_a_register_says_so(installasjon: Path) -> None:
    kjoring = rodtraad("organisasjon", "--mappe", installasjon)
    assert kjoring.stdout == "kode,navn,nivaa,overordnet,gyldig_fra,gyldig_til\n"
    assert "Les dem inn med «rodtraad les organisasjon FIL»" in kjoring.stderr


def test_a_register_with_ansvar_3409_twice_is_refused_on_the_command_line(
    installasjon: Path, tmp_path: Path
) -> None:
    fil = tmp_path / "organisasjon.csv"
    fil.write_text(
        "kode,navn,nivaa,overordnet,gyldig_fra,gyldig_til\n340,Hjemmebaserte tjenester,virksomhet,,2020-01-01,\n"
        "3409,Dagsenter,ansvar,340,2020-01-01,\n3409,Strømmehagen,ansvar,340,2020-01-01,\n",
        encoding="utf-8",
    )
    kjoring = rodtraad("les", "organisasjon", fil, "--mappe", installasjon, sjekk=False)
    assert kjoring.returncode == 1
    assert "Ansvar 3409 er allerede i bruk: «Dagsenter»" in kjoring.stderr
    assert "Traceback" not in kjoring.stderr

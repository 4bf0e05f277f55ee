"""Several processes write in the log at once, on both databases: one chain, nothing lost, nobody refused."""

from pathlib import Path

import pytest

from tests.installasjoner import python, rodtraad

SKRIV = """\
import sys
from pathlib import Path
from rodtraad.kommando.installasjon import start_django
start_django(Path(sys.argv[1]))
from django.db import connection, transaction
from rodtraad.hendelser.services import loggfor
for nr in range(20):
    with transaction.atomic():
        loggfor(handling="endret", gjelder=f"ting:{nr}", av=sys.argv[2], etter={"nr": nr})
"""
ANGREP = """\
import sys
from pathlib import Path
from rodtraad.kommando.installasjon import start_django
start_django(Path(sys.argv[1]))
from django.db import DatabaseError, connection, transaction
for setning in sys.argv[2:]:
    try:
        with transaction.atomic(), connection.cursor() as peker:
            peker.execute(setning)
    except DatabaseError as feil:
        print(str(feil).strip().splitlines()[0])
    else:
        print("utført")
"""
SKRIVERE, HVER = 4, 20


@pytest.mark.krav("SYS-04")
def test_writers_at_once_make_one_chain_that_cannot_be_changed(database: None, installasjon: Path) -> None:
    skrivere = [python(SKRIV, installasjon, f"person{nr}") for nr in range(SKRIVERE)]
    for skriver in skrivere:
        skriver.communicate(timeout=120)
    assert [s.returncode for s in skrivere] == [0] * SKRIVERE
    assert f"Loggen er hel: {SKRIVERE * HVER + 1} hendelser." in svar(installasjon)
    angrep = python(
        ANGREP,
        installasjon,
        "UPDATE hendelser_hendelse SET av = 'ola'",
        "DELETE FROM hendelser_hendelse",
        "UPDATE hendelser_kjedeledd SET innhold = ''",
        "DELETE FROM hendelser_kjedeledd",
    )
    linjer = angrep.communicate(timeout=60)[0].splitlines()
    assert ["foeyes til" in linje for linje in linjer] == [True] * 4
    assert "Loggen er hel" in svar(installasjon)


def svar(mappe: Path) -> str:
    return rodtraad("logg", "verifiser", "--mappe", mappe).stdout


def test_a_head_that_cannot_be_read_is_told(installasjon: Path) -> None:
    kjoring = rodtraad("logg", "verifiser", "--hode", "tull", "--mappe", installasjon, sjekk=False)
    assert kjoring.returncode == 1
    assert "Hodet «tull» kan ikke leses" in kjoring.stderr


def test_a_head_that_is_gone_is_told_with_what_to_do(installasjon: Path) -> None:
    kjoring = rodtraad("logg", "verifiser", "--hode", f"7:{'a' * 64}", "--mappe", installasjon, sjekk=False)
    assert kjoring.returncode == 1
    assert "er kortet inn" in kjoring.stderr
    assert "sikkerhetskopi" in kjoring.stderr

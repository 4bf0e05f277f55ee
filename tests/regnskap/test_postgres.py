"""Production's database: everything an installation does, with RODTRAAD_DATABASE on PostgreSQL."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.databaser import Postgresmal
from tests.hovedbok.linjer import bilag, skriv
from tests.installasjoner import ROT, rodtraad

pytestmark = pytest.mark.postgres
I_MAPPEN = """\
import json, sys
from pathlib import Path
from rodtraad.kommando.installasjon import start_django
start_django(Path(sys.argv[1]))
"""
DEMO = f"""{I_MAPPEN}
from rodtraad.demo.bygg import bygg_demo
from rodtraad.demo.mappe import merk_mappe
merk_mappe(Path(sys.argv[1]))
bygg_demo(lambda _: None)
"""
TABELLER = f"""{I_MAPPEN}
from rodtraad.oppstilling.csvform import som_csv
from rodtraad.oppstilling.queries import hent_grunnlag
from rodtraad.oppstilling.tabeller import tabell, tabell_ider
g = hent_grunnlag()
print(json.dumps({{id_: som_csv(tabell(g, id_)) for id_ in tabell_ider(g.aar)}}))
"""
JANUAR = [*bilag("B1", 1, "100.00"), *bilag("B2", 1, "200.00")]


@pytest.fixture
def paa_postgres(paa_tjener: None, installasjon: Path) -> Path:
    """A new installation whose register lies in PostgreSQL; every command of the test goes there."""
    assert not (installasjon / "rodtraad.sqlite3").exists()
    return installasjon


def i_mappen(program: str, mappe: Path) -> str:
    kjoring = subprocess.run(
        [sys.executable, "-c", program, str(mappe)],
        env={**os.environ, "PYTHONPATH": str(ROT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert kjoring.returncode == 0, kjoring.stderr
    return kjoring.stdout


def innlesinger(mappe: Path) -> list[dict[str, str]]:
    return list(
        csv.DictReader(rodtraad("innlesinger", "--format", "csv", "--mappe", mappe).stdout.splitlines())
    )


def drift(mappe: Path) -> int:
    program = f"""{I_MAPPEN}
from rodtraad.hovedbok import queries
print(sum(s[5] for s in queries.artsummer([2024], virksomhet_for={{}}) if s[2] == "1"))
"""
    return int(i_mappen(program, mappe))


def test_a_period_is_imported_replaced_and_withdrawn(paa_postgres: Path, tmp_path: Path) -> None:
    rodtraad("les", "csv", skriv(tmp_path / "a.csv", *JANUAR), "--mappe", paa_postgres)
    assert drift(paa_postgres) == 30000
    nytt = skriv(tmp_path / "b.csv", *bilag("B1", 1, "150.00"), *bilag("B2", 1, "200.00"))
    rodtraad("les", "csv", nytt, "--mappe", paa_postgres)
    assert [i["status"] for i in innlesinger(paa_postgres)] == ["erstattet", "gyldig"]
    assert drift(paa_postgres) == 35000
    assert "Uendret" in rodtraad("les", "csv", nytt, "--mappe", paa_postgres).stdout
    rodtraad("trekk-tilbake", innlesinger(paa_postgres)[-1]["id"], "--mappe", paa_postgres)
    assert [i["status"] for i in innlesinger(paa_postgres)] == ["gyldig", "trukket"]
    assert drift(paa_postgres) == 30000


def test_importers_at_once_do_not_mix(paa_postgres: Path, tmp_path: Path) -> None:
    filer = [
        skriv(tmp_path / f"{nr}.csv", *(rad for n in range(400) for rad in bilag(f"B{n}", 1, f"{nr}.00")))
        for nr in (1, 2, 3)
    ]
    prosesser = [
        subprocess.Popen(
            [sys.executable, "-m", "rodtraad.kommando", "les", "csv", str(fil), "--mappe", str(paa_postgres)],
            env={**os.environ, "PYTHONPATH": str(ROT / "src")},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for fil in filer
    ]
    svar = [p.communicate() for p in prosesser]
    assert [p.returncode for p in prosesser] == [0, 0, 0], svar
    assert sorted(i["status"] for i in innlesinger(paa_postgres)) == ["erstattet", "erstattet", "gyldig"]
    assert drift(paa_postgres) in {400 * 100 * nr for nr in (1, 2, 3)}


@pytest.mark.parametrize(
    "setning", ["UPDATE hendelser_hendelse SET av = 'x'", "DELETE FROM hendelser_hendelse"]
)
def test_the_log_of_events_can_only_be_added_to(paa_postgres: Path, setning: str) -> None:
    with psycopg.connect(os.environ["RODTRAAD_DATABASE"], autocommit=True) as kobling:
        antall = kobling.execute("SELECT COUNT(*) FROM hendelser_hendelse").fetchone()
        with pytest.raises(psycopg.Error, match="Hendelsesloggen"):
            kobling.execute(setning.encode())
        assert kobling.execute("SELECT COUNT(*) FROM hendelser_hendelse").fetchone() == antall != (0,)


def test_a_database_that_is_away_is_explained(
    paa_postgres: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RODTRAAD_DATABASE", "postgresql://prove@127.0.0.1:9/borte")
    svar = rodtraad("les", "csv", skriv(tmp_path / "a.csv", *JANUAR), "--mappe", paa_postgres, sjekk=False)
    assert svar.returncode == 1
    assert "Traceback" not in svar.stderr
    assert "Databasen svarer ikke" in svar.stderr


def test_the_demonstration_gives_the_same_tables_and_findings_as_on_sqlite(
    tmp_path: Path, postgresmal: Postgresmal, demo_mappe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RODTRAAD_DATABASE", postgresmal.base())
    paa_postgres = tmp_path / "demo"
    rodtraad("opprett", "--kommunenr", "5025", "--navn", "Røros", "--mappe", paa_postgres)
    i_mappen(DEMO, paa_postgres)
    tabeller = json.loads(i_mappen(TABELLER, paa_postgres))
    ledd = rodtraad("tabell", "bevilgning_5_4_1", "--format", "csv", "--mappe", paa_postgres).stdout
    funn = rodtraad("kontroller", "--mappe", paa_postgres, sjekk=False)
    monkeypatch.delenv("RODTRAAD_DATABASE")
    assert tabeller == json.loads(i_mappen(TABELLER, demo_mappe))
    assert len(tabeller) > 20
    assert ledd == rodtraad("tabell", "bevilgning_5_4_1", "--format", "csv", "--mappe", demo_mappe).stdout
    paa_sqlite = rodtraad("kontroller", "--mappe", demo_mappe, sjekk=False)
    assert (funn.returncode, funn.stdout) == (paa_sqlite.returncode, paa_sqlite.stdout)
    assert funn.returncode == 1

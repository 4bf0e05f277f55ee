"""The databases an installation can stand on; on a server, each test has a copy of one that is made once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.hovedbok.postgres import postgrestjener
from tests.installasjoner import opprett

MAL = "mal"


@dataclass(frozen=True, slots=True)
class Postgresmal:
    """A server of this process with an empty installation to copy: its address, and the folder that belongs to it."""

    tjener: str
    mappe: Path
    _numre: Iterator[int] = field(default_factory=count)

    def base(self, mal: str = "") -> str:
        """The address of a database nobody else has: empty, or a copy of another."""
        navn = f"prove{next(self._numre)}"
        self.lag(navn, mal)
        return f"{self.tjener}{navn}"

    def lag(self, navn: str, mal: str = "") -> None:
        """Makes a database."""
        som = f" TEMPLATE {mal}" if mal else ""
        with psycopg.connect(f"{self.tjener}postgres", autocommit=True) as kobling:
            kobling.execute(f"CREATE DATABASE {navn}{som}".encode())


@pytest.fixture(scope="session")
def postgresmal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgresmal]:
    """Made by `opprett`, as every installation is; copying it costs a tenth of making it anew."""
    with postgrestjener() as tjener, pytest.MonkeyPatch.context() as miljo:
        mal = Postgresmal(tjener, tmp_path_factory.mktemp("postgresmal") / "installasjon")
        mal.lag(MAL)
        miljo.setenv("RODTRAAD_DATABASE", f"{tjener}{MAL}")
        opprett(mal.mappe)
        assert not (mal.mappe / "rodtraad.sqlite3").exists()
        miljo.delenv("RODTRAAD_DATABASE")
        yield mal


@pytest.fixture
def paa_tjener(postgresmal: Postgresmal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command of the test goes to its own empty installation on PostgreSQL; ask for it before `installasjon`."""
    monkeypatch.setenv("RODTRAAD_DATABASE", postgresmal.base(MAL))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test once on each database; ask for it before `installasjon`."""
    if request.param == "sqlite":
        monkeypatch.delenv("RODTRAAD_DATABASE", raising=False)
    else:
        request.getfixturevalue("paa_tjener")

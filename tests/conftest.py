"""Fixtures every room shares."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db.backends.sqlite3.base import DatabaseOperations as SqliteOperations
from django.db.backends.sqlite3.base import DatabaseWrapper as SqliteWrapper
from django.test.client import ClientHandler
from django.test.signals import setting_changed

from tests.databaser import database, paa_tjener, postgresmal
from tests.hendelsesvakt import sett_vakt
from tests.installasjoner import ROT, en_gang, kopi, opprett, rodtraad

__all__ = ["database", "paa_tjener", "postgresmal"]

DELT = ROT.parent / "shared"
_MELLOMVARE = ("_middleware", "_middleware_chain")
"""The names of what Django's handler builds of the settings."""

# Django points at a folder of the tests' own, never at ./data of the person who runs them.
# Each worker has its own: a process sweeps ledger files its own database does not know.
_MAPPE = ROT / "build" / f"testmappe{os.environ.get('PYTEST_XDIST_WORKER', '')}"
os.environ["RODTRAAD_MAPPE"] = os.environ.get("RODTRAAD_TESTMAPPE", str(_MAPPE))
_MAPPE.mkdir(parents=True, exist_ok=True)
# No test asks SSB: nobody listens on this port. A test that needs answers has a server of its own.
for _tjeneste in ("RODTRAAD_SSB_V2", "RODTRAAD_SSB_V1", "RODTRAAD_KLASS"):
    os.environ.setdefault(_tjeneste, "http://127.0.0.1:9")


@pytest.fixture(scope="session", autouse=True)
def _loggen_kan_tommes() -> None:
    """Between tests the log is emptied, which its triggers rightly refuse: they are lifted for just that."""
    opprinnelig = SqliteOperations.execute_sql_flush

    def tom(self: SqliteOperations, setninger: list[str]) -> None:
        with self.connection.cursor() as markor:
            markor.execute("SELECT sql, name FROM sqlite_master WHERE type = 'trigger'")
            utlosere = markor.fetchall()
            for _, navn in utlosere:
                markor.execute(f"DROP TRIGGER {navn}")
            opprinnelig(self, setninger)
            for sql, _ in utlosere:
                markor.execute(sql)

    SqliteOperations.execute_sql_flush = tom


@pytest.fixture(scope="session", autouse=True)
def _mappe_per_arbeider() -> None:
    """Settings are read before this file, with the folder of the process that started the workers."""
    settings.MAPPE = _MAPPE


@pytest.fixture(scope="session", autouse=True)
def _mellomvareen_gang() -> None:
    """The chain of middleware is built once, not for each client: WhiteNoise looks through every static file.

    A changed setting builds it anew; the folder of the installation is read by each request.
    """
    kjede: dict[str, object] = {}
    bygg = ClientHandler.load_middleware

    def bygg_en_gang(self: ClientHandler, is_async: bool = False) -> None:  # noqa: FBT001, FBT002 - as in Django
        if kjede and not is_async:
            vars(self).update(kjede)
            return
        bygg(self, is_async)
        if not is_async:
            kjede.update({navn: verdi for navn, verdi in vars(self).items() if navn.endswith(_MELLOMVARE)})

    def glem(*, setting: str, **_: object) -> None:
        if setting != "MAPPE":
            kjede.clear()

    ClientHandler.load_middleware = bygg_en_gang
    setting_changed.connect(glem, weak=False)


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is dear to make, one worker makes while the other goes on with something else.

    The demonstration is begun first; tests that share a PostgreSQL server or a verified edition stay together.
    """
    for prove in items:
        if prove.get_closest_marker("postgres"):
            prove.add_marker(pytest.mark.xdist_group("postgres"))
        elif "verifisert" in getattr(prove, "fixturenames", ()):
            prove.add_marker(pytest.mark.xdist_group("verifisert"))
    for nr, prove in enumerate(items):
        if "demo_mappe" in getattr(prove, "fixturenames", ()):
            items.insert(0, items.pop(nr))
            break


@pytest.fixture(autouse=True)
def _hendelsesvakt(monkeypatch: pytest.MonkeyPatch) -> None:
    """No act without an entry in the log, in any test."""
    sett_vakt(monkeypatch)


@pytest.fixture(autouse=True)
def _innstillinger_fra_basen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings kept in memory belong to the test that read them, and are kept through it.

    Read anew each second they would be two queries more on the page that happens to be counted then.
    """
    from rodtraad.innstillinger import queries  # noqa: PLC0415 - models are ready only now

    monkeypatch.setattr(queries, "HOLDBAR", 3600.0)
    queries.glem()


@pytest.fixture(scope="session")
def delt() -> Path:
    """The folder ../shared with law, requirements and real data."""
    if not DELT.is_dir():
        pytest.skip("../shared finnes ikke på denne maskinen; testen leser fasit og lovgrunnlag derfra")
    return DELT


@pytest.fixture(scope="session")
def fasit(delt: Path) -> Path:
    """The printed tables of the annual report 2024."""
    return delt / "fasit" / "roros-2024"


@pytest.fixture(scope="session")
def tom_installasjon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new, empty installation, made once for the whole run; tests copy it."""
    with en_gang(tmp_path_factory, "tom_installasjon") as (mappe, lages):
        if lages:
            opprett(mappe)
    return mappe


@pytest.fixture
def installasjon(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A new, empty installation of the test's own, on the database the test asked for before it."""
    if os.environ.get("RODTRAAD_DATABASE"):
        fra = request.getfixturevalue("postgresmal").mappe
    else:
        fra = request.getfixturevalue("tom_installasjon")
    return kopi(fra, tmp_path / "installasjon")


@pytest.fixture(scope="session")
def demo_mappe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, built once for the whole run where an older one lay; tests read it and never write to it.

    What the command said stands beside it, as `demo.logg`.
    """
    with en_gang(tmp_path_factory, "demo") as (mappe, lages):
        if lages:
            from rodtraad.demo.mappe import merk_mappe  # noqa: PLC0415 - the settings are ready only now

            mappe.mkdir()
            merk_mappe(mappe)
            (mappe / "fra-den-gamle.txt").write_text("skal bort")
            kjoring = rodtraad("demo", "--mappe", mappe)
            mappe.with_suffix(".logg").write_text(f"{kjoring.stdout}\n{kjoring.stderr}", "utf-8")
    return mappe


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The test database is a file of this process: each thread of `live_server` has a connection of its own.

    One in memory is one connection all threads share, which sqlite3 refuses when two ask at once.
    """
    base = settings.DATABASES["default"]
    if base["ENGINE"].endswith("sqlite3"):
        base["TEST"]["NAME"] = str(tmp_path_factory.mktemp("base") / "test.sqlite3")
        # It need not outlive the machine; the installation's own keeps FULL.
        base["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    lukk = SqliteWrapper.close

    def lukk_utenfor_proven(self: SqliteWrapper) -> None:
        """The end of a request in this thread must not end the transaction the test itself stands in."""
        if not self.in_atomic_block:
            lukk(self)

    SqliteWrapper.close = lukk_utenfor_proven

"""How a test meets the product from outside: the command, a process of Python, an installation of its own."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

ROT = Path(__file__).resolve().parent.parent


def rodtraad(*argumenter: str | Path, sjekk: bool = True) -> subprocess.CompletedProcess[str]:
    """Runs the command as a user does, in a process of its own."""
    kjoring = subprocess.run(
        [sys.executable, "-m", "rodtraad.kommando", *map(str, argumenter)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROT,
        env={**os.environ, "PYTHONPATH": str(ROT / "src")},
    )
    if sjekk and kjoring.returncode != 0:
        pytest.fail(f"rodtraad {' '.join(map(str, argumenter))}: {kjoring.returncode}\n{kjoring.stderr}")
    return kjoring


def python(kode: str, *argumenter: str | Path) -> subprocess.Popen[str]:
    """Starts code in a process of its own; what it prints can be read while it runs."""
    return subprocess.Popen(
        [sys.executable, "-c", kode, *map(str, argumenter)], cwd=ROT, text=True, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROT / "src")},
    )  # fmt: skip


@contextmanager
def en_gang(mapper: pytest.TempPathFactory, navn: str) -> Iterator[tuple[Path, bool]]:
    """A folder all workers share, and whether this worker is the one to fill it."""
    felles = mapper.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        felles = felles.parent
    with (felles / f"{navn}.laas").open("w") as laas:
        fcntl.flock(laas, fcntl.LOCK_EX)
        ferdig = felles / f"{navn}.ferdig"
        yield felles / navn, not ferdig.exists()
        ferdig.touch()


def kopi(fra: Path, til: Path) -> Path:
    """A copy of an installation others may be reading: the database is asked for its own copy of itself."""
    shutil.copytree(fra, til, ignore=shutil.ignore_patterns("*.sqlite3*"))
    for base in fra.glob("*.sqlite3"):
        with closing(sqlite3.connect(base)) as kilde, closing(sqlite3.connect(til / base.name)) as maal:
            kilde.backup(maal)
            maal.execute("PRAGMA journal_mode=WAL")
    return til


def opprett(mappe: Path) -> Path:
    """A new, empty installation in the database RODTRAAD_DATABASE names, or in its folder."""
    rodtraad("opprett", "--kommunenr", "5025", "--navn", "Prøvekommunen", "--mappe", mappe)
    return mappe

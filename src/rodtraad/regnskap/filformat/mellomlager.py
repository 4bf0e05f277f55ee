"""Files read into a database of their own on disk, checked there, and thrown away afterwards."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from rodtraad.hovedbok.services import sql_tekst
from rodtraad.regnskap.filformat.felter import FELTER, GODKJENT
from rodtraad.regnskap.filformat.forberedelse import Klarfil
from rodtraad.regnskap.filformat.profil import Kolonneprofil, sql_navn

_TEKSTFELT = tuple(f for f in FELTER if f not in {"aar", "periode", "dato", "belop"})


@dataclass(frozen=True, slots=True)
class Avvist:
    """A line that is not CSV: its line number, what the reader says, and the start of the line."""

    rad: int
    grunn: str
    linje: str


@dataclass(slots=True)
class Mellomlager:
    """Lines under way: `linjer` is the relation of facts, `raa(nr)` the texts of one file."""

    kobling: duckdb.DuckDBPyConnection
    skjema: str
    profil: Kolonneprofil
    aar: int | None
    _filer: list[Klarfil] = field(default_factory=list)

    @property
    def linjer(self) -> str:
        """All lines of all files, typed; the fields of a line that is not `godkjent` may be empty."""
        deler = (
            f"SELECT * EXCLUDE (godkjent), CAST({f.nr} AS INTEGER) AS fil, "
            f"CAST(rowid + {f.forste_rad} AS INTEGER) AS rad FROM {self.skjema}.fil_{f.nr}"
            for f in self._filer
        )
        return f"({' UNION ALL '.join(deler)})"

    def les(self, fil: Klarfil) -> list[Avvist]:
        """Reads one file; returns the lines that are not CSV."""
        avviste = f"avvist_{secrets.token_hex(6)}"
        self.kobling.execute(
            f"""CREATE TABLE {self.skjema}.fil_{fil.nr} AS
                SELECT TRY_CAST(aar AS INTEGER) AS aar, TRY_CAST(periode AS INTEGER) AS periode,
                       {", ".join(_TEKSTFELT)}, TRY_CAST(NULLIF(dato, '') AS DATE) AS dato,
                       CAST({self.profil.fortegn} * 100 * TRY_CAST(belop AS DECIMAL(17, 2)) AS BIGINT) AS belop,
                       {GODKJENT} AS godkjent
                FROM ({self._tekster(fil, avviste)})"""
        )
        self._filer.append(fil)
        funnet = self.kobling.execute(
            f"""SELECT line, any_value(error_type), any_value(csv_line) FROM {avviste}
                GROUP BY line ORDER BY line"""
        ).fetchall()
        return [Avvist(*rad) for rad in funnet]

    def antall(self, fil: Klarfil) -> tuple[int, int]:
        """(lines, lines that break a demand on a field) of one file."""
        rad = self.kobling.execute(
            f"SELECT COUNT(*), COUNT(*) FILTER (WHERE NOT godkjent) FROM {self.skjema}.fil_{fil.nr}"
        ).fetchone()
        return (rad[0], rad[1]) if rad else (0, 0)

    def raa(self, fil: Klarfil) -> str:
        """The texts of the lines that break a demand, with their row; made only when there are any."""
        tabell = f"{self.skjema}.raa_{fil.nr}"
        avviste = f"avvist_{secrets.token_hex(6)}"
        self.kobling.execute(f"CREATE TABLE {tabell} AS {self._tekster(fil, avviste)}")
        return f"(SELECT *, rowid + {fil.forste_rad} AS rad FROM {tabell})"

    def _tekster(self, fil: Klarfil, avviste: str) -> str:
        """The fifteen fields as trimmed texts, from the columns of the file."""
        felter = self.profil.felt_for(list(fil.kolonner), self.aar)
        uttrykk = {navn: felter[navn].sql() if navn in felter else "''" for navn in FELTER}
        uttrykk["belop"] = self.profil.belop_sql(uttrykk["belop"])
        valg = ", ".join(f"{u} AS {sql_navn(n)}" for n, u in uttrykk.items())
        kolonner = ", ".join(f"{sql_tekst(k)}: 'VARCHAR'" for k in fil.kolonner)
        return f"""SELECT {valg} FROM read_csv({sql_tekst(fil.sti)}, columns = {{{kolonner}}},
            auto_detect = false, header = false, skip = {fil.hopp}, delim = {sql_tekst(fil.skilletegn)},
            quote = '"', escape = '"', max_line_size = 1000000, store_rejects = true, rejects_limit = 0,
            rejects_table = '{avviste}', rejects_scan = '{avviste}_lest')"""


@contextmanager
def _database(kobling: duckdb.DuckDBPyConnection, fil: Path) -> Iterator[str]:
    navn = f"mellom_{secrets.token_hex(6)}"
    kobling.execute(f"ATTACH {sql_tekst(fil)} AS {navn}")
    try:
        yield navn
    finally:
        kobling.execute(f"DETACH {navn}")
        for rest in fil.parent.glob(f"{fil.name}*"):
            rest.unlink(missing_ok=True)


@contextmanager
def mellomlager(
    kobling: duckdb.DuckDBPyConnection, arbeid: Path, profil: Kolonneprofil, aar: int | None
) -> Iterator[Mellomlager]:
    """A place for lines under way, gone when the import is over."""
    with _database(kobling, arbeid / f"{secrets.token_hex(8)}.duckdb") as skjema:
        yield Mellomlager(kobling, skjema, profil, aar)

"""Files read into Parquet of their own, checked there, and thrown away afterwards."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from rodtraad.hovedbok.services import sql_tekst
from rodtraad.regnskap.filformat.felter import FELTER, GODKJENT
from rodtraad.regnskap.filformat.forberedelse import Klarfil
from rodtraad.regnskap.filformat.profil import Kolonneprofil, sql_navn
from rodtraad.regnskap.filformat.radnummer import forskyvninger

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
    arbeid: Path
    profil: Kolonneprofil
    aar: int | None
    _filer: list[Klarfil] = field(default_factory=list)
    _forskjovet: set[int] = field(default_factory=set)

    @property
    def linjer(self) -> str:
        """All lines of all files, typed; the fields of a line that is not `godkjent` may be empty."""
        deler = (
            f"SELECT * EXCLUDE (godkjent), CAST({f.nr} AS INTEGER) AS fil FROM {self._med_rad(f, 'fil')}"
            for f in self._filer
        )
        return f"({' UNION ALL '.join(deler)})"

    def les(self, fil: Klarfil) -> list[Avvist]:
        """Reads one file; returns the lines that are not CSV."""
        avviste = f"avvist_{secrets.token_hex(6)}"
        self.kobling.execute(
            f"""COPY (SELECT TRY_CAST(aar AS INTEGER) AS aar, TRY_CAST(periode AS INTEGER) AS periode,
                       {", ".join(_TEKSTFELT)}, TRY_CAST(NULLIF(dato, '') AS DATE) AS dato,
                       CAST({self.profil.fortegn} * 100 * TRY_CAST(belop AS DECIMAL(17, 2)) AS BIGINT) AS belop,
                       {GODKJENT} AS godkjent
                FROM ({self._tekster(fil, avviste)}))
                TO {sql_tekst(self._sti(f"fil_{fil.nr}"))} (FORMAT parquet)"""
        )
        self._filer.append(fil)
        funnet = self.kobling.execute(
            f"""SELECT line, any_value(error_type), any_value(csv_line) FROM {avviste}
                GROUP BY line ORDER BY line"""
        ).fetchall()
        if fil.linjer is not None and fil.linjer != fil.hopp + self.antall(fil)[0]:
            self._merk_forskyvninger(fil)
        return [Avvist(*rad) for rad in funnet]

    def _merk_forskyvninger(self, fil: Klarfil) -> None:
        # A file, not a temporary table, for the writers of batches have connections of their own.
        post, linjer = zip(*forskyvninger(fil), strict=True)
        self.kobling.execute(
            "CREATE OR REPLACE TEMP TABLE forskyvning AS SELECT unnest($1::BIGINT[]) AS post, "
            "unnest($2::BIGINT[]) AS linjer",
            [list(post), list(linjer)],
        )
        sti = sql_tekst(self._sti(f"forskyvning_{fil.nr}"))
        self.kobling.execute(f"COPY forskyvning TO {sti} (FORMAT parquet)")
        self._forskjovet.add(fil.nr)

    def _med_rad(self, fil: Klarfil, slag: str) -> str:
        """The lines or raw texts of a file, each with `rad`, its line in the file; the header is 1."""
        lest = self._lest(f"{slag}_{fil.nr}")
        if fil.nr not in self._forskjovet:
            rad = f"CAST(file_row_number + {fil.forste_rad} AS INTEGER) AS rad"
            return f"(SELECT * EXCLUDE (file_row_number), {rad} FROM {lest})"
        rad = f"CAST(l.file_row_number + {fil.forste_rad} + f.linjer AS INTEGER) AS rad"
        return (
            f"(SELECT l.* EXCLUDE (file_row_number), {rad} FROM {lest} l "
            f"ASOF JOIN read_parquet({sql_tekst(self._sti(f'forskyvning_{fil.nr}'))}) f "
            "ON l.file_row_number >= f.post)"
        )

    def antall(self, fil: Klarfil) -> tuple[int, int]:
        """(lines, lines that break a demand on a field) of one file."""
        rad = self.kobling.execute(
            f"SELECT COUNT(*), COUNT(*) FILTER (WHERE NOT godkjent) FROM {self._lest(f'fil_{fil.nr}')}"
        ).fetchone()
        return (rad[0], rad[1]) if rad else (0, 0)

    def raa(self, fil: Klarfil) -> str:
        """The texts of the lines that break a demand, with their row; made only when there are any."""
        navn = f"raa_{fil.nr}"
        tekster = self._tekster(fil, f"avvist_{secrets.token_hex(6)}")
        self.kobling.execute(f"COPY ({tekster}) TO {sql_tekst(self._sti(navn))} (FORMAT parquet)")
        return self._med_rad(fil, "raa")

    def _sti(self, navn: str) -> Path:
        return self.arbeid / f"{navn}.parquet"

    def _lest(self, navn: str) -> str:
        return f"read_parquet({sql_tekst(self._sti(navn))}, file_row_number = true)"

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

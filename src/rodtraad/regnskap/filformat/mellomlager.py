"""Files read into Parquet of their own, checked there, and thrown away afterwards."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from rodtraad.hovedbok.services import sql_tekst
from rodtraad.regnskap.filformat.felt import belop_trinn, med_trinn, sql_navn
from rodtraad.regnskap.filformat.felter import FELTER, Feltkrav, godkjent, krav_med
from rodtraad.regnskap.filformat.forberedelse import LINJE, Klarfil
from rodtraad.regnskap.filformat.profil import Kolonneprofil
from rodtraad.regnskap.filformat.radnummer import forskyvninger
from rodtraad.regnskap.filformat.tolkning import Tolkning

_TEKSTFELT = tuple(f for f in FELTER if f not in {"aar", "periode", "dato", "belop"})


@dataclass(frozen=True, slots=True)
class Avvist:
    """A line that is not CSV: its line number, what the reader says, and the start of the line."""

    rad: int
    grunn: str
    linje: str


@dataclass(slots=True)
class Mellomlager:
    """Lines under way: `linjer` is the relation of facts, `raa(fil)` the texts of one file."""

    kobling: duckdb.DuckDBPyConnection
    arbeid: Path
    profil: Kolonneprofil
    aar: int | None
    _filer: list[Klarfil] = field(default_factory=list)
    _forskjovet: set[int] = field(default_factory=set)
    _tolkninger: dict[int, Tolkning] = field(default_factory=dict)

    @property
    def krav(self) -> tuple[Feltkrav, ...]:
        """The demands on a field under this profile."""
        felter = self.profil.felter
        return krav_med(
            kan_mangle=[navn for navn, felt in felter.items() if felt.ved_tom],
            maa_finnes=[navn for navn, felt in felter.items() if felt.avvis_tom],
        )

    @property
    def linjer(self) -> str:
        """All lines of all files, typed; the fields of a line that is not `godkjent` may be empty."""
        deler = (
            f"SELECT * EXCLUDE (godkjent), CAST({f.nr} AS INTEGER) AS fil FROM {self._med_rad(f, 'fil')}"
            for f in self._filer
        )
        return f"({' UNION ALL '.join(deler)})"

    def linjer_i(self, fil: Klarfil) -> str:
        """The lines of one file."""
        return f"(SELECT * EXCLUDE (godkjent) FROM {self._med_rad(fil, 'fil')})"

    def tolkning(self, fil: Klarfil) -> Tolkning | None:
        """How an extended profile understood the file; None when each line is simply a line."""
        return self._tolkninger.get(fil.nr)

    def les(self, fil: Klarfil) -> list[Avvist]:
        """Reads one file; returns the lines that are not CSV."""
        avviste = f"avvist_{secrets.token_hex(6)}"
        if self.profil.er_enkel:
            self._filer.append(fil)
            self._skriv(fil, self._enkle_tekster(fil, avviste))
            poster = self.antall(fil)[0]
        else:
            poster = self._les_raa(fil, avviste)
        funnet = self.kobling.execute(
            f"""SELECT line, any_value(error_type), any_value(csv_line) FROM {avviste}
                GROUP BY line ORDER BY line"""
        ).fetchall()
        if fil.linjer is not None and fil.linjer != fil.hopp + poster:
            self._merk_forskyvninger(fil)
        return [Avvist(*rad) for rad in funnet]

    def tolk(self, fil: Klarfil) -> None:
        """Makes lines of the rows of an extended profile."""
        if tolkning := self.tolkning(fil):
            self._filer.append(fil)
            self._skriv(fil, tolkning.tekster())

    def _skriv(self, fil: Klarfil, tekster: str) -> None:
        post = "" if self.profil.er_enkel else "CAST(post AS BIGINT) AS post, "
        self.kobling.execute(
            f"""COPY (SELECT {post}TRY_CAST(aar AS INTEGER) AS aar, TRY_CAST(periode AS INTEGER) AS periode,
                       {", ".join(_TEKSTFELT)}, TRY_CAST(NULLIF(dato, '') AS DATE) AS dato,
                       CAST({self.profil.fortegn_sql()} * 100 * TRY_CAST(belop AS DECIMAL(17, 2)) AS BIGINT) AS belop,
                       {godkjent(self.krav)} AS godkjent
                FROM ({tekster}))
                TO {sql_tekst(self._sti(f"fil_{fil.nr}"))} (FORMAT parquet)"""
        )

    def _les_raa(self, fil: Klarfil, avviste: str) -> int:
        """Lays the columns the profile asks for down as they are; returns the number of records."""
        if self.profil.fastbredde:
            valg = ", ".join(
                f"SUBSTR({LINJE}, {k.fra}, {k.lengde}) AS {sql_navn(k.navn)}" for k in self.profil.fastbredde
            )
        else:
            valg = ", ".join(map(sql_navn, self.profil.kolonner_i_filen()))
        sti = sql_tekst(self._sti(f"kilde_{fil.nr}"))
        self.kobling.execute(f"COPY (SELECT {valg} FROM {_csv(fil, avviste)}) TO {sti} (FORMAT parquet)")
        self._tolkninger[fil.nr] = Tolkning(
            self.kobling,
            self.profil,
            fil,
            f"(SELECT * EXCLUDE (file_row_number), file_row_number AS rt_post FROM {self._lest(f'kilde_{fil.nr}')})",
            self.profil.felt_for(list(fil.kolonner), self.aar),
            lambda navn: sql_tekst(self._sti(f"{navn}_{fil.nr}")),
        )
        rad = self.kobling.execute(f"SELECT COUNT(*) FROM {self._lest(f'kilde_{fil.nr}')}").fetchone()
        return rad[0] if rad else 0

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
        if self.profil.er_enkel:
            return self.med_rad(fil, f"(SELECT * RENAME (file_row_number AS post) FROM {lest})")
        return self.med_rad(fil, f"(SELECT * EXCLUDE (file_row_number) FROM {lest})")

    def med_rad(self, fil: Klarfil, relasjon: str) -> str:
        """A relation with `post` (record from 0) given `rad` in its place."""
        if fil.nr not in self._forskjovet:
            rad = f"CAST(post + {fil.forste_rad} AS INTEGER) AS rad"
            return f"(SELECT * EXCLUDE (post), {rad} FROM {relasjon})"
        rad = f"CAST(l.post + {fil.forste_rad} + f.linjer AS INTEGER) AS rad"
        return (
            f"(SELECT l.* EXCLUDE (post), {rad} FROM {relasjon} l "
            f"ASOF JOIN read_parquet({sql_tekst(self._sti(f'forskyvning_{fil.nr}'))}) f "
            "ON l.post >= f.post)"
        )

    def antall(self, fil: Klarfil) -> tuple[int, int]:
        """(lines, lines that break a demand on a field) of one file."""
        if fil not in self._filer:
            return (0, 0)
        rad = self.kobling.execute(
            f"SELECT COUNT(*), COUNT(*) FILTER (WHERE NOT godkjent) FROM {self._lest(f'fil_{fil.nr}')}"
        ).fetchone()
        return (rad[0], rad[1]) if rad else (0, 0)

    def raa(self, fil: Klarfil) -> str:
        """The texts of the lines that break a demand, with their row; made only when there are any."""
        navn = f"raa_{fil.nr}"
        tolkning = self.tolkning(fil)
        tekster = (
            tolkning.tekster() if tolkning else self._enkle_tekster(fil, f"avvist_{secrets.token_hex(6)}")
        )
        self.kobling.execute(f"COPY ({tekster}) TO {sql_tekst(self._sti(navn))} (FORMAT parquet)")
        return self._med_rad(fil, "raa")

    def _sti(self, navn: str) -> Path:
        return self.arbeid / f"{navn}.parquet"

    def _lest(self, navn: str) -> str:
        return f"read_parquet({sql_tekst(self._sti(navn))}, file_row_number = true)"

    def _enkle_tekster(self, fil: Klarfil, avviste: str) -> str:
        """The fifteen fields as trimmed texts, from the columns of the file."""
        felter = self.profil.felt_for(list(fil.kolonner), self.aar)
        uttrykk = {navn: felter[navn].sql() if navn in felter else "''" for navn in FELTER}
        valg = ", ".join(f"{u} AS {sql_navn(n)}" for n, u in uttrykk.items())
        trinn = list(
            belop_trinn(
                desimaltegn=self.profil.desimaltegn,
                tusenskille=self.profil.tusenskille,
                fri=bool(self.profil.felter),
            )
        )
        if "belop" in felter and felter["belop"].fortegn == -1:
            trinn.append("CASE WHEN {b} LIKE '-%' THEN SUBSTR({b}, 2) ELSE '-' || LTRIM({b}, '+') END")
        return f"SELECT * FROM {med_trinn(f'(SELECT {valg} FROM {_csv(fil, avviste)})', ('belop',), trinn)}"


def _csv(fil: Klarfil, avviste: str) -> str:
    """The file as a relation of its columns; what is not CSV goes to the table `avviste`."""
    kolonner = ", ".join(f"{sql_tekst(k)}: 'VARCHAR'" for k in fil.kolonner)
    tegn = "'\"'" if fil.har_anforsel else "''"
    return f"""read_csv({sql_tekst(fil.sti)}, columns = {{{kolonner}}},
            auto_detect = false, header = false, skip = {fil.hopp}, delim = {sql_tekst(fil.skilletegn)},
            quote = {tegn}, escape = {tegn}, max_line_size = 1000000, store_rejects = true, rejects_limit = 0,
            rejects_table = '{avviste}', rejects_scan = '{avviste}_lest')"""

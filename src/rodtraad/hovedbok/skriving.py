"""Writing a batch: lines, cube and year cube as Parquet, on disk for good before anyone counts them."""

import hashlib
import os
import secrets
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import duckdb

from rodtraad.hovedbok.filer import STRENG, Filtype, batchsti
from rodtraad.hovedbok.motor import arbeidsmappe, sql_tekst

# Few enough lines that the largest vouchers of a cell are found in a handful of groups.
_RADGRUPPE = 61_440
# A year cube with more rows than this share of the lines saves nothing: the lines are read in its place.
_VERDT_AARSKUBE = 0.5
_NOKLER = ("kontoklasse", "ansvar", "funksjon", "art", "prosjekt", "objekt", "kapittel", "sektor", "periode")
_STRENGORDEN = tuple(n for n in _NOKLER if n in STRENG)


@dataclass(frozen=True, slots=True)
class Periodedel:
    """One period of a batch: classes it holds, lines, sum in øre, vouchers."""

    periode: int
    kontoklasser: str
    antall: int
    belop: int
    antall_bilag: int


@dataclass(frozen=True, slots=True)
class Ferdigbatch:
    """A batch whose files are safely on disk, not yet registered."""

    aar: int
    slag: str
    sha256: str
    kube_sha256: str
    aarskube_sha256: str
    """Empty when the lines are read in its place."""
    perioder: tuple[Periodedel, ...]

    @property
    def antall(self) -> int:
        """Lines in the batch."""
        return sum(p.antall for p in self.perioder)

    @property
    def belop(self) -> int:
        """Sum of the batch in øre."""
        return sum(p.belop for p in self.perioder)


def periodedeler(
    kobling: duckdb.DuckDBPyConnection, linjer: str
) -> dict[tuple[int, str], tuple[Periodedel, ...]]:
    """(aar, slag) → its periods, from a relation of lines."""
    rader = kobling.execute(
        f"""SELECT aar, slag, periode, string_agg(DISTINCT kontoklasse, '' ORDER BY kontoklasse),
                   COUNT(*), CAST(SUM(belop) AS BIGINT), COUNT(DISTINCT NULLIF(bilag, ''))
            FROM {linjer} GROUP BY aar, slag, periode ORDER BY aar, slag, periode"""
    ).fetchall()
    deler: dict[tuple[int, str], tuple[Periodedel, ...]] = {}
    for aar, slag, *del_ in rader:
        deler[aar, slag] = (*deler.get((aar, slag), ()), Periodedel(*del_))
    return deler


def skriv_batcher(
    kobling: duckdb.DuckDBPyConnection,
    linjer: str,
    deler: Mapping[tuple[int, str], tuple[Periodedel, ...]],
) -> tuple[Ferdigbatch, ...]:
    """One batch per year and kind of the lines (whose `periodedeler` are known), written and synced to disk."""
    kuber = f"kuber_{secrets.token_hex(6)}"
    kobling.execute(
        f"""CREATE TABLE {kuber} AS
            SELECT aar, slag, {", ".join(_NOKLER)}, CAST(SUM(belop) AS BIGINT) AS belop, COUNT(*) AS antall,
                   CAST(MAX(ABS(belop)) AS BIGINT) AS storst
            FROM {linjer} GROUP BY aar, slag, {", ".join(_NOKLER)}"""
    )

    def skriv(nokkel: tuple[int, str]) -> Ferdigbatch:
        with kobling.cursor() as egen:
            return _skriv(egen, (linjer, kuber), *nokkel, deler[nokkel])

    try:
        # Two at a time: one sorts while the other compresses and waits for the disk.
        with ThreadPoolExecutor(max_workers=2) as skrivere:
            return tuple(skrivere.map(skriv, deler))
    finally:
        kobling.execute(f"DROP TABLE {kuber}")


def _skriv(
    kobling: duckdb.DuckDBPyConnection,
    fra: tuple[str, str],
    aar: int,
    slag: str,
    deler: tuple[Periodedel, ...],
) -> Ferdigbatch:
    """Writes a batch from (lines, unnumbered rows of cubes) of a whole delivery."""
    kube = f"kube_{secrets.token_hex(6)}"
    utvalg, egen_kube = (
        f"(SELECT * FROM {tabell} WHERE aar = {int(aar)} AND slag = {sql_tekst(slag)})" for tabell in fra
    )
    kobling.execute(
        f"""CREATE TEMP TABLE {kube} AS
            SELECT CAST(row_number() OVER (ORDER BY {", ".join(_NOKLER)}) AS INTEGER) AS celle, *
            FROM {egen_kube}"""
    )
    aarskube = f"""SELECT aar, slag, {", ".join(STRENG)}, CAST(SUM(belop) AS BIGINT) AS belop,
                          CAST(SUM(antall) AS BIGINT) AS antall
                   FROM {kube} GROUP BY aar, slag, {", ".join(STRENG)} ORDER BY {", ".join(_STRENGORDEN)}"""
    linjer = f"""SELECT k.celle, l.* FROM {utvalg} l JOIN {kube} k USING ({", ".join(_NOKLER)})
                 ORDER BY k.celle, ABS(l.belop) DESC, l.fil, l.rad"""
    try:
        sha = _kopier(kobling, linjer, aar, filtype="linjer")
        kube_sha = _kopier(kobling, f"FROM {kube} ORDER BY celle", aar, filtype="kube", navn=sha)
        aarskube_sha = ""
        if _lonner_seg(kobling, kube, sum(d.antall for d in deler)):
            aarskube_sha = _kopier(kobling, aarskube, aar, filtype="aarskube", navn=sha)
    finally:
        kobling.execute(f"DROP TABLE {kube}")
    return Ferdigbatch(aar, slag, sha, kube_sha, aarskube_sha, deler)


def _lonner_seg(kobling: duckdb.DuckDBPyConnection, kube: str, linjer: int) -> bool:
    rad = kobling.execute(
        f"SELECT COUNT(*) FROM (SELECT DISTINCT {', '.join(STRENG)} FROM {kube})"
    ).fetchone()
    return rad is not None and rad[0] <= _VERDT_AARSKUBE * linjer


def _kopier(
    kobling: duckdb.DuckDBPyConnection, sporring: str, aar: int, *, filtype: Filtype, navn: str = ""
) -> str:
    """Writes a query's rows to a file of a batch; the lines are named by their own sha256."""
    midlertidig = arbeidsmappe() / f"{secrets.token_hex(12)}.parquet"
    kobling.execute(
        f"COPY ({sporring}) TO {sql_tekst(midlertidig)} (FORMAT parquet, ROW_GROUP_SIZE {_RADGRUPPE})"
    )
    with midlertidig.open("rb") as fil:
        sha = hashlib.file_digest(fil, "sha256").hexdigest()
        os.fsync(fil.fileno())
    maal = batchsti(aar, navn or sha, filtype)
    maal.parent.mkdir(parents=True, exist_ok=True)
    midlertidig.replace(maal)
    _synk_mapper([maal.parent, maal.parent.parent])
    return sha


def _synk_mapper(mapper: Sequence[Path]) -> None:
    """A renamed file is only safe when its folder is on disk too."""
    for mappe in mapper:
        peker = os.open(mappe, os.O_RDONLY)
        try:
            os.fsync(peker)
        finally:
            os.close(peker)

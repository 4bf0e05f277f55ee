"""Which files count: the registered batches as a relation `fakta` for the SQL texts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import duckdb

from rodtraad.hovedbok.models import Batchperiode, Hovedbokbatch
from rodtraad.hovedbok.motor import hovedbokmappe, peker, sql_tekst
from rodtraad.kjerne.feil import RodtraadFeil

Filtype = Literal["linjer", "kube", "aarskube"]
ENDELSE: dict[Filtype, str] = {
    "linjer": ".parquet",
    "kube": ".kube.parquet",
    "aarskube": ".aarskube.parquet",
}
STRENG = ("kontoklasse", "art", "funksjon", "kapittel", "sektor", "ansvar", "prosjekt")
_TALL = {"aar": "INTEGER", "celle": "INTEGER", "storst": "BIGINT", "belop": "BIGINT", "antall": "BIGINT"}
_TALL |= {"periode": "INTEGER", "fil": "INTEGER", "rad": "INTEGER", "dato": "DATE"}
KOLONNER: dict[Filtype, tuple[str, ...]] = {
    "aarskube": ("aar", "slag", *STRENG, "belop", "antall"),
    "kube": ("aar", "slag", *STRENG, "objekt", "periode", "celle", "belop", "antall", "storst"),
    "linjer": ("aar", "slag", "periode", *STRENG, "objekt", "bilag", "dato", "tekst", "belop", "fil", "rad"),
}
"""The columns of each file; the lines also carry `celle`, the number of their row in the cube."""


@dataclass(frozen=True, slots=True)
class Kildebatch:
    """A batch that counts, wholly (`perioder` None) or for the periods named."""

    id: int
    innlesing: str
    aar: int
    slag: str
    sha256: str
    perioder: frozenset[int] | None
    har_aarskube: bool = True

    def sti(self, filtype: Filtype) -> Path:
        """The file of one type on disk."""
        return batchsti(self.aar, self.sha256, filtype)


def batchsti(aar: int, sha256: str, filtype: Filtype) -> Path:
    """Where a file of a batch lies."""
    return hovedbokmappe() / str(aar) / f"{sha256}{ENDELSE[filtype]}"


def gjeldende_batcher(
    aar: Iterable[int] | None = None, slag: Collection[str] | None = None
) -> tuple[Kildebatch, ...]:
    """The batches that count, oldest first, of some years and kinds or of all."""
    deler = Batchperiode.objects.gjeldende()
    if aar is not None:
        deler = deler.filter(batch__aar__in=list(aar))
    if slag is not None:
        deler = deler.filter(batch__slag__in=list(slag))
    gjelder: dict[int, set[int]] = {}
    for batch, periode in deler.values_list("batch_id", "periode"):
        gjelder.setdefault(batch, set()).add(periode)
    hele: dict[int, int] = {}
    for batch in Batchperiode.objects.filter(batch_id__in=list(gjelder)).values_list("batch_id", flat=True):
        hele[batch] = hele.get(batch, 0) + 1
    return tuple(
        Kildebatch(
            b.id,
            b.innlesing_id,
            b.aar,
            b.slag,
            b.sha256,
            None if len(gjelder[b.id]) == hele[b.id] else frozenset(gjelder[b.id]),
            bool(b.aarskube_sha256),
        )
        for b in Hovedbokbatch.objects.filter(id__in=list(gjelder)).order_by("id")
    )


def fakta_sql(batcher: Sequence[Kildebatch], filtype: Filtype, *, med_kilde: bool = False) -> str:
    """The relation `fakta`: an explicit list of files, with a filter where only some periods count."""
    if not batcher:
        tomme = [f"CAST(NULL AS {_TALL.get(k, 'VARCHAR')}) AS {k}" for k in KOLONNER[filtype]]
        tomme += ["'' AS innlesing", "0 AS batch"] if med_kilde else []
        return f"SELECT {', '.join(tomme)} WHERE FALSE"
    deler: list[str] = []
    if not med_kilde:
        hele = {t: [b for b in batcher if b.perioder is None and _filtype(b, filtype) == t] for t in ENDELSE}
        deler += [
            f"{_velg(filtype, t)} FROM {_les([b.sti(t) for b in like])}" for t, like in hele.items() if like
        ]
    for batch in batcher if med_kilde else [b for b in batcher if b.perioder is not None]:
        type_ = _filtype(batch, filtype)
        kilde = f", {sql_tekst(batch.innlesing)} AS innlesing, {batch.id} AS batch" if med_kilde else ""
        vilkaar = f" WHERE periode IN {_liste(batch.perioder)}" if batch.perioder is not None else ""
        deler.append(f"{_velg(filtype, type_)}{kilde} FROM {_les([batch.sti(type_)])}{vilkaar}")
    return " UNION ALL ".join(deler)


def _filtype(batch: Kildebatch, filtype: Filtype) -> Filtype:
    """The file that answers: a batch whose year cube would be as large as its lines has none.

    Nor has the year cube periods, so the part of a batch that counts is read from its cube.
    """
    if filtype != "aarskube":
        return filtype
    if not batch.har_aarskube:
        return "linjer"
    return "aarskube" if batch.perioder is None else "kube"


def _velg(filtype: Filtype, fra: Filtype) -> str:
    """The columns of one file type, read from files of another: a line counts as one."""
    kolonner = ("1 AS antall" if k == "antall" and fra == "linjer" else k for k in KOLONNER[filtype])
    return f"SELECT {', '.join(kolonner)}"


def _les(stier: Sequence[Path]) -> str:
    return f"read_parquet([{', '.join(sql_tekst(s) for s in stier)}], hive_partitioning=false)"


def _liste(tall: Iterable[int]) -> str:
    return f"({', '.join(str(t) for t in sorted(tall))})"


@cache
def sqltekst(navn: str) -> str:
    """One of the fixed SQL texts of the room."""
    return (files("rodtraad.hovedbok") / "sql" / f"{navn}.sql").read_text("utf-8")


def hent(sporring: str, verdier: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
    """The rows of a query. Raises RodtraadFeil when a file of a batch is missing or damaged."""
    try:
        with peker() as kobling:
            return kobling.execute(sporring, verdier or {}).fetchall()
    except (duckdb.IOException, duckdb.InvalidInputException) as feil:
        raise RodtraadFeil(
            f"En fil i hovedboken kan ikke leses: {str(feil).splitlines()[0]}",
            "Hent mappen «hovedbok» tilbake fra sikkerhetskopi, eller les inn kildefilen på nytt.",
        ) from None

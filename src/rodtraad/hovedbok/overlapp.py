"""What a new import does to figures already there: added, put in their place, or refused in doubt.

The rules in prose, with examples: docs/regler/innlesing.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import duckdb

from rodtraad.hovedbok.filer import batchsti
from rodtraad.hovedbok.models import Batchperiode
from rodtraad.hovedbok.motor import sql_tekst
from rodtraad.hovedbok.skriving import Periodedel

VedOverlapp = Literal["spor", "erstatt", "tillegg"]
Handling = Literal["erstatt", "tillegg", "avvis"]


@dataclass(frozen=True, slots=True)
class Overlapp:
    """A period that both the new import and an earlier one have, and what is to be done with it."""

    aar: int
    slag: str
    periode: int
    gammel_del: int
    gammel_innlesing: str
    handling: Handling
    grunn: str


def finn_overlapp(
    kobling: duckdb.DuckDBPyConnection,
    linjer: str,
    deler: Mapping[tuple[int, str], tuple[Periodedel, ...]],
    *,
    ved_overlapp: VedOverlapp = "spor",
) -> tuple[Overlapp, ...]:
    """Compares new lines with every batch that counts, period by period."""
    funnet: list[Overlapp] = []
    for (aar, slag), nye in deler.items():
        ny_for = {n.periode: n for n in nye}
        gamle = Batchperiode.objects.gjeldende().filter(batch__aar=aar, batch__slag=slag, periode__in=ny_for)
        felles: dict[int, dict[int, int]] = {}
        for gammel in gamle.select_related("batch").order_by("batch_id", "periode"):
            batch = gammel.batch
            if batch.id not in felles:
                felles[batch.id] = _felles_bilag(kobling, linjer, aar, slag, batch.sha256)
            ny = ny_for[gammel.periode]
            handling, grunn = _avgjor(ny, gammel, felles[batch.id].get(gammel.periode, 0), ved_overlapp)
            funnet.append(Overlapp(aar, slag, gammel.periode, gammel.pk, batch.innlesing_id, handling, grunn))
    return tuple(funnet)


def _avgjor(
    ny: Periodedel, gammel: Batchperiode, felles: int, ved_overlapp: VedOverlapp
) -> tuple[Handling, str]:
    if ved_overlapp != "spor":
        return ved_overlapp, "slik du ba om"
    nye, gamle = set(ny.kontoklasser), set(gammel.kontoklasser)
    har_bilag = bool(ny.antall_bilag or gammel.antall_bilag)
    i_felles = f"{felles} av {gammel.antall_bilag} bilag er de samme"
    regler: tuple[tuple[bool, Handling, str], ...] = (
        (not nye & gamle, "tillegg", f"andre kontoklasser: {ny.kontoklasser} mot {gammel.kontoklasser}"),
        (not har_bilag and nye >= gamle, "erstatt", "samme periode"),
        (
            not har_bilag,
            "avvis",
            f"filen har kontoklasse {ny.kontoklasser}, den forrige {gammel.kontoklasser}",
        ),
        (not felles, "tillegg", "ingen felles bilag"),
        (2 * felles < gammel.antall_bilag, "avvis", f"bare {i_felles}"),
        (not nye >= gamle, "avvis", f"{i_felles}, men filen har bare kontoklasse {ny.kontoklasser}"),
        (True, "erstatt", i_felles),
    )
    return next((handling, grunn) for gjelder, handling, grunn in regler if gjelder)


def _felles_bilag(
    kobling: duckdb.DuckDBPyConnection, linjer: str, aar: int, slag: str, sha256: str
) -> dict[int, int]:
    """Period → count of voucher numbers found both in the new lines and in a stored batch."""
    gammel = f"read_parquet({sql_tekst(batchsti(aar, sha256, 'linjer'))}, hive_partitioning=false)"
    rader = kobling.execute(
        f"""SELECT periode, COUNT(*) FROM (
              SELECT periode, bilag FROM {linjer}
              WHERE aar = {int(aar)} AND slag = {sql_tekst(slag)} AND bilag <> ''
              INTERSECT SELECT periode, bilag FROM {gammel} WHERE bilag <> '')
            GROUP BY periode"""
    ).fetchall()
    return dict(rader)

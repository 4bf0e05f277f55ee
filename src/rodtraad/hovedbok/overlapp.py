"""What a new import does to figures already there: added, put in their place, or refused in doubt.

The rules in prose, with examples: docs/regler/innlesing.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import duckdb

from rodtraad.hovedbok.filer import batchsti
from rodtraad.hovedbok.models import Batchperiode
from rodtraad.hovedbok.motor import sql_tekst
from rodtraad.hovedbok.skriving import Periodedel
from rodtraad.innlesing.kilde import VedOverlapp
from rodtraad.kjerne.belop import kroner_fra_ore

Handling = Literal["erstatt", "tillegg", "avvis"]
# Amendments come one decision at a time; all other kinds come as whole periods.
_KOMMER_STYKKEVIS = ("endring_politisk", "endring_administrativ")
# So few lines are one voucher, not a period summed into one.
_KORT_BILAG = 10


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


@dataclass(frozen=True, slots=True)
class _Gammel:
    """A part of a batch that counts, beside the new lines: vouchers in common, and its gross in øre."""

    del_: Batchperiode
    felles: int
    brutto: int


@dataclass(frozen=True, slots=True)
class _Ny:
    """The new lines of a period, and their gross in øre."""

    del_: Periodedel
    brutto: int


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
        deler_der = list(gamle.select_related("batch").order_by("periode", "batch_id"))
        if not deler_der:
            continue
        egne = f"(SELECT * FROM {linjer} WHERE aar = {int(aar)} AND slag = {sql_tekst(slag)})"
        brutto = _brutto(kobling, egne)
        maalt = _mal(kobling, egne, deler_der)
        for periode, gruppe in groupby(maalt, key=lambda g: g.del_.periode):
            i_perioden = list(gruppe)
            ny = _Ny(ny_for[periode], brutto.get(periode, 0))
            for gammel in i_perioden:
                handling, grunn = _avgjor(ny, gammel, i_perioden, slag=slag, ved_overlapp=ved_overlapp)
                funnet.append(
                    Overlapp(
                        aar, slag, periode, gammel.del_.pk, gammel.del_.batch.innlesing_id, handling, grunn
                    )
                )
    return tuple(funnet)


def _avgjor(
    ny: _Ny, gammel: _Gammel, i_perioden: Sequence[_Gammel], *, slag: str, ved_overlapp: VedOverlapp
) -> tuple[Handling, str]:
    if ved_overlapp != "spor":
        return ved_overlapp, "slik du ba om"
    felles, bilag = gammel.felles, gammel.del_.antall_bilag
    nye, gamle = set(ny.del_.kontoklasser), set(gammel.del_.kontoklasser)
    har_bilag = bool(ny.del_.antall_bilag or bilag)
    i_felles = f"{felles} av {bilag} bilag er de samme"
    klasser = f"kontoklasse {ny.del_.kontoklasser}, den forrige {gammel.del_.kontoklasser}"
    for_mye = (
        f"{kroner_fra_ore(ny.brutto)} kroner uten fortegn mot {kroner_fra_ore(_brutto_der(i_perioden))} "
        "som står der, er for mye til et tillegg"
    )
    stykkevis = slag in _KOMMER_STYKKEVIS or any(g.felles for g in i_perioden)
    regler: tuple[tuple[bool, Handling, str], ...] = (
        (
            not nye & gamle,
            "tillegg",
            f"andre kontoklasser: {ny.del_.kontoklasser} mot {gammel.del_.kontoklasser}",
        ),
        (not har_bilag and nye >= gamle, "erstatt", "samme periode"),
        (not har_bilag, "avvis", f"filen har {klasser}"),
        (not felles and (stykkevis or _er_tillegg(ny, i_perioden)), "tillegg", "ingen felles bilag"),
        (
            not felles,
            "avvis",
            f"ingen felles bilag, men {for_mye}",
        ),
        (2 * felles < bilag, "avvis", f"bare {i_felles}"),
        (not nye >= gamle, "avvis", f"{i_felles}, men filen har bare kontoklasse {ny.del_.kontoklasser}"),
        (True, "erstatt", i_felles),
    )
    return next((handling, grunn) for gjelder, handling, grunn in regler if gjelder)


def _er_tillegg(ny: _Ny, i_perioden: Sequence[_Gammel]) -> bool:
    """New numbers on all vouchers: a supplement when it is less than half the money, or one short voucher.

    A whole period whose vouchers were renumbered has about as much money as before, and would count twice.
    """
    bilag = sum(g.del_.antall_bilag for g in i_perioden)
    ett_bilag = ny.del_.antall_bilag == 1 and ny.del_.antall <= _KORT_BILAG and bilag > 1
    return ett_bilag or 2 * ny.brutto < _brutto_der(i_perioden)


def _brutto_der(i_perioden: Sequence[_Gammel]) -> int:
    return sum(g.brutto for g in i_perioden)


def _mal(kobling: duckdb.DuckDBPyConnection, nye: str, deler: Sequence[Batchperiode]) -> list[_Gammel]:
    """Each part that counts, with its vouchers in common with the new lines and its gross."""
    felles: dict[int, dict[int, int]] = {}
    brutto: dict[int, dict[int, int]] = {}
    for del_ in deler:
        batch = del_.batch
        if batch.id not in felles:
            fil = sql_tekst(batchsti(batch.aar, batch.sha256, "linjer"))
            gamle = f"read_parquet({fil}, hive_partitioning=false)"
            felles[batch.id] = _felles_bilag(kobling, nye, gamle)
            brutto[batch.id] = _brutto(kobling, gamle)
    return [
        _Gammel(d, felles[d.batch.id].get(d.periode, 0), brutto[d.batch.id].get(d.periode, 0)) for d in deler
    ]


def _felles_bilag(kobling: duckdb.DuckDBPyConnection, nye: str, gamle: str) -> dict[int, int]:
    """Period → count of voucher numbers found both in the new lines and in a stored batch."""
    rader = kobling.execute(
        f"""SELECT periode, COUNT(*) FROM (
              SELECT periode, bilag FROM {nye} WHERE bilag <> ''
              INTERSECT SELECT periode, bilag FROM {gamle} WHERE bilag <> '')
            GROUP BY periode"""
    ).fetchall()
    return dict(rader)


def _brutto(kobling: duckdb.DuckDBPyConnection, linjer: str) -> dict[int, int]:
    """Period → sum of the amounts without sign, in øre."""
    sporring = f"SELECT periode, CAST(SUM(ABS(belop)) AS BIGINT) FROM {linjer} GROUP BY periode"
    return dict(kobling.execute(sporring).fetchall())

"""What a delivery does to the figures that count: lines and amounts before and after, by year, kind and class."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import duckdb

from rodtraad.hovedbok.filer import batchsti
from rodtraad.hovedbok.models import Batchperiode
from rodtraad.hovedbok.motor import sql_tekst
from rodtraad.hovedbok.overlapp import Overlapp
from rodtraad.hovedbok.skriving import Periodedel
from rodtraad.innlesing.kilde import Virkning

_KLASSE = {"0": "investering", "1": "drift", "2": "balanse"}
type _Sum = dict[str, tuple[int, int]]
"""Kontoklasse → (lines, øre)."""


def virkninger(
    kobling: duckdb.DuckDBPyConnection,
    linjer: str,
    deler: Mapping[tuple[int, str], Sequence[Periodedel]],
    overlapp: Sequence[Overlapp],
) -> tuple[Virkning, ...]:
    """Virkning: the periods of the delivery, summed per year, kind and kontoklasse, before it and after it."""
    ut: list[Virkning] = []
    for (aar, slag), nye in sorted(deler.items()):
        egne = [o for o in overlapp if (o.aar, o.slag) == (aar, slag)]
        for_ = _gamle(kobling, [o.gammel_del for o in egne])
        bort = _gamle(kobling, [o.gammel_del for o in egne if o.handling == "erstatt"])
        inn = _per_klasse(
            kobling, f"{linjer} WHERE aar = {int(aar)} AND slag = {sql_tekst(slag)}", "COUNT(*)"
        )
        erstatter = tuple(sorted({o.gammel_innlesing for o in egne if o.handling == "erstatt"}))
        perioder = _spenn([p.periode for p in nye])
        for klasse in sorted({*for_, *inn}, reverse=True):
            gammelt, nytt, borte = (s.get(klasse, (0, 0)) for s in (for_, inn, bort))
            ut.append(
                Virkning(
                    f"{slag.replace('_', ' ').capitalize()} {aar}, {perioder}, {_KLASSE.get(klasse, klasse)}",
                    (gammelt[0], gammelt[0] - borte[0] + nytt[0]),
                    (gammelt[1], gammelt[1] - borte[1] + nytt[1]),
                    erstatter if borte[0] else (),
                )
            )
    return tuple(ut)


def _gamle(kobling: duckdb.DuckDBPyConnection, deler: Collection[int]) -> _Sum:
    """The sums of parts of batches that stand, from their cubes."""
    per_batch: dict[tuple[int, str], list[int]] = defaultdict(list)
    for del_ in Batchperiode.objects.filter(pk__in=deler).select_related("batch"):
        per_batch[del_.batch.aar, del_.batch.sha256].append(del_.periode)
    ut: _Sum = {}
    for (aar, sha256), perioder in per_batch.items():
        kube = f"read_parquet({sql_tekst(batchsti(aar, sha256, 'kube'))}, hive_partitioning=false)"
        valgt = f"{kube} WHERE periode IN ({', '.join(str(int(p)) for p in perioder)})"
        for klasse, (antall, ore) in _per_klasse(kobling, valgt, "SUM(antall)").items():
            har = ut.get(klasse, (0, 0))
            ut[klasse] = (har[0] + antall, har[1] + ore)
    return ut


def _per_klasse(kobling: duckdb.DuckDBPyConnection, fra: str, antall: str) -> _Sum:
    rader = kobling.execute(
        f"SELECT kontoklasse, CAST({antall} AS BIGINT), CAST(SUM(belop) AS BIGINT) FROM {fra} GROUP BY kontoklasse"
    ).fetchall()
    return {klasse: (linjer, ore) for klasse, linjer, ore in rader}


def _spenn(perioder: Sequence[int]) -> str:
    """«periode 1–12», or each by itself when there are holes."""
    alle = sorted(set(perioder))
    if len(alle) == 1:
        return f"periode {alle[0]}"
    if alle[-1] - alle[0] + 1 == len(alle):
        return f"periode {alle[0]}–{alle[-1]}"
    return f"periode {', '.join(map(str, alle))}"

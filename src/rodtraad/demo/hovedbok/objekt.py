"""Hvilket bygg eller kjøretøy en konstruert postering står på (KONTO-10)."""

import csv
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

NOKKEL = Path(__file__).resolve().parents[1] / "data" / "hovedbok" / "objektnokkel.csv"
DRIFT = "1"


@cache
def _nokkel() -> Mapping[str, Sequence[tuple[str, str, str, int]]]:
    """Ansvar → (fra art, til art, objekt, vekt), i filens rekkefølge."""
    ut: dict[str, list[tuple[str, str, str, int]]] = {}
    with NOKKEL.open(encoding="utf-8", newline="") as strom:
        for rad in csv.DictReader(strom):
            ut.setdefault(rad["ansvar"], []).append(
                (rad["art_fra"], rad["art_til"], rad["objekt"], int(rad["vekt"]))
            )
    return ut


def objekt_for(kontoklasse: str, art: str, ansvar: str, bilag: str) -> str:
    """Objektet på en linje, tomt når ansvaret ikke har objekter; det samme for samme bilag og art hver gang."""
    deler = [d for d in _nokkel().get(ansvar, ()) if kontoklasse == DRIFT and d[0] <= art <= d[1]]
    if not deler:
        return ""
    plass = zlib.crc32(f"{bilag}-{art}".encode()) % sum(d[3] for d in deler)
    for _fra, _til, objekt, vekt in deler:
        if plass < vekt:
            return objekt
        plass -= vekt
    return ""

"""Explanations kept in an edition: one JSON file per table, one line per cell."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from itertools import groupby
from typing import Any

from rodtraad.kjerne.hjemmel import Hjemmel
from rodtraad.oppstilling.forklaring import Bilagslinje, Delsum, Forklaring, Kontostreng

Nokkel = tuple[str, int, str]
_DELER: dict[str, type] = {
    "hjemmel": Hjemmel,
    "deler": Delsum,
    "kontostrenger": Kontostreng,
    "bilag": Bilagslinje,
}
_FELT = {klasse: tuple(f.name for f in fields(klasse)) for klasse in (Forklaring, *_DELER.values())}


def forklaringsfiler(forklaringer: Mapping[Nokkel, Forklaring]) -> Iterator[tuple[str, bytes]]:
    """File name and content for each table, cells in order of row and then as computed."""
    ordnet = sorted(forklaringer.values(), key=lambda f: (f.tabell, f.linje))
    for tabell, gruppe in groupby(ordnet, key=lambda f: f.tabell):
        linjer = (json.dumps(_rad(f), ensure_ascii=False, separators=(",", ":")) for f in gruppe)
        yield f"{tabell}.jsonl", ("\n".join(linjer) + "\n").encode()


def les_forklaringer(filer: Iterable[bytes]) -> dict[Nokkel, Forklaring]:
    """The explanations of an edition. Raises ValueError, KeyError or TypeError when a file is damaged."""
    lest = (_les_rad(json.loads(linje)) for fil in filer for linje in fil.decode().splitlines())
    return {(f.tabell, f.linje, f.kolonne): f for f in lest}


def _rad(forklaring: Forklaring) -> dict[str, Any]:
    return {navn: _verdi(navn, getattr(forklaring, navn)) for navn in _FELT[Forklaring]}


def _verdi(navn: str, verdi: Any) -> Any:
    if navn in _DELER:
        return [[_enkel(getattr(d, felt)) for felt in _FELT[_DELER[navn]]] for d in verdi]
    return list(verdi) if isinstance(verdi, tuple) else verdi


def _enkel(verdi: Any) -> Any:
    return verdi.isoformat() if isinstance(verdi, date) else verdi


def _les_rad(rad: dict[str, Any]) -> Forklaring:
    return Forklaring(**{navn: _les_verdi(navn, verdi) for navn, verdi in rad.items()})


def _les_verdi(navn: str, verdi: Any) -> Any:
    if navn == "hjemmel":
        return tuple(_hjemmel(dict(zip(_FELT[Hjemmel], rad, strict=True))) for rad in verdi)
    if navn in _DELER:
        return tuple(_DELER[navn](*rad) for rad in verdi)
    return tuple(verdi) if isinstance(verdi, list) else verdi


def _hjemmel(felt: dict[str, Any]) -> Hjemmel:
    dag = felt["kontrollert"]
    return Hjemmel(**{**felt, "kontrollert": date.fromisoformat(dag) if dag else None})

"""Radenes eksistens: en rad finnes i en tabell når minst ett beløp finnes, også om summen er 0."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from skript.konstruksjon.definisjoner import HERAV, Konto
from skript.konstruksjon.kontroller import BELOP, les

if TYPE_CHECKING:
    from pathlib import Path

ENHET = {"Næring": "400", "Kultur": "500", "Kirkelig administrasjon": "700"}
UTEN_TABELL = {"370", "800"}


def forskjeller(konti: list[Konto], fasit: Path) -> list[str]:
    """Rader som mangler i hovedboken, og rader hovedboken gir som trykk ikke har."""
    return [*_tjenester(konti, fasit), *_herav(konti, fasit), *_prosjekter(konti, fasit)]


def _ulikt(hva: str, trykt: set[tuple[str, ...]], finnes: set[tuple[str, ...]]) -> list[str]:
    ut = [f"{hva} uten beløp: {r}" for r in sorted(trykt - finnes)]
    return ut + [f"{hva} uten trykt rad: {r}" for r in sorted(finnes - trykt)]


def _tjenester(konti: list[Konto], fasit: Path) -> list[str]:
    kart = {r["tjeneste"]: r["funksjon"] for r in les(fasit, "funksjon_map")}
    trykt: set[tuple[str, ...]] = {
        (r["enhet_kode"] or ENHET[r["rammeomrade"]], kart[r["tjeneste"]])
        for r in les(fasit, "okonomi_per_tjeneste")
        if r["er_sum"] == "0" and (r["enhet_kode"] or r["rammeomrade"] in ENHET)
    }
    finnes: set[tuple[str, ...]] = {
        (k.virksomhet, k.funksjon)
        for k in konti
        if k.klasse == "1" and k.ramme and k.virksomhet not in UTEN_TABELL
    }
    return _ulikt("tjeneste", trykt, finnes)


def _herav(konti: list[Konto], fasit: Path) -> list[str]:
    trykt: set[tuple[str, ...]] = {
        (r["rammeomrade"], r["herav"])
        for r in les(fasit, "bevilgning_5_4_2")
        if r["del"].startswith("1") and r["type"] == "herav"
    }
    art = {kode: navn for navn, kode in HERAV.items()}
    finnes: set[tuple[str, ...]] = {
        (k.ramme, art[k.art]) for k in konti if k.klasse == "1" and k.ramme and k.art in art
    }
    return _ulikt("herav", trykt, finnes)


def _prosjekter(konti: list[Konto], fasit: Path) -> list[str]:
    with (BELOP.parent / "prosjekt.csv").open(encoding="utf-8", newline="") as fil:
        navn = {r["kode"]: r["navn"] for r in csv.DictReader(fil)}
    trykt: set[tuple[str, ...]] = {
        (r["post"],) for r in les(fasit, "bevilgning_5_5_2") if r["type"] == "prosjekt"
    }
    finnes: set[tuple[str, ...]] = {(navn[k.prosjekt],) for k in konti if k.klasse == "0" and k.art < "530"}
    return _ulikt("prosjekt", trykt, finnes - {("Startlån",)})

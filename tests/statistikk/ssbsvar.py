"""Answers in SSB's form, CONSTRUCTED: codes and labels as SSB's tables 01222, 06913, 07459 and 14288 have them."""

import json
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

ENDRINGER = (
    ("Folketallet1", "Folketallet ved inngangen av kvartalet"), ("Fodte2", "Fødte"), ("Dode3", "Døde"),
    ("Fodselsoverskudd4", "Fødselsoverskudd"), ("Innvandring5", "Innvandring"), ("Utvandring6", "Utvandring"),
    ("Tilflytting7", "Innflytting, innenlandsk"), ("Fraflytting8", "Utflytting, innenlandsk"),
    ("Nettoinnflytting9", "Nettoinnflytting, inkl. inn- og utvandring"), ("Folketilvekst10", "Folkevekst"),
    ("Folketallet11", "Folketallet ved utgangen av kvartalet"),
)  # fmt: skip


def svar(
    tabell: str,
    dimensjoner: Sequence[tuple[str, str, Mapping[str, str]]],
    verdier: Mapping[tuple[str, ...], Any],
) -> dict[str, Any]:
    """`dimensjoner`: (code, role, code → label). `verdier`: codes → figure, or a sign where there is none."""
    koder = [list(merker) for _, _, merker in dimensjoner]
    celler = [verdier.get(kombinasjon) for kombinasjon in product(*koder)]
    return {
        "version": "2.0", "class": "dataset", "label": f"{tabell}: KONSTRUERT", "source": "Statistisk sentralbyrå",
        "updated": "2025-02-20T07:00:00Z", "id": [kode for kode, _, _ in dimensjoner], "size": [len(k) for k in koder],
        "dimension": {
            kode: {"label": kode, "category": {"index": {k: i for i, k in enumerate(merker)}, "label": dict(merker)}}
            for kode, _, merker in dimensjoner
        },
        "value": [c if isinstance(c, int) else None for c in celler],
        "status": {str(i): c for i, c in enumerate(celler) if isinstance(c, str)},
        "role": {rolle: [kode for kode, r, _ in dimensjoner if r == rolle] for rolle in ("time", "geo", "metric")},
        "extension": {"px": {"tableid": tabell}},
    }  # fmt: skip


def skriv(fil: Path, innhold: Mapping[str, Any]) -> Path:
    fil.write_text(json.dumps(innhold), encoding="utf-8")
    return fil


def kvartaler(kommune: tuple[str, str], aar: Mapping[int, Sequence[Sequence[int]]]) -> dict[str, Any]:
    """01222: per year its quarters, each (start, born, dead, immigration, emigration, moved in, moved out)."""
    verdier: dict[tuple[str, ...], Any] = {}
    tider: dict[str, str] = {}
    for ar, deler in aar.items():
        for nr, (start, fodt, dod, inn, ut, til, fra) in enumerate(deler, start=1):
            kode = f"{ar}K{nr}"
            tider[kode] = kode
            netto = inn - ut + til - fra
            rad = (
                start,
                fodt,
                dod,
                fodt - dod,
                inn,
                ut,
                til,
                fra,
                netto,
                fodt - dod + netto,
                start + fodt - dod + netto,
            )
            verdier |= {(kommune[0], navn, kode): v for (navn, _), v in zip(ENDRINGER, rad, strict=True)}
    dimensjoner = [
        ("Region", "geo", {kommune[0]: kommune[1]}), ("ContentsCode", "metric", dict(ENDRINGER)), ("Tid", "time", tider)
    ]  # fmt: skip
    return svar("01222", dimensjoner, verdier)


def etter_alder(kommune: tuple[str, str], tall: Mapping[tuple[str, str, str], int]) -> dict[str, Any]:
    """07459 with sex and age: (sex, age, year) → persons."""
    kjonn = {k: {"1": "Menn", "2": "Kvinner"}[k] for k, _, _ in tall}
    alder = {a: f"{int(a)} år" if a.isdigit() else f"{int(a[:3])} år eller eldre" for _, a, _ in sorted(tall)}
    aar = {t: t for _, _, t in sorted(tall)}
    dimensjoner = [
        ("Region", "geo", {kommune[0]: kommune[1]}), ("Kjonn", "", kjonn), ("Alder", "", alder),
        ("ContentsCode", "metric", {"Personer1": "Personer"}), ("Tid", "time", aar),
    ]  # fmt: skip
    verdier = {(kommune[0], k, a, "Personer1", t): n for (k, a, t), n in tall.items()}
    return svar("07459", dimensjoner, verdier)

"""Table 12367: the accounts of a municipality per service function, as ledger lines and as sums."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from tests.bevis.ssb import DATA, TOPP


@cache
def kart() -> dict[str, Any]:
    innhold: dict[str, Any] = yaml.safe_load((DATA / "strand_12367.yaml").read_text(encoding="utf-8"))
    return innhold


@cache
def celler(fil: Path) -> dict[tuple[str, str, int], int]:
    """Cells of kommunekassen by (function, concept, year) in 1000 kr; groups of functions left out."""
    svar: dict[str, Any] = json.loads(fil.read_text(encoding="utf-8"))
    koder = {akse: list(svar["dimension"][akse]["category"]["index"]) for akse in svar["id"]}
    ut = {}
    for sted, verdi in zip(product(*koder.values()), svar["value"], strict=True):
        plass = dict(zip(koder, sted, strict=True))
        funksjon = plass["KOKfunksjon0000"]
        if verdi is not None and funksjon.isdigit() and plass["KOKregnskapsomfa0000"] == kart()["omfang"]:
            ut[funksjon, plass["KOKart0000"], int(plass["Tid"])] = int(verdi)
    return ut


def belop(tall: dict[tuple[str, str, int], int], funksjon: str, ledd: dict[str, Any], aar: int) -> int:
    """Concepts added and subtracted for one function, in 1000 kr."""
    return sum(tall.get((funksjon, b, aar), 0) for b in ledd["pluss"]) - sum(
        tall.get((funksjon, b, aar), 0) for b in ledd.get("minus", ())
    )


def over_funksjonene(tall: dict[tuple[str, str, int], int], begreper: Sequence[str], aar: int) -> int:
    return sum(v for (_f, begrep, a), v in tall.items() if begrep in begreper and a == aar)


def linjer(fil: Path) -> Iterator[str]:
    """The whole table as lines of the standard CSV."""
    tall = celler(fil)
    funksjoner = sorted({f for f, _b, _a in tall})
    for aar, post, funksjon in product(kart()["aar"], kart()["poster"], funksjoner):
        kroner = post["fortegn"] * belop(tall, funksjon, post, aar) * 1000
        if kroner:
            tekst = f"SSB 12367 {'+'.join(post['pluss'])}"
            yield f"{aar},12,regnskap,1,{post['art']},{funksjon},,,{tekst},{kroner}"


def skriv_csv(ut: Path, fil: Path) -> Path:
    ut.write_text("\n".join([TOPP, *linjer(fil)]) + "\n", encoding="utf-8")
    return ut

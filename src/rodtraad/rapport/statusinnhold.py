"""What the frozen reports say: made from the registers and the tables, as plain values. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from rodtraad.oppstilling.grunnlag import Grunnlag
from rodtraad.oppstilling.tabell import Tabell
from rodtraad.oppstilling.tabeller import tabell

FERDIG: Final = "Ferdig"
RAMMER, ENHETER = "bevilgning_5_4_2", "okonomi_per_virksomhet"
STORST: Final = 5
BANK: Final = "10"
"""KOSTRA's chapter of cash and bank deposits."""
VEDTAKSKOLONNER: Final = (
    "aar",
    "nr",
    "type",
    "tittel",
    "status",
    "forrige",
    "beskrivelse",
    "statusbeskrivelse",
)
TALLKOLONNER: Final = ("gruppe", "navn", "budsjett", "regnskap", "avvik", "tabell", "linje")


def innholdssum(innhold: Any) -> str:
    """sha256 of the content, the same for the same content."""
    return hashlib.sha256(json.dumps(innhold, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def vedtaksinnhold(
    oppdrag: Mapping[int, Sequence[Mapping[str, Any]]], forrige: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """The decisions of each year with their status now and in the run before; of earlier years those not finished.

    `oppdrag` is year → rows of sak.queries.oppdrag; the last year is that of the report.
    """
    for_ = {_nokkel(rad): rad["status"] for rad in forrige}
    siste = max(oppdrag, default=0)
    rader = [
        {
            **{k: rad.get(k) for k in VEDTAKSKOLONNER},
            "aar": aar,
            "forrige": for_.get(_nokkel({**rad, "aar": aar}), ""),
        }
        for aar in sorted(oppdrag, reverse=True)
        for rad in oppdrag[aar]
        if aar == siste or rad["status"] != FERDIG
    ]
    antall: dict[str, int] = {}
    for rad in rader:
        antall[str(rad["status"])] = antall.get(str(rad["status"]), 0) + 1
    return {"oppdrag": rader, "antall": antall, "i_alt": len(rader)}


def _nokkel(rad: Mapping[str, Any]) -> tuple[Any, ...]:
    return (rad["aar"], rad["type"], rad["nr"], rad["tittel"])


def okonomiinnhold(grunnlag: Grunnlag) -> dict[str, Any]:
    """Budget, accounts to date and avvik per rammeområde, the largest avvik by virksomhet, and liquidity."""
    aar = grunnlag.aar
    rammer = tabell(grunnlag, RAMMER)
    felt = (f"rev_bud_{aar}", f"regnskap_{aar}", "avvik_rev_kr")
    omraader = [
        _tall(rammer, nr, "post", felt)
        for nr, r in enumerate(rammer.rader, 1)
        if _type(rammer, nr) == "ramme"
    ]
    sum_ = [
        _tall(rammer, nr, "post", felt)
        for nr, r in enumerate(rammer.rader, 1)
        if r.gruppe.startswith("1") and _type(rammer, nr) == "sum"
    ]
    return {
        "aar": aar, "enhet": rammer.enhet, "omraader": omraader, "sum": sum_[-1] if sum_ else None,
        "storste": _storste(tabell(grunnlag, ENHETER), aar), "likviditet": _likviditet(grunnlag),
        "lest": max((k.tidspunkt for k in grunnlag.kilder), default=""), "fortegn": rammer.fortegn,
    }  # fmt: skip


def _type(t: Tabell, linje: int) -> object:
    return t.verdi(linje, "type")


def _storste(t: Tabell, aar: int) -> list[dict[str, Any]]:
    felt = (f"rev_bud_{aar}", f"regnskap_{aar}", "avvik_kr")
    rader = [
        _tall(t, rad.linje, "tabell_enhet", felt)
        for rad in t.rader
        if t.verdi(rad.linje, "nivaa") == "virksomhet" and rad.er_sum
    ]
    rader.sort(key=lambda r: (-abs(r["avvik"] or 0), r["navn"]))
    return [r for r in rader[:STORST] if r["avvik"]]


def _tall(t: Tabell, linje: int, navn: str, felt: Sequence[str]) -> dict[str, Any]:
    budsjett, regnskap, avvik = (_heltall(t.verdi(linje, f)) for f in felt)
    return {"navn": t.verdi(linje, navn), "budsjett": budsjett, "regnskap": regnskap, "avvik": avvik,
            "tabell": t.id, "linje": linje}  # fmt: skip


def _heltall(verdi: object) -> int | None:
    return int(verdi) if isinstance(verdi, int | Decimal) else None


def _likviditet(grunnlag: Grunnlag) -> int | None:
    """Cash and bank deposits in øre by the balance of the year; None when no balance is read in."""
    rader = [r.belop for r in grunnlag.balansesummer if r.aar == grunnlag.aar and r.kapittel == BANK]
    return sum(rader) if rader else None

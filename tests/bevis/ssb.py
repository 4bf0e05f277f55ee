"""SSB's answers for one municipality, and the mapping that turns their detail lines into ledger lines."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
TABELLER = ("13543", "13557", "13545")
OMFANG = {"B": "kommunekasse", "C": "konsolidert"}
TOPP = "aar,periode,slag,kontoklasse,art,funksjon,kapittel,ansvar,tekst,belop"
KODEBYTTE = 2024
"""The year the chapters of long-term debt were split."""


@dataclass(frozen=True)
class Svar:
    """One answer: cells by (code, scope, year) in 1000 kr, and SSB's text of each code. A dot is no cell."""

    celler: Mapping[tuple[str, str, int], int]
    tekst: Mapping[str, str]

    @property
    def aar(self) -> list[int]:
        return sorted({aar for _kode, _omfang, aar in self.celler})


@cache
def les_svar(fil: Path) -> Svar:
    """A json-stat2 answer. Raises AssertionError when its unit is not 1000 kr."""
    svar: dict[str, Any] = json.loads(fil.read_text(encoding="utf-8"))
    akser = svar["id"]
    koder = {akse: list(svar["dimension"][akse]["category"]["index"]) for akse in akser}
    linjeakse = next(akse for akse in akser if akse.startswith(("KOKart", "KOKkapittel")))
    assert list(svar["dimension"]["ContentsCode"]["category"]["label"].values()) == ["Beløp (1000 kr)"]
    assert svar["size"] == [len(koder[akse]) for akse in akser]
    celler = {}
    for sted, verdi in zip(product(*koder.values()), svar["value"], strict=True):
        plass = dict(zip(akser, sted, strict=True))
        if verdi is not None:
            assert verdi == int(verdi)
            celler[plass[linjeakse], plass["KOKregnskapsomfa0000"], int(plass["Tid"])] = int(verdi)
    return Svar(celler, svar["dimension"][linjeakse]["category"]["label"])


@cache
def kart(tabell: str) -> dict[str, Any]:
    """The mapping of a table: details with code and sign, sums with SSB's own formula, declared differences."""
    innhold: dict[str, Any] = yaml.safe_load((DATA / f"strand_{tabell}.yaml").read_text(encoding="utf-8"))
    return innhold


def svarfil(delt: Path, tabell: str) -> Path:
    return delt / "data/ssb/strand/raw" / f"{tabell}.jsonstat2.json"


def linjer(svar: Svar, tabell: str, omfang: str, endret: Mapping[str, int] | None = None) -> Iterator[str]:
    """The details of a table as lines of the standard CSV; `endret` adds kroner to a code in every year."""
    innhold = kart(tabell)
    for kode, til in innhold["detaljer"].items():
        for aar in svar.aar:
            tusen = svar.celler.get((kode, omfang, aar))
            kroner = til["fortegn"] * ((tusen or 0) * 1000 + (endret or {}).get(kode, 0))
            if not kroner:
                continue
            kapittel = til.get("fra_2024") if aar >= KODEBYTTE and "fra_2024" in til else til.get("kapittel")
            felt = (til.get("art", ""), til.get("funksjon", ""), kapittel or "")
            yield ",".join(
                map(
                    str,
                    (aar, 12, "regnskap", innhold["kontoklasse"], *felt, "", f"SSB {tabell} {kode}", kroner),
                )
            )


def skriv_csv(
    fil: Path, delt: Path, omfang: str, endret: Mapping[str, Mapping[str, int]] | None = None
) -> Path:
    """All three tables of one scope as one delivery in the standard CSV form."""
    rader = [
        rad
        for tabell in TABELLER
        for rad in linjer(les_svar(svarfil(delt, tabell)), tabell, omfang, (endret or {}).get(tabell))
    ]
    fil.write_text("\n".join([TOPP, *rader]) + "\n", encoding="utf-8")
    return fil


def ventet_avvik(tabell: str, kode: str, omfang: str, aar: int) -> int:
    """How far our line may and must be from SSB's, in 1000 kr, as the data declares it."""
    return sum(
        a["aar"].get(aar, 0) for a in kart(tabell)["avvik"] if a["linje"] == kode and omfang in a["omfang"]
    )

"""Reads Miljødirektoratet's file of emissions: a workbook with a detailed sheet, or a CSV, one row per gas."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Final

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.tabelleser import arknavn, raa_rader
from rodtraad.kjerne.fold import sokeform

REGNEARK: Final = frozenset({".xlsx", ".xls", ".xlsb", ".ods"})
KOLONNER: Final = {
    "kommunenummer": r"kommune(nr|nummer)\.?",
    "kommune": r"kommune(navn)?",
    "aar": r"ar",
    "sektor": r"sektor",
    "utslippskilde": r"(utslipps)?kilde",
    "klimagass": r"(klima)?gass",
    "tonn": r"utslipp(\b.*)?",
}
"""Our name → how the heading may be written, folded; «utslipp» may be followed by its unit."""
PAAKREVD: Final = ("kommune", "aar", "sektor", "tonn")
_HODELINJER: Final = 20
"""Rows a sheet may have above its heading."""
_TALL: Final = re.compile(r"-?[0-9]{1,15}([.,][0-9]{1,40})?")


@dataclass(frozen=True, slots=True)
class Utslippsrad:
    """One row of the file, with its row number; texts without the spaces the file has after them."""

    nr: int
    kommunenummer: str
    kommune: str
    aar: int
    sektor: str
    utslippskilde: str
    klimagass: str
    tonn: Decimal


def utslippsrader(fil: Path, feil: Feilliste) -> Iterator[Utslippsrad]:
    """Every row that can be read; what is wrong with the others goes into `feil`. Raises RodtraadFeil if unreadable."""
    funnet = _ark_og_hode(fil)
    if funnet is None:
        feil.legg_til(
            "miljodirektoratet-kolonner",
            "Fant ingen overskrift med kommune, år, sektor og utslipp.",
            tiltak="Velg filen slik Miljødirektoratet gir den ut, uten å flytte eller slette kolonner.",
        )
        return
    ark, hodelinje, plass = funnet
    for nr, celler in raa_rader(fil, ark=ark):
        if nr > hodelinje and any(c.strip() for c in celler):
            rad = _rad(nr, celler, plass, feil)
            if rad is not None:
                yield rad


def _ark_og_hode(fil: Path) -> tuple[int, int, Mapping[str, int]] | None:
    """The sheet with most of the columns (the detailed one), the row of its heading, and the place of each column."""
    antall_ark = len(arknavn(fil)) if fil.suffix.lower() in REGNEARK else 1
    beste: tuple[int, int, Mapping[str, int]] | None = None
    for ark in range(1, antall_ark + 1):
        for nr, celler in islice(raa_rader(fil, ark=ark), _HODELINJER):
            plass = _plasser(celler)
            if all(k in plass for k in PAAKREVD):
                if beste is None or len(plass) > len(beste[2]):
                    beste = (ark, nr, plass)
                break
    return beste


def _plasser(celler: Sequence[str]) -> dict[str, int]:
    """Our column names → place; the first that fits counts."""
    foldet = [sokeform(c.strip()) for c in celler]
    return {
        navn: next(i for i, celle in enumerate(foldet) if re.fullmatch(monster, celle))
        for navn, monster in KOLONNER.items()
        if any(re.fullmatch(monster, celle) for celle in foldet)
    }


def _rad(nr: int, celler: Sequence[str], plass: Mapping[str, int], feil: Feilliste) -> Utslippsrad | None:
    def celle(navn: str) -> str:
        sted = plass.get(navn)
        return " ".join(celler[sted].split()) if sted is not None and sted < len(celler) else ""

    mangler = [navn for navn in PAAKREVD if not celle(navn)]
    for navn in mangler:
        feil.legg_til(
            "miljodirektoratet-tomt", f"Raden mangler {_I_ORD[navn]}.", rad=nr, kolonne=_I_ORD[navn],
            tiltak="Hent filen på nytt. Et tomt felt er ikke det samme som null utslipp.",
        )  # fmt: skip
    aar, tonn = _aar(celle("aar")), _tonn(celle("tonn"))
    if aar is None and "aar" not in mangler:
        feil.legg_til(
            "miljodirektoratet-aar", f"«{celle('aar')}» er ikke et årstall.", rad=nr, kolonne="år",
            tiltak="Skriv et årstall med fire sifre, for eksempel 2023.",
        )  # fmt: skip
    if tonn is None and "tonn" not in mangler:
        feil.legg_til(
            "miljodirektoratet-tall", f"«{celle('tonn')}» er ikke et tall.", rad=nr, kolonne="utslipp",
            tiltak="Skriv utslippet i tonn som et tall, for eksempel 12.5.",
        )  # fmt: skip
    if mangler or aar is None or tonn is None:
        return None
    nummer = celle("kommunenummer")
    return Utslippsrad(
        nr, nummer.zfill(4) if nummer.isdigit() else nummer, celle("kommune"), aar, celle("sektor"),
        celle("utslippskilde"), celle("klimagass"), tonn,
    )  # fmt: skip


_I_ORD: Final = {"kommune": "kommune", "aar": "år", "sektor": "sektor", "tonn": "utslipp"}


def _aar(tekst: str) -> int | None:
    return int(tekst) if re.fullmatch(r"(19|20)[0-9]{2}", tekst) else None


def _tonn(tekst: str) -> Decimal | None:
    """Tonnes with as many decimals as a workbook keeps, with point or comma; no exponent, no other signs."""
    rent = tekst.replace(" ", "").replace("\u2212", "-")
    return Decimal(rent.replace(",", ".")) if _TALL.fullmatch(rent) else None

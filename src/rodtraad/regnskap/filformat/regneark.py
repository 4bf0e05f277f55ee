"""Sheets of a workbook as CSV: which sheets, and the noise of binary numbers taken away."""

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.tabelleser import arknavn, raa_rader
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.regnskap.filformat.profil import Kolonneprofil

ENDELSER = frozenset({".xlsx", ".xls", ".xlsb", ".ods"})
ALLE = "alle"
_MANGE_DESIMALER = re.compile(r"-?\d+\.\d{3,}")
_ORE = Decimal("0.01")
_STOY = Decimal("0.000001")


def valgte_ark(fil: Path, valg: int | str | tuple[int | str, ...], feil: Feilliste) -> list[tuple[int, str]]:
    """(number from 1, name) of the sheets a profile asks for; what is not there is an error in `feil`."""
    try:
        navn = arknavn(fil)
    except RodtraadFeil as avvist:
        feil.legg_til("csv-regneark", avvist.meldinger[0], tiltak=" ".join(avvist.meldinger[1:]))
        return []
    alle = list(enumerate(navn, start=1))
    if isinstance(valg, str) and valg.casefold() == ALLE:
        return alle
    valgte = []
    for ett in valg if isinstance(valg, tuple) else (valg,):
        treff = [
            ark
            for ark in alle
            if ett in ark or (isinstance(ett, str) and ark[1].casefold() == ett.casefold())
        ]
        valgte += treff
        if not treff:
            feil.legg_til(
                "csv-regneark",
                f"Regnearket har ikke arket «{ett}». Det har: {', '.join(navn)[:300]}.",
                tiltak="Rett «ark» i profilen, eller skriv «ark: alle».",
            )
    return valgte


def ark_som_csv(fil: Path, nr: int, ut: Path, *, profil: Kolonneprofil, feil: Feilliste) -> bool:
    """Writes a sheet as CSV from its heading on, row for row; False with the reason in `feil`."""
    try:
        with ut.open("w", encoding="utf-8", newline="") as strom:
            skriver = csv.writer(strom, lineterminator="\n", quoting=csv.QUOTE_ALL)
            bredde = tomme = 0
            for rad, celler in raa_rader(fil, ark=nr):
                if rad <= profil.hopp_over:
                    continue
                if not any(celler):
                    tomme += 1
                    continue
                bredde = bredde or len(celler)
                # Empty rows below the table are nothing; one inside it keeps its place, so that rows are counted right.
                skriver.writerows([[""] * bredde] * tomme)
                skriver.writerow([*map(uten_stoy, celler), *[""] * (bredde - len(celler))])
                tomme = 0
    except RodtraadFeil as avvist:
        feil.legg_til("csv-regneark", avvist.meldinger[0], tiltak=" ".join(avvist.meldinger[1:]))
        return False
    return True


def uten_stoy(celle: str) -> str:
    """A number a millionth from whole øre is those øre: a workbook stores binary numbers, 0.1 + 0.2 is not 0.3."""
    if not _MANGE_DESIMALER.fullmatch(celle):
        return celle
    verdi = Decimal(celle)
    ore = verdi.quantize(_ORE)
    return f"{ore:f}" if abs(verdi - ore) < _STOY else celle


def prove_av(fil: Path, nr: int, antall: int) -> Iterator[list[str]]:
    """The first rows of a sheet as texts. Raises RodtraadFeil."""
    for _, (_, celler) in zip(range(antall), raa_rader(fil, ark=nr), strict=False):
        yield [uten_stoy(c) for c in celler]

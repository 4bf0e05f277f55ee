"""Where the table stands in a file: the sheet, and the row whose headings are known best."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rodtraad.innlesing.tabelleser import arknavn
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.regnskap.filformat.kolonnerolle import Overskrift, les_overskrift
from rodtraad.regnskap.filformat.overskrift import kolonnenavn
from rodtraad.regnskap.filformat.prove import Prove, ta_prove
from rodtraad.regnskap.filformat.regneark import ENDELSER

_TITLER = 30


@dataclass(frozen=True, slots=True)
class Tabellplass:
    """Where the heading stands: lines above it, lines it fills, its names."""

    hopp_over: int
    linjer: int
    navn: tuple[str, ...]


def finn_tabell(fil: Path) -> tuple[Prove, Tabellplass, Overskrift]:
    """The sheet and the row whose headings are known best."""
    antall = len(arknavn(fil)) if fil.suffix.lower() in ENDELSER else 1
    beste: tuple[Prove, Tabellplass, Overskrift] | None = None
    for nr in range(1, antall + 1):
        prove = ta_prove(fil, ark=nr)
        if len(prove.rader) < 2:  # noqa: PLR2004 - a header and a row
            continue
        funnet = (prove, *_finn_overskrift(prove.rader))
        if beste is None or funnet[2].poeng > beste[2].poeng:
            beste = funnet
    if beste is None:
        raise RodtraadFeil(
            f"«{fil.name}» har ingen rader å lære av.", "Velg en fil med overskrift og noen linjer."
        )
    return beste


def _finn_overskrift(rader: Sequence[Sequence[str]]) -> tuple[Tabellplass, Overskrift]:
    beste = (Tabellplass(0, 1, kolonnenavn([rader[0]])), les_overskrift(kolonnenavn([rader[0]])))
    for nr in range(min(_TITLER, len(rader) - 1)):
        for linjer in (1, 2):
            utvalg = rader[nr : nr + linjer]
            if len(utvalg) < linjer or not any(utvalg[0]) or sum(bool(c) for c in utvalg[-1]) < 2:  # noqa: PLR2004
                continue
            navn = kolonnenavn(utvalg)
            lest = les_overskrift(navn)
            if lest.poeng > beste[1].poeng:
                beste = (Tabellplass(nr, linjer, navn), lest)
    return beste

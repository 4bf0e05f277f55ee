"""A sample of a file somebody wants to read: its rows, and how they were found."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from rodtraad.innlesing.tabelleser import arknavn
from rodtraad.innlesing.tekstfil import bom, forste_ugyldige_utf8
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.regnskap.filformat.flex import ENDELSE, flex_som_csv
from rodtraad.regnskap.filformat.regneark import ENDELSER, prove_av

RADER = 5000
"""Rows of a sample; what is learnt from more is learnt again when the file is read."""
_HODE, _HALE = 4 << 20, 64 << 10
_SKILLETEGN = ";,\t|"
_LINJER = 300


@dataclass(frozen=True, slots=True)
class Prove:
    """The first rows of a file and its last ones, and what a profile must say to find them again."""

    rader: list[list[str]]
    slutt: list[list[str]] = field(default_factory=list)
    """The last rows when the sample does not reach to the end."""
    koding: str = ""
    skilletegn: str = ""
    ark: tuple[str, ...] = ()
    """The sheets of a workbook."""
    arknr: int = 1

    @property
    def er_hel(self) -> bool:
        """Whether the sample is the whole file."""
        return not self.slutt

    @property
    def alle(self) -> list[list[str]]:
        """First and last rows."""
        return self.rader + self.slutt


def ta_prove(fil: Path, *, ark: int = 1) -> Prove:
    """Prove: the beginning and the end of a file, encoding and delimiter found. Raises RodtraadFeil when unreadable."""
    if fil.suffix.lower() in ENDELSER:
        navn = arknavn(fil)
        rader = list(prove_av(fil, ark, RADER + 1))
        return Prove(rader[:RADER], rader[RADER:], ark=navn, arknr=ark)
    if fil.suffix.lower() == ENDELSE:
        return _fra_json(fil)
    koding = finn_koding(fil)
    tekst, slutt = _les(fil, koding)
    if "\0" in tekst:
        raise RodtraadFeil(f"Filen «{fil.name}» er ikke en tekstfil.", "Velg en CSV-fil eller et regneark.")
    skilletegn = finn_skilletegn(tekst.splitlines()[:_LINJER])
    hode, hale = _celler(tekst, skilletegn), _celler(slutt, skilletegn)
    if len(hode) > RADER:
        hode, hale = hode[:RADER], hale or hode[-200:]
    return Prove(hode, hale, koding=koding, skilletegn=skilletegn)


def _fra_json(fil: Path) -> Prove:
    with TemporaryDirectory() as mappe:
        sti = Path(mappe) / "flex.csv"
        flex_som_csv(fil, sti, hoyst=RADER + 1)
        rader = _celler(sti.read_text("utf-8"), ",")
    return Prove(rader[:RADER], rader[RADER:])


def finn_koding(fil: Path) -> str:
    """Koding: by its mark or its zeros (UTF-16), else UTF-8 if the whole file is, else Windows or Latin-1."""
    if merket := bom(fil):
        return merket.replace("-sig", "")
    with fil.open("rb") as strom:
        start = strom.read(1 << 16)
    like, ulike = start[0::2].count(0), start[1::2].count(0)
    if max(like, ulike) > len(start) // 4:
        return "utf-16-le" if ulike > like else "utf-16-be"
    if forste_ugyldige_utf8(fil) is None:
        return "utf-8"
    # Between 0x80 and 0x9F Windows has quotes, dashes and the euro; in Latin-1 they are control codes nobody writes.
    with fil.open("rb") as strom:
        while bit := strom.read(_HODE):
            if any(0x80 <= b <= 0x9F for b in set(bit)):  # noqa: PLR2004
                return "windows-1252"
    return "iso-8859-1"


def finn_skilletegn(linjer: Sequence[str]) -> str:
    """Skilletegn: the one that gives most lines the same number of cells, and most cells."""
    beste, verdi = ",", 0
    for tegn in _SKILLETEGN:
        bredder = Counter(len(rad) for rad in _celler("\n".join(linjer), tegn) if len(rad) > 1)
        if bredder:
            bredde, antall = max(bredder.items(), key=lambda b: (b[1] * (b[0] - 1), b[0]))
            if antall * (bredde - 1) > verdi:
                beste, verdi = tegn, antall * (bredde - 1)
    return beste


def _les(fil: Path, koding: str) -> tuple[str, str]:
    with fil.open("rb") as strom:
        hode = strom.read(_HODE)
        storrelse = fil.stat().st_size
        strom.seek(max(len(hode), (storrelse - _HALE) & ~1))
        hale = strom.read()
    tekst = hode.decode(koding, errors="replace").removeprefix("\ufeff")
    if storrelse <= len(hode):
        return tekst, ""
    kropp, _, _ = tekst.rpartition("\n")
    slutt = hale.decode(
        koding.replace("utf-16", "utf-16-le") if koding == "utf-16" else koding, errors="replace"
    )
    return kropp, slutt.partition("\n")[2]


def _celler(tekst: str, skilletegn: str) -> list[list[str]]:
    try:
        return [
            [c.strip() for c in rad]
            for rad in csv.reader(io.StringIO(tekst, newline=""), delimiter=skilletegn)
        ]
    except csv.Error:
        return [[c.strip() for c in linje.split(skilletegn)] for linje in tekst.splitlines()]

"""The first part of a ledger file, as a table with the names its columns have in a profile."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from rodtraad.innlesing.tabelleser import arknavn, raa_rader
from rodtraad.innlesing.tekstfil import bom
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.regnskap.filformat.overskrift import kolonnenavn
from rodtraad.regnskap.filformat.profil import Kolonneprofil

_BYTE = 400_000
_LINJER = 200
_BOK = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})


@dataclass(frozen=True, slots=True)
class Utsnitt:
    """Names of the columns, the first rows with their numbers in the file, and the sheets of a workbook."""

    kolonner: tuple[str, ...]
    rader: tuple[tuple[int, tuple[str, ...]], ...]
    ark: tuple[str, ...] = ()


def les_utsnitt(fil: Path, data: Mapping[str, Any]) -> Utsnitt:
    """The sample, by what the profile says of encoding, delimiter, sheet and heading. Raises RodtraadFeil."""
    hopp, antall = _heltall(data, "hopp_over", 0), _heltall(data, "overskrift", 1)
    if fil.suffix.lower() in _BOK:
        navn = arknavn(fil)
        poster = list(
            islice(raa_rader(fil, ark=_arknummer(data.get("ark", 1), navn)), hopp + antall + _LINJER)
        )
        poster = [(nr, [c.strip() for c in celler]) for nr, celler in poster if nr > hopp]
        return _del(fil, poster, antall, navn)
    tekst = start_av(fil, str(data.get("koding", "utf-8")))
    if faste := data.get("fastbredde"):
        linjer = list(enumerate(tekst.splitlines(), 1))[hopp : hopp + _LINJER]
        plasser = [(k["fra"] - 1, k["fra"] - 1 + k["lengde"]) for k in faste]
        rader = tuple((nr, tuple(linje[a:b].strip() for a, b in plasser)) for nr, linje in linjer)
        return Utsnitt(tuple(k["navn"] for k in faste), rader)
    return _del(fil, _poster(fil, tekst, hopp, str(data.get("skilletegn", ","))), antall, ())


def start_av(fil: Path, koding: str) -> str:
    """The text of the first part of a file, to the end of a line; what is not of the encoding is shown as such."""
    with fil.open("rb") as strom:
        data = strom.read(_BYTE)
    try:
        tekst = data.decode(bom(fil) or koding, errors="replace")
    except LookupError:
        raise RodtraadFeil(f"Tegnkodingen «{koding}» er ukjent.") from None
    return tekst[: tekst.rfind("\n") + 1] if len(data) == _BYTE and "\n" in tekst else tekst


def kort_fil(fil: Path, arbeid: Path, profil: Kolonneprofil) -> Path:
    """A file of the same kind with only the first lines, to be read as the whole would be."""
    if fil.suffix.lower() in _BOK:
        return fil
    koding = bom(fil) or profil.koding
    lengde = profil.hopp_over + profil.overskrift + _LINJER
    linjer = start_av(fil, koding).splitlines(keepends=True)[:lengde]
    mappe = arbeid / "kort"
    mappe.mkdir()
    kort = mappe / fil.name
    # newline as they were; «replace» has put a mark where the encoding was wrong, so that the trial finds it too.
    kort.write_bytes("".join(linjer).encode(koding, errors="replace"))
    return kort


def _poster(fil: Path, tekst: str, hopp: int, skilletegn: str) -> list[tuple[int, list[str]]]:
    if "\0" in tekst:
        raise RodtraadFeil(
            f"Filen «{fil.name}» er ikke en tekstfil.", "Lagre den som CSV i UTF-8 eller som XLSX."
        )
    linjer = tekst.splitlines(keepends=True)[hopp:]
    leser = csv.reader(io.StringIO("".join(linjer), newline=""), delimiter=skilletegn)
    ut: list[tuple[int, list[str]]] = []
    nr = hopp + 1
    try:
        for celler in islice(leser, _LINJER):
            ut.append((nr, [c.strip() for c in celler]))
            nr = hopp + leser.line_num + 1
    except csv.Error:
        # The rest cannot be read; the trial says where and why.
        pass
    return ut


def _del(fil: Path, poster: list[tuple[int, list[str]]], antall: int, ark: tuple[str, ...]) -> Utsnitt:
    if len(poster) <= antall:
        raise RodtraadFeil(
            f"«{fil.name}» har ingen rader å lære av.", "Velg en fil med overskrift og noen linjer."
        )
    kolonner = kolonnenavn([celler for _, celler in poster[:antall]])
    rader = tuple(
        (nr, tuple((*celler, *[""] * len(kolonner))[: len(kolonner)]))
        for nr, celler in poster[antall:]
        if any(celler)
    )
    return Utsnitt(kolonner, rader, ark)


def _arknummer(ark: object, navn: tuple[str, ...]) -> int:
    if isinstance(ark, list) and ark:
        ark = ark[0]
    if isinstance(ark, int):
        return ark
    return navn.index(str(ark)) + 1 if str(ark) in navn else 1


def _heltall(data: Mapping[str, Any], navn: str, ellers: int) -> int:
    verdi = data.get(navn, ellers)
    return verdi if isinstance(verdi, int) and 0 <= verdi <= 100 else ellers  # noqa: PLR2004 - as in the schema

"""What a trial found, as a person reads it: by rule, filtered, and as a CSV to work from."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rodtraad.innlesing.feilliste import del_sted
from rodtraad.kjerne.funn import Alvor, Funn

MAKS_PER_REGEL: Final = 10_000
"""Findings of each rule and column kept in full in the CSV."""
VIST_PER_REGEL: Final = 100
"""Findings of each rule shown on the page."""
_VIST_I_ALT: Final = 2_000
_VERDI: Final = re.compile(r"«([^»]*)»")
_FLERE: Final = re.compile(r"… og (\d+) feil til av samme slag")
_FORMEL: Final = ("=", "+", "-", "@", "\t", "\r")
ALVOR: Final = {Alvor.FATAL: "feil", Alvor.FEIL: "feil", Alvor.ADVARSEL: "advarsel", Alvor.INFO: "merk"}
KOLONNER: Final = ("alvor", "regel", "fil", "rad", "kolonne", "verdi", "melding", "gjør dette")


@dataclass(frozen=True, slots=True)
class Regelgruppe:
    """The findings of one rule: how grave, how many in all, those shown, and what to do when it is one thing."""

    regel: str
    alvor: str
    antall: int
    rader: tuple[Mapping[str, Any], ...]

    @property
    def flere(self) -> int:
        """How many are not shown."""
        return self.antall - len(self.rader)


def som_rad(funn: Funn) -> dict[str, Any]:
    """A finding in the words of the page and the CSV; the value is the first text in quotation marks."""
    sted = del_sted(funn.sted)
    verdi = _VERDI.search(funn.melding)
    return {
        "alvor": ALVOR[funn.alvor],
        "regel": funn.kontroll,
        "fil": sted.fil,
        "rad": sted.rad or "",
        "kolonne": sted.kolonne,
        "verdi": verdi[1] if verdi and sted.rad else "",
        "melding": funn.melding,
        "tiltak": funn.tiltak,
    }


def til_visning(funn: Sequence[Funn]) -> dict[str, Any]:
    """Findings as they are stored with the trial: those shown, and how many there are of each rule."""
    antall: dict[str, int] = {}
    vist: list[dict[str, Any]] = []
    sett: dict[str, int] = {}
    for ett in sorted(funn, key=lambda f: list(ALVOR).index(f.alvor)):
        nokkel = f"{ALVOR[ett.alvor]}:{ett.kontroll}"
        flere = _FLERE.match(ett.melding)
        antall[nokkel] = antall.get(nokkel, 0) + (int(flere[1]) if flere else 1)
        sett[nokkel] = sett.get(nokkel, 0) + 1
        if not flere and sett[nokkel] <= VIST_PER_REGEL and len(vist) < _VIST_I_ALT:
            vist.append(som_rad(ett))
    return {"funn": vist, "antall_per_regel": antall}


def grupper(resultat: Mapping[str, Any], *, alvor: str = "", sok: str = "") -> tuple[Regelgruppe, ...]:
    """The stored findings by rule, the gravest first; only one gravity, or those a text is found in."""
    ut: list[Regelgruppe] = []
    for nokkel, antall in resultat.get("antall_per_regel", {}).items():
        grad, _, regel = nokkel.partition(":")
        if alvor and grad != alvor:
            continue
        alle = [f for f in resultat["funn"] if f["regel"] == regel and f["alvor"] == grad]
        funnet = tuple(f for f in alle if not sok or _treffer(f, sok))
        if funnet or not sok:
            ut.append(Regelgruppe(regel, grad, len(funnet) if sok else antall, funnet))
    return tuple(ut)


def _treffer(funn: Mapping[str, Any], sok: str) -> bool:
    return any(sok.casefold() in str(verdi).casefold() for verdi in funn.values())


def skriv_csv(fil: Path, funn: Iterable[Funn]) -> None:
    """The findings as CSV that a spreadsheet opens: UTF-8 with mark, semicolon, no cell that becomes a formula."""
    with fil.open("w", encoding="utf-8-sig", newline="") as ut:
        skriver = csv.writer(ut, delimiter=";", lineterminator="\r\n")
        skriver.writerow(KOLONNER)
        for ett in funn:
            skriver.writerow([_uten_formel(str(v)) for v in som_rad(ett).values()])


def _uten_formel(tekst: str) -> str:
    return f"'{tekst}" if tekst.startswith(_FORMEL) else tekst

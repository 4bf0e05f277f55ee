"""Comparing an edition with what it should be: byte for byte, or figure for figure when software differs."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.publisering.pdf.tekst import sidetekster

_TALL = re.compile(r"[\u2212-]?\d[\d\u202f]*(?:[.,]\d+)?")
_MASKINFIL = (".html", ".pdf", ".csv", ".json", ".jsonl", ".svg")
VIST = 12


def sammenlign_bytes(sti: str, faktisk: bytes, ventet: bytes) -> list[Funn]:
    """A finding when the file is not the one the facts give, naming the figures that differ."""
    if faktisk == ventet:
        return []
    return sammenlign_tall(sti, faktisk, ventet) or [
        _funn(sti, "Innholdet er et annet enn det tallene og malene gir, men ingen tall er endret.")
    ]


def sammenlign_tall(sti: str, faktisk: bytes, ventet: bytes) -> list[Funn]:
    """Findings for figures that differ, whatever else in the file does."""
    if faktisk == ventet or not sti.endswith(_MASKINFIL):
        return []
    try:
        if sti.endswith(".csv"):
            return _csvfunn(sti, faktisk, ventet)
        er, skal = Counter(_tall(sti, faktisk)), Counter(_tall(sti, ventet))
    # A changed byte may break a file in any way its reader can fail; that is a finding too.
    except Exception:  # noqa: BLE001
        return [_funn(sti, "Filen er skadet og kan ikke leses.")]
    fremmede, savnede = list((er - skal).elements()), list((skal - er).elements())
    if not fremmede and not savnede:
        return []
    return [
        _funn(sti, f"Tall som ikke følger av grunnlaget: {_liste(fremmede)}. Skulle vært: {_liste(savnede)}.")
    ]


def _csvfunn(sti: str, faktisk: bytes, ventet: bytes) -> list[Funn]:
    er, skal = (list(csv.reader(io.StringIO(raa.decode()))) for raa in (faktisk, ventet))
    if len(er) != len(skal):
        return [_funn(sti, f"Filen har {len(er) - 1} rader, skulle hatt {len(skal) - 1}.")]
    funn = []
    for nr, (rad, rett) in enumerate(zip(er, skal, strict=True)):
        if len(rad) != len(rett):
            funn.append(_funn(sti, f"Rad {nr} har {len(rad)} kolonner, skulle hatt {len(rett)}."))
            continue
        for kolonne, celle, riktig in zip(skal[0], rad, rett, strict=True):
            if celle != riktig:
                sted = f"Rad {nr}, kolonne {kolonne}" if nr else f"Overskriften {kolonne}"
                funn.append(_funn(sti, f"{sted}: står «{celle}», regnet ut til «{riktig}»."))
    return funn


def _tall(sti: str, raa: bytes) -> Iterator[str]:
    if sti.endswith(".pdf"):
        tekst = "\n".join(sidetekster(raa))
    elif sti.endswith((".html", ".svg")):
        tekst = _tekst(raa.decode())
    elif sti.endswith(".json"):
        tekst = "\n".join(_blad(json.loads(raa, parse_float=str, parse_int=str)))
    else:
        tekst = raa.decode()
    return (treff.group() for treff in _TALL.finditer(tekst))


def _blad(verdi: object) -> Iterator[str]:
    if isinstance(verdi, Mapping):
        for navn, under in verdi.items():
            yield from (f"{navn}: {blad}" for blad in _blad(under))
    elif isinstance(verdi, list):
        for under in verdi:
            yield from _blad(under)
    else:
        yield str(verdi)


class _Tekst(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.deler: list[str] = []

    def handle_data(self, data: str) -> None:
        self.deler.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - parser's
        self.deler += [verdi for navn, verdi in attrs if navn in {"title", "alt", "aria-label"} and verdi]


def _tekst(html: str) -> str:
    leser = _Tekst()
    leser.feed(html)
    return "\n".join(leser.deler)


def _liste(tall: list[str]) -> str:
    if not tall:
        return "ingenting"
    flere = f" og {len(tall) - VIST} til" if len(tall) > VIST else ""
    return ", ".join(tall[:VIST]) + flere


def _funn(sti: str, melding: str) -> Funn:
    return Funn("UTGAVE-TALL", Alvor.FEIL, melding, sted=sti, tiltak="Hent utgaven på nytt fra kommunen.")

"""Help to each page, in plain Norwegian: `<room>/hjelp/<page>.md`, and `rom.md` for all pages of the room.

The first line is the title. A line «Ord: avvik, bevilgning» names words of the glossary that are explained below.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from rodtraad.skall.ord import ordbok

ROT: Final = Path(__file__).resolve().parent.parent
ROM: Final = "rom"
"""The page that tells of the whole room."""
_NAVN: Final = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Hjelpetekst:
    """One help text, with the words it uses."""

    tittel: str
    tekst: SafeString
    ord_: tuple[tuple[str, str], ...]


def hjelp_til(rom: str, side: str) -> tuple[Hjelpetekst, ...]:
    """The help to a page, then that of its room; empty when nothing is written."""
    return tuple(tekst for navn in dict.fromkeys((side, ROM)) if (tekst := les_hjelp(rom, navn)))


@cache
def les_hjelp(rom: str, side: str) -> Hjelpetekst | None:
    """One file. Raises KeyError for a word the glossary does not explain."""
    if not (_NAVN.fullmatch(rom) and _NAVN.fullmatch(side)):
        return None
    fil = ROT / rom / "hjelp" / f"{side}.md"
    if not fil.is_file():
        return None
    tittel, _, kropp = fil.read_text("utf-8").strip().removeprefix("# ").partition("\n")
    treff = re.search(r"^Ord: (.+)$", kropp, re.MULTILINE)
    ordene = [o.strip() for o in treff[1].split(",")] if treff else []
    kropp = kropp.replace(treff[0], "") if treff else kropp
    html = MarkdownIt("commonmark", {"html": False}).render(kropp)
    return Hjelpetekst(tittel.strip(), mark_safe(html), tuple((o, ordbok()[o]) for o in ordene))  # noqa: S308 - our own files


@cache
def alle_rom() -> tuple[tuple[str, str], ...]:
    """(room, title) of each room with help, by title."""
    funnet = [
        (fil.parent.parent.name, les.tittel)
        for fil in ROT.glob(f"*/hjelp/{ROM}.md")
        if (les := les_hjelp(fil.parent.parent.name, ROM))
    ]
    return tuple(sorted(funnet, key=lambda r: r[1]))

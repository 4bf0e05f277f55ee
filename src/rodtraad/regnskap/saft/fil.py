"""Fil: a SAF-T file opened safely, alone or as the only one in a zip, and what its first lines say."""

import codecs
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.regnskap.saft.skjema import NAVNEROM

# Before the root element there is room for a declaration and some remarks, not for a book.
_PROLOG = 1 << 20
# XML of a ledger is packed to a twentieth; a thousandth is a bomb.
_MAKS_PAKKING = 200
_KODINGER = frozenset({"utf-8", "utf-16", "iso-8859-1", "ascii"})
_BOM = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DEKLARASJON = re.compile(r"\A\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_FOER_ROTEN = re.compile(r"\A\ufeff?(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_ROT = re.compile(r"<(?:(?P<prefiks>[\w.-]+):)?(?P<navn>[\w.-]+)(?P<attributter>[^>]*)>", re.DOTALL)
_VERSJON = re.compile(r"<(?:[\w.-]+:)?AuditFileVersion\s*>\s*([^<]{0,40}?)\s*<")


@dataclass(frozen=True, slots=True)
class Innledning:
    """What stands before the contents: the version the file says it has, as it is written."""

    versjon: str


@contextmanager
def aapne(fil: Path) -> Iterator[IO[bytes]]:
    """The bytes of a file, or of the only file in a zip. Raises RodtraadFeil when a zip is not to be trusted."""
    if not zipfile.is_zipfile(fil) or _er_xml(fil):
        with fil.open("rb") as strom:
            yield strom
        return
    try:
        with zipfile.ZipFile(fil) as pakke, pakke.open(_eneste(fil, pakke)) as strom:
            yield strom
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as feil:
        raise RodtraadFeil(
            f"Zip-filen «{fil.name}» er skadet eller pakket på en ukjent måte: {feil}.",
            "Pakk den på nytt, eller last opp XML-filen som den er.",
        ) from None


def _er_xml(fil: Path) -> bool:
    """XML can end in bytes that look like the end of a zip; what it begins with decides."""
    with fil.open("rb") as strom:
        return not strom.read(4).startswith(b"PK")


def _eneste(fil: Path, pakke: zipfile.ZipFile) -> zipfile.ZipInfo:
    innhold = [i for i in pakke.infolist() if not i.is_dir()]
    if len(innhold) != 1:
        raise RodtraadFeil(
            f"Zip-filen «{fil.name}» har {len(innhold)} filer, og det skal være én.",
            "Pakk hver SAF-T-fil for seg.",
        )
    (eneste,) = innhold
    if eneste.flag_bits & 1:
        raise RodtraadFeil(
            f"Zip-filen «{fil.name}» er låst med passord.", "Pakk den ut først, eller pakk den uten passord."
        )
    if eneste.file_size > _MAKS_PAKKING * max(eneste.compress_size, 1):
        raise RodtraadFeil(
            f"Zip-filen «{fil.name}» blir mer enn {_MAKS_PAKKING} ganger så stor når den pakkes ut.",
            "Last opp XML-filen som den er.",
        )
    return eneste


def les_innledning(start: bytes, feil: Feilliste) -> Innledning | None:
    """The beginning of a file read before any of it is parsed: None, with the reason in `feil`, when it is refused.

    Refuses a document type before the parser sees it: SAF-T has none, and entities come from there.
    """
    tekst = _tekst(start, feil)
    if tekst is None:
        return None
    treff = _FOER_ROTEN.match(tekst)
    rest = tekst[treff.end() :] if treff else tekst
    if rest.startswith("<!") and not rest.startswith("<!--"):
        feil.legg_til(
            "saft-doctype",
            "Filen har en dokumenttype (DOCTYPE). Slike leses ikke: SAF-T har ingen, og de kan misbrukes.",
            tiltak="Hent ut filen på nytt fra regnskapssystemet.",
            rad=tekst[: len(tekst) - len(rest)].count("\n") + 1,
        )
        return None
    rot = _ROT.match(rest)
    if rot is None or rot["navn"] != "AuditFile":
        funnet = f"Det første elementet er «{rot['navn']}»." if rot else "Filen er ikke XML."
        feil.legg_til(
            "saft-rot",
            f"Filen er ikke SAF-T Financial. {funnet}",
            tiltak="Velg en fil som begynner med AuditFile.",
        )
        return None
    _sjekk_navnerom(rot, feil)
    versjon = _VERSJON.search(rest)
    return Innledning(versjon[1] if versjon else "")


def _sjekk_navnerom(rot: re.Match[str], feil: Feilliste) -> None:
    attributt = f"xmlns:{rot['prefiks']}" if rot["prefiks"] else "xmlns"
    treff = re.search(rf"(?<![\w:]){re.escape(attributt)}\s*=\s*[\"']([^\"']*)[\"']", rot["attributter"])
    if treff is None or treff[1] != NAVNEROM:
        er = f"har «{treff[1][:100]}»" if treff else "har ikke noe"
        feil.legg_til(
            "saft-navnerom",
            f"AuditFile skal ha navnerommet «{NAVNEROM}», men {er}.",
            rad=1,
            tiltak="Be leverandøren rette navnerommet (xmlns). En fil uten det er ikke gyldig SAF-T Financial.",
        )


def _tekst(start: bytes, feil: Feilliste) -> str | None:
    """The first bytes as text; the parser later finds wrong bytes further in."""
    merket = next((koding for merke, koding in _BOM if start.startswith(merke)), None)
    if merket is None and start[:4] in (b"<\0?\0", b"\0<\0?"):
        merket = "utf-16-le" if start[:1] == b"<" else "utf-16-be"
    dekodet = start.decode(merket or "iso-8859-1", errors="replace")
    oppgitt = _DEKLARASJON.match(dekodet.removeprefix("\ufeff"))
    koding = (
        _python_navn(oppgitt[1]) if oppgitt else (merket or "utf-8").removesuffix("-le").removesuffix("-be")
    )
    if koding not in _KODINGER:
        feil.legg_til(
            "saft-koding",
            f"Filen er i kodingen «{oppgitt[1] if oppgitt else koding}».",
            rad=1,
            tiltak="Lagre den i UTF-8, UTF-16 eller ISO-8859-1.",
        )
        return None
    return dekodet if merket else start.decode(koding, errors="replace")


def _python_navn(koding: str) -> str:
    try:
        navn = codecs.lookup(koding).name
    except LookupError:
        return koding
    return "utf-16" if navn.startswith("utf-16") else navn.replace("iso8859-1", "iso-8859-1")


def les_start(strom: IO[bytes]) -> bytes:
    """As much of the file as the root element must stand within."""
    return strom.read(_PROLOG)

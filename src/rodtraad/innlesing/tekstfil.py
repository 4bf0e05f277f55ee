"""Raw files: encoding, sha256 and the row of the first byte that is not text."""

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from rodtraad.kjerne.feil import RodtraadFeil

_BIT = 1 << 22
_BOM = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass(frozen=True, slots=True)
class Filinfo:
    """Name, sha256 and size in bytes of a file that was read."""

    navn: str
    sha256: str
    storrelse: int


@dataclass(frozen=True, slots=True)
class Linjeskift:
    """How many lines a file has, and whether some end as in Windows and others do not."""

    linjer: int
    blandet: bool


@dataclass(frozen=True, slots=True)
class Ugyldig:
    """The first byte that does not belong: row (1-based), byte position and value."""

    rad: int
    posisjon: int
    byte: int


def filinfo(fil: Path) -> Filinfo:
    """Sha256 and size of a file. Raises RodtraadFeil when it cannot be read."""
    try:
        with fil.open("rb") as strom:
            sum_ = hashlib.file_digest(strom, "sha256")
        return Filinfo(fil.name, sum_.hexdigest(), fil.stat().st_size)
    except OSError as feil:
        raise RodtraadFeil(
            f"Filen «{fil}» kan ikke leses: {feil.strerror}.", "Kontroller navnet og rettighetene."
        ) from None


def bom(fil: Path) -> str | None:
    """The encoding a byte order mark declares, or None without a mark."""
    with fil.open("rb") as strom:
        start = strom.read(3)
    return next((koding for merke, koding in _BOM.items() if start.startswith(merke)), None)


def forste_ugyldige_utf8(fil: Path) -> Ugyldig | None:
    """Where a file stops being UTF-8, read in pieces so that size does not matter."""
    dekoder = codecs.getincrementaldecoder("utf-8")()
    lest = 0
    with fil.open("rb") as strom:
        while True:
            bit = strom.read(_BIT)
            ventende = len(dekoder.getstate()[0])
            try:
                dekoder.decode(bit, final=not bit)
            except UnicodeDecodeError as feil:
                start = lest - ventende + feil.start
                return Ugyldig(_linjer_for(fil, start) + 1, start, feil.object[feil.start])
            if not bit:
                return None
            lest += len(bit)


def _linjer_for(fil: Path, posisjon: int) -> int:
    """Line breaks before a byte."""
    antall = 0
    with fil.open("rb") as strom:
        while posisjon > 0 and (bit := strom.read(min(_BIT, posisjon))):
            antall += bit.count(b"\n")
            posisjon -= len(bit)
    return antall


def linjeskift(fil: Path) -> Linjeskift:
    """Counts the lines of a file; the last counts also when no line break ends it."""
    alle = windows = 0
    forrige = b"\n"
    with fil.open("rb") as strom:
        while bit := strom.read(_BIT):
            alle += bit.count(b"\n")
            if b"\r" in bit or forrige == b"\r":
                windows += bit.count(b"\r\n") + (forrige == b"\r" and bit.startswith(b"\n"))
            forrige = bit[-1:]
    return Linjeskift(alle + (forrige != b"\n"), 0 < windows < alle)


def les_tekst(fil: Path) -> tuple[str, str]:
    """The text of a small file and the encoding it had: UTF-8, UTF-16 (with mark) or ISO-8859-1."""
    data = fil.read_bytes()
    koding = bom(fil)
    if koding is None:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            return data.decode("iso-8859-1"), "iso-8859-1"
    try:
        return data.decode(koding), koding
    except UnicodeDecodeError as feil:
        raise RodtraadFeil(
            f"Filen «{fil.name}» er merket som {koding}, men byte nr. {feil.start + 1} passer ikke.",
            "Lagre filen på nytt som CSV i UTF-8.",
        ) from None

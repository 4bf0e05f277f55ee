"""Workbooks and archives are zips: measured by unpacking into nothing before anything that keeps them opens them."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from rodtraad.kjerne.feil import RodtraadFeil

MAKS_FILER: Final = 5_000
MAKS_UTPAKKET: Final = 2_000_000_000
MAKS_FORHOLD: Final = 300
"""How many times its own size an archive may become; sheets of real ledgers become ten to forty times as large."""
FRITT: Final = 20_000_000
"""What an archive may always become, however little it is."""
MAKS_CELLER: Final = 60_000_000
"""Rows times columns of a sheet: the reader makes room for the whole rectangle, also for one cell far away."""

_BIT: Final = 1 << 20
_SLUTT_INNEN: Final = 65_600
"""The end of the archive's list is at most a comment away from the end of the file."""
_MAKS_KATALOG: Final = 5_000_000
_METODER: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# No attribute list is followed past the next tag or far into this one, so that no piece takes long to look through.
_CELLE: Final = re.compile(rb'<(?:\w{1,20}:)?c\s[^<>]{0,500}?\br="([A-Z]{1,3})(\d{1,7})"')
_RAD: Final = re.compile(rb'<(?:\w{1,20}:)?row\s[^<>]{0,500}?\br="(\d{1,7})"')
_RADTEGN: Final = re.compile(rb"<(?:\w{1,20}:)?row(?:\s|/?>)")
_UTEN_ADRESSE: Final = re.compile(rb"<(?:\w{1,20}:)?c(?:\s|/?>)")
_GJENTATT: Final = re.compile(
    rb'number-(?:columns|rows)-repeated="(\d{4,})"(?=[^<>]{0,500}office:(?:value|date-value|string-value)=)'
)
_MAKS_GJENTATT: Final = 100_000
_MAKS_MERKE: Final = 200_000
"""Bytes of one tag; longer ones are no tags of a sheet."""
_HODE: Final = struct.Struct("<4sHHHHHLLLHH")


def krev_trygt_arkiv(fil: Path) -> None:
    """Raises RodtraadFeil unless the zip is whole and unpacks to a size this machine can hold.

    What the archive says of its own sizes is not believed: every entry is unpacked, piece by piece, into nothing.
    """
    try:
        _krev_liten_katalog(fil)
        with zipfile.ZipFile(fil) as arkiv, fil.open("rb") as raa:
            _krev_rimelig(arkiv, fil)
            pakket, lov = fil.stat().st_size, MAKS_UTPAKKET
            lov = min(lov, max(FRITT, MAKS_FORHOLD * pakket))
            for innslag in arkiv.infolist():
                lov -= _maal(raa, innslag, lov, fil)
    except (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, NotImplementedError):
        raise RodtraadFeil(
            f"«{fil.name}» er ikke et helt arkiv.",
            "Åpne filen, lagre den på nytt som .xlsx uten passord, og prøv igjen.",
        ) from None


def _krev_liten_katalog(fil: Path) -> None:
    """The list of what is in the archive is read whole by whoever opens it, so it may not be long."""
    with fil.open("rb") as strom:
        strom.seek(max(0, fil.stat().st_size - _SLUTT_INNEN))
        hale = strom.read()
    sted = hale.rfind(b"PK\x05\x06")
    if sted < 0:
        raise zipfile.BadZipFile
    if struct.unpack_from("<L", hale, sted + 12)[0] > _MAKS_KATALOG:
        raise _avvist(fil, "det har for mange filer i seg")


def _krev_rimelig(arkiv: zipfile.ZipFile, fil: Path) -> None:
    """What can be seen without unpacking: too many, overlapping, locked, or named out of the folder."""
    innslag = sorted(arkiv.infolist(), key=lambda i: i.header_offset)
    if len(innslag) > MAKS_FILER:
        raise _avvist(fil, f"det har {len(innslag)} filer i seg")
    for forrige, neste in pairwise(innslag):
        if forrige.header_offset + _HODE.size + forrige.compress_size > neste.header_offset:
            raise _avvist(fil, "filene i det ligger oppå hverandre")
    for ett in innslag:
        if ett.flag_bits & 1:
            raise RodtraadFeil(f"«{fil.name}» er låst med passord.", "Lagre filen uten passord.")
        if ett.compress_type not in _METODER:
            raise _avvist(fil, "det er pakket på en måte vi ikke leser")
        sti = PurePosixPath(ett.filename.replace("\\", "/"))
        if sti.is_absolute() or ".." in sti.parts or ":" in ett.filename[:2]:
            raise _avvist(fil, "det har en fil som peker ut av mappen")


def _maal(raa: BinaryIO, innslag: zipfile.ZipInfo, lov: int, fil: Path) -> int:
    """How many bytes an entry becomes. Raises RodtraadFeil over `lov`, or for what no sheet should hold."""
    maaler = _Arkmaaler(fil)
    storrelse = 0
    for bit in _pakk_ut(raa, innslag):
        storrelse += len(bit)
        if storrelse > lov:
            raise _avvist(fil, "det blir for stort når det pakkes ut")
        if innslag.filename.lower().endswith((".xml", ".rels")):
            maaler.se(bit)
    return storrelse


def _pakk_ut(raa: BinaryIO, innslag: zipfile.ZipInfo) -> Iterator[bytes]:
    """An entry unpacked in pieces from its own bytes, to the end of the stream and not to what the archive claims."""
    raa.seek(innslag.header_offset)
    hode = _HODE.unpack(raa.read(_HODE.size))
    raa.seek(hode[9] + hode[10], 1)
    igjen = innslag.compress_size
    pakker = zlib.decompressobj(-zlib.MAX_WBITS) if innslag.compress_type == zipfile.ZIP_DEFLATED else None
    while igjen > 0 and (inn := raa.read(min(_BIT, igjen))):
        igjen -= len(inn)
        if pakker is None:
            yield inn
            continue
        while inn and not pakker.eof:
            yield pakker.decompress(inn, _BIT)
            inn = pakker.unconsumed_tail
    if igjen > 0 or (pakker is not None and not pakker.eof and innslag.compress_size):
        raise zipfile.BadZipFile


@dataclass(slots=True)
class _Arkmaaler:
    """The rectangle a sheet fills, from the addresses of its rows and cells as they pass by."""

    fil: Path
    rader: int = 0
    kolonner: int = 0
    _telt: int = 0
    _rest: bytes = b""

    def se(self, bit: bytes) -> None:
        """Notes the cells of a piece. Raises RodtraadFeil when the rectangle is too large."""
        xml = self._rest + bit
        # A tag that is cut waits for its end.
        slutt = xml.rfind(b"<") if xml.rfind(b"<") > xml.rfind(b">") else len(xml)
        self._rest = xml[slutt:]
        if len(self._rest) > _MAKS_MERKE or b"<!ENTITY" in xml:
            raise _avvist(self.fil, "det har XML vi ikke leser")
        if any(int(m[1]) > _MAKS_GJENTATT for m in _GJENTATT.finditer(xml)):
            raise _avvist(self.fil, "en celle er gjentatt for mange ganger")
        funnet = _CELLE.findall(xml)
        rader = {int(rad) for _, rad in funnet} | {int(rad) for rad in _RAD.findall(xml)}
        bredder = {_kolonnenummer(bokstaver) for bokstaver in {b for b, _ in funnet}}
        if len(_UTEN_ADRESSE.findall(xml)) > len(funnet):
            # Cells without an address stand one after another; a row cut in two is at most as wide as both.
            bredder.add(2 * max(len(_UTEN_ADRESSE.findall(rad)) for rad in xml.split(b"<row")))
        # Rows without a number stand one after another.
        self._telt += len(_RADTEGN.findall(xml))
        self.rader, self.kolonner = max([self.rader, self._telt, *rader]), max([self.kolonner, *bredder])
        if self.rader * self.kolonner > MAKS_CELLER:
            raise _avvist(
                self.fil, f"et ark strekker seg over {self.rader} rader og {self.kolonner} kolonner"
            )


def _kolonnenummer(bokstaver: bytes) -> int:
    nr = 0
    for tegn in bokstaver:
        nr = nr * 26 + tegn - 64
    return nr


def _avvist(fil: Path, hvorfor: str) -> RodtraadFeil:
    return RodtraadFeil(
        f"«{fil.name}» åpnes ikke: {hvorfor}.",
        "Lagre bare de radene og kolonnene som har innhold, i en ny fil, eller lagre som CSV.",
    )

"""Post: one record of an accounts file to SSB, 48 characters; read from bytes and written to bytes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rodtraad.kjerne.feil import RodtraadFeil

POSTLENGDE = 48
KODING = "iso-8859-1"
NEGATIV_NULL = "-0"
"""How some systems write a negative amount of less than half a thousand; SSB reads it as a record of 0."""
MAKS_BYTE = 50_000_000
"""No accounts file is as large as this."""
MAKS_BELOP = 999_999_999
MIN_BELOP = -99_999_999

# Field → (first position from 0, after the last).
FELT = {
    "skjema": (0, 2),
    "aargang": (2, 6),
    "kvartal": (6, 7),
    "region": (7, 13),
    "orgnr": (13, 22),
    "foretaksnr": (22, 31),
    "kontoklasse": (31, 32),
    "funksjon": (32, 36),
    "kapittel": (32, 36),
    "art": (36, 39),
    "sektor": (36, 39),
    "belop": (39, 48),
}


@dataclass(frozen=True)
class Post:
    """A record as it stands in the file. Amounts are whole 1000 kr: cost and asset +, income and debt −."""

    linje: int
    tekst: str

    def felt(self, navn: str) -> str:
        """The text of a field, blanks and all."""
        fra, til = FELT[navn]
        return self.tekst[fra:til]

    def tall(self, navn: str) -> int:
        """The number in a field, 0 where none stands there (SSB's own reading)."""
        try:
            return int(self.felt(navn).strip().replace("_", "x"))
        except ValueError:
            return 0

    @cached_property
    def belop(self) -> int:
        """The amount in whole 1000 kr."""
        return self.tall("belop")

    @cached_property
    def funksjon(self) -> str:
        """The function (or chapter) without blanks."""
        return self.felt("funksjon").strip()

    @property
    def art(self) -> str:
        """The art (or sector), three characters."""
        return self.felt("art")

    @property
    def nokkel(self) -> tuple[str, str, str]:
        """What SSB sums by: class, function or chapter, art or sector."""
        return (self.felt("kontoklasse").strip(), self.funksjon, self.art.strip())


def les_linjer(innhold: bytes) -> list[Post]:
    """The records of a file with their line numbers; empty lines are nothing, either line break will do."""
    linjer = innhold.decode(KODING).split("\n")
    return [Post(nr, t) for nr, linje in enumerate(linjer, 1) if (t := linje.strip("\r"))]


def formater(
    *,
    skjema: str,
    aar: int,
    kvartal: str,
    region: str,
    orgnr: str,
    kontoklasse: str,
    funksjon: str,
    art: str,
    belop: int,
) -> str:
    """One record. Raises RodtraadFeil when the amount has no room in nine characters."""
    if not MIN_BELOP <= belop <= MAKS_BELOP:
        raise RodtraadFeil(
            f"Beløpet {belop} (1000 kr) på {kontoklasse} {funksjon} {art} får ikke plass i ni tegn.",
            "Se om beløpet er i 1000 kr.",
        )
    hode = f"{skjema:2}{aar:4d}{kvartal or ' ':1}{region:6}{orgnr:9}{'':9}"
    return f"{hode}{kontoklasse:1}{funksjon:<4}{art:<3}{belop:>9d}"


def til_bytes(poster: Iterable[str]) -> bytes:
    """The file: ISO-8859-1, each record ended by LF."""
    return "".join(f"{post}\n" for post in poster).encode(KODING)

"""What a JSON-stat2 answer says, as plain values: dimensions, notes and one cell per combination of codes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import product

_LENKE = re.compile(r"\[([^\[\]]{1,300})\]\((https?://[^\s()]{1,300})\)")
STATUSTEGN = {
    ".": "Ikke mulig å oppgi tall",
    "..": "Tallgrunnlag mangler",
    ":": "Vises ikke av konfidensialitetshensyn",
}
"""SSB's standard signs; a table can say otherwise in its notes, and then the note holds."""


@dataclass(frozen=True, slots=True)
class Merknad:
    """A note of the table, of a dimension or of one category; some must be shown wherever the table is."""

    tekst: str
    maa_vises: bool = False
    dimensjon: str = ""
    kategori: str = ""


def lesbar(tekst: str) -> str:
    """A note as plain text: SSB writes links as in Markdown, «[words](address)»."""
    return _LENKE.sub(r"\1 (\2)", tekst)


@dataclass(frozen=True, slots=True)
class Kategori:
    """One code of a dimension; unit and decimals only where the dimension is what is measured."""

    kode: str
    navn: str
    enhet: str = ""
    desimaler: int | None = None


@dataclass(frozen=True, slots=True)
class Dimensjon:
    """A dimension with its categories in the order of the values; `rolle` is time, geo, metric or empty."""

    kode: str
    navn: str
    rolle: str
    kategorier: tuple[Kategori, ...]
    kan_utelates: bool = False
    """Whether SSB gives the total when the dimension is not asked for (metadata)."""

    def navn_for(self, kode: str) -> str:
        """The label of a code. Raises KeyError when the answer does not have it."""
        for kategori in self.kategorier:
            if kategori.kode == kode:
                return kategori.navn
        raise KeyError(kode)


@dataclass(frozen=True, slots=True)
class Celle:
    """One cell: its codes in the order of the dimensions, and a value or the sign that stands instead of it.

    `verdi` is None when there is no figure; it is never 0 for that reason. `status` is SSB's sign, empty when
    none is given. A value can carry a status too (a provisional figure).
    """

    koder: tuple[str, ...]
    verdi: Decimal | None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Kube:
    """A whole answer. `verdier` and `statuser` stand by position, the last dimension fastest (JSON-stat2)."""

    tabell: str
    tittel: str
    kilde: str
    oppdatert: date | None
    dimensjoner: tuple[Dimensjon, ...]
    merknader: tuple[Merknad, ...]
    verdier: Sequence[Decimal | None]
    statuser: Mapping[int, str] = field(default_factory=dict)

    def celler(self) -> Iterator[Celle]:
        """Every cell in order."""
        akser = [[k.kode for k in d.kategorier] for d in self.dimensjoner]
        for nr, koder in enumerate(product(*akser)):
            yield Celle(koder, self.verdier[nr], self.statuser.get(nr, ""))

    def celle(self, /, **koder: str) -> Celle:
        """The cell of one code per dimension; a dimension with one category may be left out.

        Raises KeyError with the dimension or code that the answer does not have.
        """
        if ukjente := set(koder) - {d.kode for d in self.dimensjoner}:
            raise KeyError(*sorted(ukjente))
        plass, valgte = 0, []
        for dimensjon in self.dimensjoner:
            alle = [k.kode for k in dimensjon.kategorier]
            kode = koder.get(dimensjon.kode, alle[0] if len(alle) == 1 else "")
            if kode not in alle:
                raise KeyError(f"{dimensjon.kode}={kode}")
            plass = plass * len(alle) + alle.index(kode)
            valgte.append(kode)
        return Celle(tuple(valgte), self.verdier[plass], self.statuser.get(plass, ""))

    def dimensjon(self, kode: str) -> Dimensjon:
        """A dimension by its code. Raises KeyError."""
        for dimensjon in self.dimensjoner:
            if dimensjon.kode == kode:
                return dimensjon
        raise KeyError(kode)

    def med_rolle(self, rolle: str) -> Dimensjon | None:
        """The first dimension with a role (time, geo, metric)."""
        return next((d for d in self.dimensjoner if d.rolle == rolle), None)

    @property
    def maa_vises(self) -> tuple[Merknad, ...]:
        """The notes SSB says must be shown wherever the figures are."""
        return tuple(m for m in self.merknader if m.maa_vises)

    def forklaring(self, status: str) -> str:
        """What a sign means in this table: its own note first, then SSB's standard, else the sign itself."""
        for skille in (" betyr ", " = "):
            for merknad in self.merknader:
                tegn, fant, tekst = merknad.tekst.partition(skille)
                if fant and tegn.strip() == status:
                    tekst = tekst.strip().removeprefix("i denne tabellen at ")
                    return tekst[:1].upper() + tekst[1:]
        return STATUSTEGN.get(status, status)

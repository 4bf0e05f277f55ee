"""Tabelldata: a table as the controls see it, printed or computed alike."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from io import StringIO

Verdi = str | int | Decimal | None
Rad = Mapping[str, Verdi]

BELOP = re.compile(r"(regnskap|oppr_bud|pol_vedtatt_bud|rev_bud)_(\d{4})(_kr)?")
NAVNEKOLONNER = (
    "post",
    "linje",
    "tjeneste",
    "navn",
    "virksomhet",
    "tjenesteomrade",
    "prosjekt",
    "funksjon",
    "sektor",
    "indikator",
    "tittel",
    "enhet",
    "skole",
)
_TALL = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True)
class Tabelldata:
    """A table: id, columns, rows of str, int, Decimal or None, and the decimals a column is shown with."""

    id: str
    kolonner: tuple[str, ...]
    rader: tuple[Rad, ...]
    desimaler: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def aar(self) -> int | None:
        """The year of the table: the latest year named in a column."""
        return max((int(m[2]) for k in self.kolonner if (m := BELOP.fullmatch(k))), default=None)

    @cached_property
    def roller(self) -> Mapping[str, str]:
        """Columns by role: regnskap, regnskap_i_fjor, oppr, pol, rev, avvik, avvik_rev."""
        roller: dict[str, str] = {}
        navn = {"oppr_bud": "oppr", "pol_vedtatt_bud": "pol", "rev_bud": "rev"}
        for kolonne in self.kolonner:
            treff = BELOP.fullmatch(kolonne)
            if treff and treff[1] == "regnskap":
                roller["regnskap" if int(treff[2]) == self.aar else "regnskap_i_fjor"] = kolonne
            elif treff:
                roller[navn[treff[1]]] = kolonne
        avvik = {"avvik": "avvik_kr", "avvik_rev": "avvik_rev_kr"}
        return roller | {rolle: kolonne for rolle, kolonne in avvik.items() if kolonne in self.kolonner}

    def finn(self, hvor: Mapping[str, object]) -> Iterator[Rad]:
        """Rows whose columns have these values (compared as text, so codes may be numbers)."""
        return (rad for rad in self.rader if all(_lik(rad.get(k), v) for k, v in hvor.items()))

    def rad(self, hvor: Mapping[str, object]) -> Rad | None:
        """The first row with these values."""
        return next(self.finn(hvor), None)

    def sted(self, rad: Rad | None, kolonne: str = "") -> str:
        """Where a cell stands: table, line, column."""
        linje = "" if rad is None else linjenavn(rad)
        return " · ".join(del_ for del_ in (self.id, linje, kolonne) if del_)


def linjenavn(rad: Rad) -> str:
    """What a row is called, with the rammeområde or group it stands under."""
    navn = next((str(rad[k]) for k in NAVNEKOLONNER if rad.get(k) not in {None, ""}), "")
    for kolonne in ("rammeomrade", "omrade", "tabell_enhet", "kapittel", "barnehage", "virksomhet"):
        over = rad.get(kolonne)
        if over and str(over) != navn:
            return f"{over}: {navn}"
    return navn


def tall(rad: Rad, kolonne: str) -> Decimal | None:
    """The number in a cell, None when it is empty or no number."""
    verdi = rad.get(kolonne)
    return Decimal(verdi) if isinstance(verdi, int | Decimal) else None


def er_sum(rad: Rad) -> bool:
    """Whether a row is a printed total."""
    return str(rad.get("er_sum") or "0") == "1"


def les_csv(navn: str, tekst: str) -> Tabelldata:
    """A table from the text of a CSV file as `tabell --format csv` writes it."""
    leser = csv.DictReader(StringIO(tekst))
    rader = tuple({k: _les(v) for k, v in rad.items()} for rad in leser)
    return Tabelldata(navn, tuple(leser.fieldnames or ()), rader)


def _les(tekst: str) -> Verdi:
    if tekst == "":
        return None
    if not _TALL.fullmatch(tekst) or (tekst.startswith("0") and len(tekst) > 1 and tekst[1] != "."):
        return tekst
    return Decimal(tekst) if "." in tekst else int(tekst)


def _lik(celle: Verdi, verdi: object) -> bool:
    return ("" if celle is None else str(celle)) == ("" if verdi is None else str(verdi))

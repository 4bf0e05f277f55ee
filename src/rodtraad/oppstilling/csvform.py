"""Csvform: a table as CSV and as plain values for JSON, the same on the command line and in an edition."""

import csv
import io
from collections.abc import Mapping
from decimal import Decimal

from rodtraad.kjerne.tallformat import maskintall
from rodtraad.oppstilling.tabell import Tabell, Verdi


def celletekst(verdi: Verdi) -> str:
    """A value for machines: decimal point, ASCII minus, no trailing zeros, empty = not given."""
    if verdi is None:
        return ""
    return maskintall(verdi) if isinstance(verdi, int | Decimal) else verdi


def som_csv(tabell: Tabell) -> str:
    """UTF-8 text with comma and line feed; all columns, hidden ones too, in the unit of the table."""
    strom = io.StringIO()
    skriver = csv.writer(strom, lineterminator="\n")
    skriver.writerow(kolonne.navn for kolonne in tabell.kolonner)
    for rad in tabell.rader:
        skriver.writerow(celletekst(celle.verdi) for celle in rad.celler)
    return strom.getvalue()


def som_json(tabell: Tabell) -> Mapping[str, object]:
    """The table with what a user of data must know: unit, sign, source, licence, legal basis, status."""
    return {
        "id": tabell.id,
        "tittel": tabell.tittel,
        "aar": tabell.aar,
        "enhet": tabell.enhet,
        "fortegn": tabell.fortegn,
        "kilde": tabell.kilde,
        "lisens": tabell.lisens,
        "hjemmel": [str(hjemmel) for hjemmel in tabell.hjemmel],
        "status": tabell.status,
        "organisasjonsenhet": tabell.enhet_kode,
        "merknader": list(tabell.merknader),
        "kolonner": [
            {"navn": kolonne.navn, "tittel": kolonne.tittel, "slag": kolonne.slag}
            for kolonne in tabell.kolonner
        ],
        "rader": [
            {"linje": rad.linje}
            | {
                kolonne.navn: _jsonverdi(celle.verdi)
                for kolonne, celle in zip(tabell.kolonner, rad.celler, strict=True)
            }
            for rad in tabell.rader
        ],
    }


def _jsonverdi(verdi: Verdi) -> str | int | float | None:
    """Whole numbers as such, others as JSON numbers with the decimals they were shown with."""
    if isinstance(verdi, Decimal):
        return int(verdi) if verdi == verdi.to_integral_value() else float(verdi)
    return verdi

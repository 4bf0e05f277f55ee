"""The list of unusual postings as CSV: a row per posting, for a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from rodtraad.hovedbok.queries import Postering
from rodtraad.kjerne.belop import kroner_fra_ore
from rodtraad.regnskap.models import Posteringsfunn

KOLONNER: Final = (
    "aar", "periode", "regel", "ansvar", "funksjon", "art", "prosjekt", "objekt", "bilag", "dato", "belop_kr", "tekst",
    "status", "utfall", "ansvarlig", "kommentar", "lukket_av",
)  # fmt: skip
_FORMEL: Final = ("=", "+", "-", "@", "\t", "\r")


def som_csv(
    funnene: Iterable[Posteringsfunn],
    linjer: Mapping[int, Sequence[Postering]],
    tekst: Callable[[Postering], str],
) -> str:
    """UTF-8 with mark, semicolon, no cell that becomes a formula; `tekst` gives what may be seen of a line's text."""
    ut = io.StringIO(newline="")
    ut.write("\ufeff")
    skriver = csv.writer(ut, delimiter=";", lineterminator="\r\n")
    skriver.writerow(KOLONNER)
    for f in funnene:
        om = (f.get_status_display(), f.utfall, f.eier.navn if f.eier else "", f.kommentar, f.lukket_av)
        for p in linjer.get(f.pk, ()):
            dato = p.dato.isoformat() if p.dato else ""
            rad = (
                f"{p.aar}", f"{p.periode}", f.regel, p.ansvar, p.funksjon, p.art, p.prosjekt, p.objekt, p.bilag, dato,
            )  # fmt: skip
            skriver.writerow([*map(_trygg, rad), kroner_fra_ore(p.belop), _trygg(tekst(p)), *map(_trygg, om)])
    return ut.getvalue()


def _trygg(verdi: str) -> str:
    return f"'{verdi}" if verdi.startswith(_FORMEL) else verdi

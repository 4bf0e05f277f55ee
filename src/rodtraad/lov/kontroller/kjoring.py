"""Running the controls: functions and data controls alike, findings in order of id."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any

from rodtraad.kjerne.funn import Funn
from rodtraad.lov.kontroller import faktakontroll, mellom, oppstilling, saker, statistikk, tjeneste
from rodtraad.lov.kontroller.avstemming import avstem
from rodtraad.lov.kontroller.fakta import Faktum
from rodtraad.lov.kontroller.grunnlag import FUNKSJONER, Kontrollgrunnlag
from rodtraad.lov.kontroller.tabelldata import Tabelldata
from rodtraad.lov.regelverk import Regelverk

FAMILIER = (oppstilling, mellom, statistikk, tjeneste, saker, faktakontroll)


def kjor_kontroller(
    tabeller: Mapping[str, Tabelldata], fakta: Sequence[Faktum], regelverk: Regelverk
) -> list[Funn]:
    """All findings of all controls on these tables and facts, in order of control id.

    The same controls run on computed tables and on printed ones; tables that are absent are passed over.
    """
    grunnlag = Kontrollgrunnlag(tabeller, fakta, regelverk.oppstillinger)
    funn: list[Funn] = []
    for navn, regel in regelverk.kontroller.items():
        funn += avstem(grunnlag, regel) if regel.avstemming is not None else FUNKSJONER[navn](grunnlag, regel)
    return funn


def merk_kildefeil(funn: Iterable[Funn], kart: Sequence[Mapping[str, Any]]) -> list[Funn]:
    """Findings marked with the known source error they are: by control and a pattern for the place.

    Each entry has `kontroll`, `sted` (with `*`) and `kildefeil`; the first that fits counts.
    """
    return [replace(f, kildefeil=_kildefeil(f, kart)) for f in funn]


def _kildefeil(funn: Funn, kart: Sequence[Mapping[str, Any]]) -> str:
    for linje in kart:
        if linje["kontroll"] == funn.kontroll and fnmatchcase(funn.sted, linje["sted"]):
            return str(linje["kildefeil"])
    return ""

"""How large a change must be: limits as data, the municipality's own where it has set them (KOSTRA-06, KOSTRA-14)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from rodtraad.innlesing.yamltekst import les_tekst, les_yaml
from rodtraad.kjerne.feil import RodtraadFeil

FIL: Final = Path(__file__).parent / "data" / "grenser.yaml"
EGEN: Final = "kostra_grenser.yaml"
"""The municipality's own limits, in the folder of the installation."""
KRONER: Final = "kr"


@dataclass(frozen=True, slots=True)
class Endringsgrenser:
    """Percent, kroner per inhabitant, kroner in all, and percentage points for figures that are shares."""

    prosent: Decimal
    kroner_per_innbygger: Decimal
    belop_kroner: Decimal
    prosentpoeng: Decimal


@dataclass(frozen=True, slots=True)
class Endring:
    """A figure before and now, in its unit: kr, kr per innbygger, 1000 kr, prosent, or another."""

    for_: Decimal
    naa: Decimal
    enhet: str

    @property
    def forskjell(self) -> Decimal:
        """Now less before."""
        return self.naa - self.for_

    @property
    def prosent(self) -> Decimal | None:
        """The change in percent of what it was; None from zero."""
        return abs(self.forskjell) * 100 / abs(self.for_) if self.for_ else None

    def kroner(self, innbyggere: int) -> Decimal | None:
        """The change in kroner; None when the figure is no amount."""
        faktor = {KRONER: 1, "1000 kr": 1000, "kr per innbygger": innbyggere}.get(self.enhet)
        return None if faktor is None else self.forskjell * faktor

    def er_stor(self, grenser: Endringsgrenser, innbyggere: int) -> bool:
        """Whether the change is at or above the limits.

        An amount must be large in kroner, and then in percent or per inhabitant; a share in percentage points.
        """
        if not self.forskjell:
            return False
        kroner = self.kroner(innbyggere)
        relativt = self.prosent is None or self.prosent >= grenser.prosent
        if kroner is None:
            return abs(self.forskjell) >= grenser.prosentpoeng if self.enhet == "prosent" else relativt
        if abs(kroner) < grenser.belop_kroner:
            return False
        per_hode = abs(kroner) / innbyggere if innbyggere else Decimal(0)
        return relativt or per_hode >= grenser.kroner_per_innbygger


def endringsgrenser(navn: str) -> Endringsgrenser:
    """The limits of one kind: `store_endringer` or `vesentlige_endringer`. Raises RodtraadFeil."""
    felles, egne = _les(FIL), _les(Path(settings.MAPPE) / EGEN)
    verdier = {**felles[navn], **(egne.get(navn) or {})}
    if ukjente := set(verdier) - set(felles[navn]):
        raise RodtraadFeil(f"{EGEN}: grensen «{min(ukjente)}» finnes ikke.")
    try:
        return Endringsgrenser(**{n: Decimal(str(v)) for n, v in verdier.items()})
    except ArithmeticError:
        raise RodtraadFeil(f"{EGEN}: grensene skal være tall.") from None


def _les(fil: Path) -> Mapping[str, Any]:
    """A file of limits, empty when it is not there; read again only when it has changed. Raises RodtraadFeil."""
    return _lest(fil, fil.stat().st_mtime_ns) if fil.is_file() else {}


@cache
def _lest(fil: Path, _endret: int) -> Mapping[str, Any]:
    innhold = les_yaml(les_tekst(fil, fil.name), fil.name) or {}
    if not isinstance(innhold, dict) or not all(isinstance(v, dict) for v in innhold.values()):
        raise RodtraadFeil(f"{fil.name} skal ha grensene under store_endringer og vesentlige_endringer.")
    return innhold

"""Small published figures and ledgers for tests of the reconciliation, in kroner."""

from datetime import date
from decimal import Decimal
from typing import Any

from rodtraad.kostra.avstemming import avstem
from rodtraad.kostra.avstemmingsregler import regler
from rodtraad.kostra.avstemmingsverdier import Avstemmingsrad, Fakta, Personforklaring
from rodtraad.kostra.publisert import PER_INNBYGGER, TUSEN, Publisert

INNBYGGERE = 1000
UREVIDERT, REVIDERT = date(2025, 3, 15), date(2025, 6, 15)


def publisert(funksjon: str, verdi: object, **mer: Any) -> Publisert:
    """A published figure of a function, in kroner per inhabitant unless said otherwise."""
    felter: dict[str, Any] = {
        "datasett": "kostra_funksjonsomraader", "nokkel": funksjon, "navn": f"Funksjon {funksjon}", "aar": 2024,
        "enhet": PER_INNBYGGER, "omfang": "kasse", "omraade": "Området", "publisert": REVIDERT,
    }  # fmt: skip
    return Publisert(verdi=Decimal(str(verdi)), funksjon=funksjon, **{**felter, **mer})


def tusen(funksjon: str, verdi: object, **mer: Any) -> Publisert:
    """A published figure in 1000 kroner."""
    return publisert(funksjon, verdi, enhet=TUSEN, **mer)


def fakta(*poster: tuple[str, str, str, int], **mer: Any) -> Fakta:
    """A ledger of (kontoklasse, funksjon, art, kroner)."""
    return Fakta({p[:3]: p[3] * 100 for p in poster}, **{"innbyggere": INNBYGGERE, **mer})


def rader(
    *tall: Publisert, i: Fakta, forklaringer: tuple[Personforklaring, ...] = ()
) -> dict[str, Avstemmingsrad]:
    """The lines by function, or by name where there is none."""
    alle = avstem(tall, i, regler(), {}, forklaringer)
    return {rad.funksjon or rad.navn: rad for rad in alle}


def deler(rad: Avstemmingsrad) -> dict[str, int]:
    """The parts of a line's difference by cause, in kroner."""
    return {d.aarsak.id: d.ore // 100 for d in rad.deler}

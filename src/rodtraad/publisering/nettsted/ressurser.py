"""Style, scripts and font of the publication; what is others' comes from skript/byggefront.sh."""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from django.contrib.staticfiles import finders

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.publisering.nettsted.tema import tema_css

STILER = ("grunn", "ramme", "innhold", "tabell", "figur", "forklar", "sok", "utskrift")
SKRIPT = ("oversett", "tema", "tabell", "del", "sok")
FONTER = ("inter-latin-wght-normal.woff2", "inter-latin-ext-wght-normal.woff2")


@lru_cache(maxsize=8)
def ressursfiler(aksent: str) -> Mapping[str, bytes]:
    """Path in the edition → content: style.css, rodtraad.js, fonts and the licences of what is others'."""
    stil = "\n".join(
        [
            _tekst("vendor/designsystemet.css"),
            tema_css(aksent),
            *(_tekst(f"publisering/stil/{navn}.css") for navn in STILER),
        ]
    )
    filer = {
        "ressurser/stil.css": stil.encode(),
        "ressurser/rodtraad.js": "\n".join(_tekst(f"publisering/skript/{n}.js") for n in SKRIPT).encode(),
    }
    filer["ressurser/ikon.svg"] = _tekst("publisering/ikon.svg").replace("currentColor", aksent).encode()
    for navn in FONTER:
        filer[f"ressurser/{navn}"] = _les(f"vendor/{navn}")
    for navn in ("designsystemet", "inter"):
        filer[f"ressurser/lisenser/{navn}.txt"] = _les(f"vendor/lisenser/{navn}.txt")
    return MappingProxyType(filer)


def _tekst(navn: str) -> str:
    return _les(navn).decode()


@cache
def _les(navn: str) -> bytes:
    funnet = finders.find(navn)
    if not isinstance(funnet, str):
        raise RodtraadFeil(
            f"Filen «{navn}», som nettsidene trenger, finnes ikke.",
            "Kjør «make oppsett», som henter utseende og skrift, og prøv igjen.",
        )
    return Path(funnet).read_bytes()

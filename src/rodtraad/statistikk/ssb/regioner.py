"""Which of SSB's region codes are the municipality's own and those it compares with, and what we call them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.statistikk.queries import kommunevalg

_GRUPPE: Final = re.compile(r"kostra[- ]?gruppe\s*0*(\d{1,2})", re.IGNORECASE)
_LAND: Final = {"landet": "EAK", "landet uten oslo": "EAKUO", "hele landet": "EAK"}
KOMMUNE, SAMMENLIGNING = "$kommune", "$sammenligning"


@dataclass(frozen=True, slots=True)
class Regioner:
    """SSB's code → our name, one's own first."""

    egen: str
    navn: Mapping[str, str]
    uten_kode: tuple[str, ...] = ()
    koder: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        andre = tuple(k for k in self.navn if k != self.egen)
        object.__setattr__(self, "koder", {KOMMUNE: (self.egen,), SAMMENLIGNING: andre})

    def funn(self) -> list[Funn]:
        """A group the municipality has made itself has no figures at SSB."""
        return [
            Funn(
                "ssb-region", Alvor.INFO, f"«{navn}» har ingen kode hos SSB, så tall for den hentes ikke.",
                tiltak="Skriv kommunenummeret i filen med sammenligningskommuner, eller kall den «KOSTRA-gruppe 2».",
            )
            for navn in self.uten_kode
        ]  # fmt: skip


def regioner() -> Regioner:
    """From the installation's own number and the chosen municipalities and groups (KOSTRA-08)."""
    valg = kommunevalg()
    navn = {valg.egen[0]: valg.egen[1]}
    uten = []
    for nummer, kommunenavn in valg.andre:
        kode = nummer or _gruppekode(kommunenavn)
        if kode:
            navn.setdefault(kode, kommunenavn)
        else:
            uten.append(kommunenavn)
    return Regioner(valg.egen[0], navn, tuple(uten))


def _gruppekode(navn: str) -> str:
    if treff := _GRUPPE.fullmatch(navn.strip()):
        return f"EKG{int(treff.group(1)):02}"
    return _LAND.get(navn.strip().casefold(), "")

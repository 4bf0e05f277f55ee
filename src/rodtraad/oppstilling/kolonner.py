"""Kolonner: the columns of the tables, named with their year as in the data files."""

from dataclasses import dataclass
from typing import Literal

from rodtraad.oppstilling.formel import (
    OPPRINNELIG,
    REGNSKAP,
    REVIDERT,
    VEDTATT,
    Koder,
    Kolonneformel,
)
from rodtraad.oppstilling.tabell import Kolonne, Kolonneslag


@dataclass(frozen=True, slots=True)
class Kolonnevalg:
    """A column and how it is computed; `formel` is None for text and given numbers."""

    kolonne: Kolonne
    formel: Kolonneformel | None = None

    @property
    def navn(self) -> str:
        """The machine name."""
        return self.kolonne.navn


def tekst(navn: str, tittel: str, *, radtittel: bool = False, skjult: bool = False) -> Kolonnevalg:
    """A column of words."""
    return Kolonnevalg(Kolonne(navn, tittel, er_radtittel=radtittel, skjult=skjult))


def noekkel(navn: str) -> Kolonnevalg:
    """A technical key: in the data files, not on page and PDF."""
    return tekst(navn, navn.replace("_", " ").capitalize(), skjult=True)


def oppgitt(navn: str, tittel: str, slag: Kolonneslag = "tall", desimaler: int = 0) -> Kolonnevalg:
    """A column of given numbers (statistics)."""
    return Kolonnevalg(Kolonne(navn, tittel, slag, desimaler))


def _sum(navn: str, tittel: str, aar: int, faktaslag: tuple[str, ...], arter: Koder = None) -> Kolonnevalg:
    return Kolonnevalg(
        Kolonne(navn, tittel, "belop"),
        Kolonneformel("sum", aar=aar, faktaslag=faktaslag, arter=arter),
    )


def regnskap(aar: int) -> Kolonnevalg:
    """Accounts of a year."""
    return _sum(f"regnskap_{aar}", f"Regnskap {aar}", aar, REGNSKAP)


def opprinnelig(aar: int) -> Kolonnevalg:
    """The budget as first adopted."""
    return _sum(f"oppr_bud_{aar}", f"Oppr. bud. {aar}", aar, OPPRINNELIG)


def vedtatt(aar: int) -> Kolonnevalg:
    """The budget with the council's amendments."""
    return _sum(f"pol_vedtatt_bud_{aar}", f"Pol. vedtatt bud. {aar}", aar, VEDTATT)


def revidert(aar: int) -> Kolonnevalg:
    """The budget with political and administrative amendments."""
    return _sum(f"rev_bud_{aar}", f"Rev. bud. {aar}", aar, REVIDERT)


def del_av(navn: str, tittel: str, aar: int, faktaslag: tuple[str, ...], arter: Koder = None) -> Kolonnevalg:
    """A column of some arts only, with a name of its own: gross expenses, gross income, financing."""
    return _sum(navn, tittel, aar, faktaslag, arter)


def avvik(
    budsjett: Kolonnevalg, regnskap: Kolonnevalg, navn: str = "avvik_kr", tittel: str = "Avvik i kr"
) -> Kolonnevalg:
    """Budget − accounts; positive is mindreforbruk (R-01)."""
    return Kolonnevalg(
        Kolonne(navn, tittel, "belop"),
        Kolonneformel("avvik", budsjett=budsjett.navn, regnskap=regnskap.navn),
    )


def avvik_prosent(
    budsjett: Kolonnevalg,
    regnskap: Kolonnevalg,
    navn: str = "avvik_pct",
    tittel: str = "Avvik i %",
    *,
    blank: Literal["aldri", "null_budsjett", "null_avvik"] = "aldri",
) -> Kolonnevalg:
    """Deviation in percent of |budget| (R-02); `blank` says when the form leaves it empty."""
    return Kolonnevalg(
        Kolonne(navn, tittel, "prosent", 1),
        Kolonneformel("prosent", budsjett=budsjett.navn, regnskap=regnskap.navn, blank=blank),
    )

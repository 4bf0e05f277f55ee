"""Frister: the days law and KOSTRA set each year (kommuneloven kapittel 14, KOSTRA-forskriften)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Tiltaksplan(StrEnum):
    """Where the plan of a ROBEK municipality stands (§ 28-4, rule R-24)."""

    IKKE_SENDT = "ikke sendt"
    SENDT = "sendt"
    GODKJENT = "godkjent"


@dataclass(frozen=True, slots=True)
class Frist:
    """A day and what is due."""

    dato: date
    hva: str


def kostra_frister(regnskapsaar: int) -> tuple[Frist, ...]:
    """The four dates of KOSTRA for a year's accounts (R-39)."""
    aar = regnskapsaar + 1
    return (
        Frist(date(aar, 2, 22), "Rapportering av regnskap"),
        Frist(date(aar, 3, 15), "Publisering av ureviderte tall"),
        Frist(date(aar, 4, 15), "Siste frist for rettinger"),
        Frist(date(aar, 6, 15), "Publisering av reviderte tall"),
    )


def revisjonsdag(regnskapsaar: int) -> date:
    """The day SSB publishes the year's KOSTRA figures with corrections (R-39)."""
    return kostra_frister(regnskapsaar)[-1].dato


def er_revidert(regnskapsaar: int, dag: date) -> bool:
    """Whether KOSTRA figures of the year as published on the day are the revised ones (R-39, HJUL-07)."""
    return dag >= revisjonsdag(regnskapsaar)


def neste_tiltaksplan(status: Tiltaksplan) -> Tiltaksplan | None:
    """The next state; None when the plan is approved."""
    tilstander = list(Tiltaksplan)
    nr = tilstander.index(status) + 1
    return tilstander[nr] if nr < len(tilstander) else None

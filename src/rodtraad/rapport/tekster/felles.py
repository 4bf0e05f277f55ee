"""Figures several chapters share, so that a number is found in one way only."""

from decimal import Decimal
from fractions import Fraction

from rodtraad.kjerne.avrunding import rund_desimal
from rodtraad.rapport.innhold import Innhold


def egen_kommune(inn: Innhold) -> str:
    """The municipality's name as it stands in comparison tables."""
    return inn.grunnlag.kommune.navn.removesuffix(" kommune")


def folketall(inn: Innhold, aar: int) -> int | None:
    """Inhabitants at the end of a year."""
    rad = inn.rad("befolkning", "aar", str(aar))
    return int(rad.tall("folketall_utgang")) if rad else None


def netto_driftsresultat_prosent(inn: Innhold, aar: int | None = None) -> Decimal | None:
    """Netto driftsresultat in percent of brutto driftsinntekter, surplus positive (R-17)."""
    kolonne = f"regnskap_{aar or inn.aar}"
    resultat = inn.rad("okonomisk_oversikt_5_6", "post", "Netto driftsresultat")
    inntekter = inn.rad("okonomisk_oversikt_5_6", "post", "Sum driftsinntekter")
    if resultat is None or inntekter is None or not inntekter.ore(kolonne):
        return None
    return rund_desimal(Fraction(-resultat.ore(kolonne) * 100, abs(inntekter.ore(kolonne))), 1)

"""Handlingsregler: the council's own financial targets as dated formulas (kommuneloven § 14-2)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rodtraad.kjerne.avrunding import rund, rund_desimal
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.hjemmel import Hjemmel

Storrelser = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Handlingsregel:
    """A target in percent of a base: teller / nevner, at least or at most. Names are amounts in øre.

    `kommune` is the municipality whose council decided it (four digits).
    """

    id: str
    navn: str
    gyldig_fra: date
    hjemmel: Hjemmel
    teller: tuple[str, ...]
    fradrag: tuple[str, ...]
    nevner: tuple[str, ...]
    maaltall: Decimal
    retning: str
    merknad: str = ""
    kommune: str = ""


@dataclass(frozen=True, slots=True)
class Maaloppnaaelse:
    """How a rule turned out: percent, the amount the target means in øre, the margin, and whether it is met.

    `oppfylt` is None when an unknown deduction (`mangler`) decides it. `margin` ≥ 0 means met.
    """

    regel: Handlingsregel
    teller: int
    nevner: int
    prosent: Decimal
    krav: int
    margin: int
    oppfylt: bool | None
    mangler: tuple[str, ...] = ()


def les_handlingsregler(
    dokumenter: Iterable[Mapping[str, Any]], dato: date, hjemmel: Callable[[Mapping[str, Any]], Hjemmel]
) -> tuple[Handlingsregel, ...]:
    """The rules in force on the day, the newest version of each, in the order of the file."""
    gjeldende: dict[str, Handlingsregel] = {}
    for dokument in dokumenter:
        for data in dokument["handlingsregler"]:
            regel = _les(data, hjemmel)
            eldre = gjeldende.get(regel.id)
            if regel.gyldig_fra <= dato and (eldre is None or eldre.gyldig_fra <= regel.gyldig_fra):
                gjeldende[regel.id] = regel
    return tuple(gjeldende.values())


def _les(data: Mapping[str, Any], hjemmel: Callable[[Mapping[str, Any]], Hjemmel]) -> Handlingsregel:
    return Handlingsregel(
        id=data["id"],
        navn=data["navn"],
        gyldig_fra=data["gyldig_fra"],
        hjemmel=hjemmel(data["hjemmel"]),
        teller=tuple(data["teller"]),
        fradrag=tuple(data.get("fradrag", ())),
        nevner=tuple(data["nevner"]),
        maaltall=Decimal(data["maaltall"]),
        retning=data["retning"],
        merknad=data.get("merknad", ""),
        kommune=data.get("kommune", ""),
    )


def vurder(regel: Handlingsregel, storrelser: Storrelser) -> Maaloppnaaelse:
    """The rule computed from amounts in øre (positive). Raises RodtraadFeil when teller or nevner is unknown.

    An unknown deduction is reported in `mangler`: a rule that is broken before it is broken whatever it is.
    """
    ukjente = [navn for navn in (*regel.teller, *regel.nevner) if navn not in storrelser]
    if ukjente:
        raise RodtraadFeil(f"Handlingsregelen «{regel.navn}» mangler {', '.join(ukjente)}.")
    nevner = sum(storrelser[navn] for navn in regel.nevner)
    if nevner <= 0:
        raise RodtraadFeil(
            f"Handlingsregelen «{regel.navn}» har grunnlag {nevner} øre; det må være større enn null."
        )
    teller = sum(storrelser[n] for n in regel.teller) - sum(storrelser.get(n, 0) for n in regel.fradrag)
    mangler = tuple(navn for navn in regel.fradrag if navn not in storrelser)
    krav = krav_i_ore(regel, nevner)
    margin = teller - krav if regel.retning == "minst" else krav - teller
    oppfylt: bool | None = (
        Fraction(teller, nevner) >= _andel(regel)
        if regel.retning == "minst"
        else (Fraction(teller, nevner) <= _andel(regel))
    )
    if mangler and oppfylt is (regel.retning == "minst"):
        oppfylt = None
    return Maaloppnaaelse(
        regel=regel,
        teller=teller,
        nevner=nevner,
        prosent=rund_desimal(Fraction(teller * 100, nevner), 2),
        krav=krav,
        margin=margin,
        oppfylt=oppfylt,
        mangler=mangler,
    )


def er_oppfylt(regel: Handlingsregel, prosent: Decimal) -> bool:
    """Whether a published percentage meets the target (history from KOSTRA)."""
    return prosent >= regel.maaltall if regel.retning == "minst" else prosent <= regel.maaltall


def krav_i_ore(regel: Handlingsregel, nevner: int) -> int:
    """The amount in øre that the target means for a base of `nevner` øre."""
    tall = _andel(regel) * nevner
    return rund(tall.numerator, tall.denominator)


def _andel(regel: Handlingsregel) -> Fraction:
    return Fraction(regel.maaltall) / 100

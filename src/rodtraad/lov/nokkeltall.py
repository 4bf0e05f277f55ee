"""Finansielle nøkkeltall: each figure names the definition it is computed by."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import yaml

from rodtraad.kjerne.avrunding import ORE_PER_KR, rund_desimal
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.lov.regelverk import MAPPE

PROSENT, KR_PER_INNBYGGER = "prosent", "kr per innbygger"


@dataclass(frozen=True, slots=True)
class Nokkeltalldefinisjon:
    """How a key figure is computed: teller − fradrag over nevner; `enhet` is prosent or kr per innbygger."""

    id: str
    navn: str
    definisjon: str
    enhet: str
    teller: tuple[str, ...]
    nevner: tuple[str, ...]
    fradrag: tuple[str, ...]
    sikkerhet: str
    anbefalt: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Nokkeltall:
    """A key figure with its definition in words; percent has one decimal, kr per inhabitant none."""

    id: str
    verdi: Decimal
    enhet: str
    definisjon: str


@cache
def definisjoner() -> Mapping[str, Nokkeltalldefinisjon]:
    """All key figures by id."""
    return {
        data["id"]: Nokkeltalldefinisjon(
            id=data["id"],
            navn=data["navn"],
            definisjon=data["definisjon"],
            enhet=data["enhet"],
            teller=tuple(data["teller"]),
            nevner=tuple(data["nevner"]),
            fradrag=tuple(data.get("fradrag", ())),
            sikkerhet=data["sikkerhet"],
            anbefalt=Decimal(data["anbefalt"]["minst"]) if "anbefalt" in data else None,
        )
        for data in _data()["nokkeltall"]
    }


@cache
def _data() -> Mapping[str, Any]:
    innhold: Mapping[str, Any] = yaml.safe_load((MAPPE / "nokkeltall.yaml").read_text(encoding="utf-8"))
    return innhold


def storrelser(oppstillinger: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """The amounts (øre) that key figures and handlingsregler are computed from.

    `oppstillinger` is statement id → line → øre as `beregn` gives them; what is not computed is left out.
    """
    ut: dict[str, int] = {}
    for navn, formel in _data()["storrelser"].items():
        ledd = [(1, d) for d in formel.get("pluss", ())] + [(-1, d) for d in formel.get("minus", ())]
        if all(d["oppstilling"] in oppstillinger for _fortegn, d in ledd):
            ut[navn] = sum(f * oppstillinger[d["oppstilling"]][d["linje"]] for f, d in ledd)
    return ut


def nokkeltall(navn: str, tall: Mapping[str, int]) -> Nokkeltall:
    """One key figure from amounts in øre (`innbyggere` is a count). Raises RodtraadFeil when one is missing."""
    definisjon = definisjoner()[navn]
    mangler = [n for n in (*definisjon.teller, *definisjon.fradrag, *definisjon.nevner) if n not in tall]
    if mangler:
        raise RodtraadFeil(f"Nøkkeltallet «{definisjon.navn}» mangler {', '.join(mangler)}.")
    teller = sum(tall[n] for n in definisjon.teller) - sum(tall[n] for n in definisjon.fradrag)
    nevner = sum(tall[n] for n in definisjon.nevner)
    if definisjon.enhet == KR_PER_INNBYGGER:
        return Nokkeltall(navn, kr_per_innbygger(teller, nevner), KR_PER_INNBYGGER, definisjon.definisjon)
    if nevner <= 0:
        raise RodtraadFeil(
            f"Nøkkeltallet «{definisjon.navn}» har grunnlag {nevner}; det må være større enn null."
        )
    return Nokkeltall(navn, rund_desimal(Fraction(teller * 100, nevner), 1), PROSENT, definisjon.definisjon)


def kr_per_innbygger(belop: int, innbyggere: int) -> Decimal:
    """Øre as whole kroner per inhabitant (rule R-19; inhabitants 31 December the same year)."""
    if innbyggere <= 0:
        raise RodtraadFeil(f"Antall innbyggere er {innbyggere}; det må være større enn null.")
    return rund_desimal(Fraction(belop, ORE_PER_KR * innbyggere), 0)


def behovskorrigert(verdi: Decimal, indeks: Decimal) -> Nokkeltall:
    """A figure divided by the municipality's index of spending need (1 = national average)."""
    if indeks <= 0:
        raise RodtraadFeil(f"Indeksen for utgiftsbehov er {indeks}; den må være større enn null.")
    return Nokkeltall(
        "behovskorrigert",
        rund_desimal(Fraction(verdi) / Fraction(indeks), 0),
        KR_PER_INNBYGGER,
        "Ren divisjon: tallet delt på samlet indeks for utgiftsbehov. "
        "Ikke departementets korrigerte frie inntekter.",
    )


def korrigerte_frie_inntekter(frie: Decimal, indeks: Decimal, landets_utgiftsbehov: Decimal) -> Nokkeltall:
    """Frie inntekter per inhabitant, corrected as the ministry does for spending need only [H]."""
    if indeks <= 0:
        raise RodtraadFeil(f"Indeksen for utgiftsbehov er {indeks}; den må være større enn null.")
    return Nokkeltall(
        "korrigerte_frie_inntekter",
        rund_desimal(frie - (indeks - 1) * landets_utgiftsbehov, 0),
        KR_PER_INNBYGGER,
        "KFI: frie inntekter − (indeks − 1) × landets utgiftsbehov per innbygger. Prinsippet er kjent, "
        "den nøyaktige formelen er ikke slått opp.",
    )

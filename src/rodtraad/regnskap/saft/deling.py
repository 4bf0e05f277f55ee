"""Deling: the dimensions of one Line, and its parts when a dimension is divided with amounts."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from lxml.etree import _Element as Element

from rodtraad.regnskap.saft.dimensjoner import FELTER
from rodtraad.regnskap.saft.skjema import NAVNEROM

_DEBET, _KREDIT = f"{{{NAVNEROM}}}DebitAnalysisAmount", f"{{{NAVNEROM}}}CreditAnalysisAmount"
DELINGSTILTAK = (
    "Hver analyse av samme type må ha et beløp, og de må summere til posteringens beløp. Eksporter ellers én postering "
    "for hver kombinasjon av dimensjoner."
)


class Sider(NamedTuple):
    """An amount as it stands: the text on the side it is on, the other side empty."""

    debet: str
    kredit: str


class _Del(NamedTuple):
    id: str
    belop: Decimal | None
    """On the side of the Line; None when the analysis has no amount."""


def fordel(
    analyser: Sequence[Element], plass: Mapping[str, int], belop: Sider
) -> list[tuple[list[str], Sider]]:
    """(dimensions, amount) of each fact of a Line: one, unless one dimension is divided.

    `plass` is the place among the fields of each AnalysisType. Raises ValueError, with a sentence, when the parts
    do not come to the amount or more than one dimension is divided.
    """
    verdier = [""] * len(FELTER)
    delt: dict[int, list[_Del]] = {}
    for analyse in analyser:
        felter = list(analyse)
        sted = plass.get((felter[0].text or "").strip()) if len(felter) > 1 else None
        if sted is None:
            continue
        id_ = (felter[1].text or "").strip()
        if len(felter) > 2 or verdier[sted]:  # noqa: PLR2004 - type, id and an amount
            if sted not in delt and verdier[sted]:
                delt[sted] = [_Del(verdier[sted], None)]
            delt.setdefault(sted, []).append(_Del(id_, _andel(felter, belop)))
        verdier[sted] = id_
    if not delt:
        return [(verdier, belop)]
    for sted, deler in delt.items():
        _sjekk_sum(FELTER[sted], deler, belop)
    flere = [sted for sted, deler in delt.items() if len(deler) > 1]
    if not flere:
        return [(verdier, belop)]
    if len(flere) > 1:
        raise ValueError(
            f"Posteringen er delt både på {FELTER[flere[0]]} og {FELTER[flere[1]]}, og det går ikke fram hva som hører "
            "sammen."
        )
    sted = flere[0]
    return [([*verdier[:sted], d.id, *verdier[sted + 1 :]], _pa_siden(d, belop)) for d in delt[sted]]


def _sjekk_sum(felt: str, deler: Sequence[_Del], belop: Sider) -> None:
    if any(d.belop is None for d in deler):
        raise ValueError(f"Posteringen har flere analyser for {felt}, men ikke beløp på alle.")
    sum_ = sum((d.belop or Decimal(0) for d in deler), Decimal(0))
    if sum_ != _tall(belop.debet or belop.kredit):
        raise ValueError(f"Analysebeløpene for {felt} summerer ikke til posteringens beløp.")


def _andel(felter: Sequence[Element], belop: Sider) -> Decimal | None:
    """1.20 and older say the amount of an analysis without a side; it is then on the side of the Line."""
    if len(felter) < 3 or not len(felter[2]):  # noqa: PLR2004 - type, id and an amount
        return None
    andel = _tall(felter[2][0].text or "")
    er_snudd = felter[2].tag == (_KREDIT if belop.debet else _DEBET)
    return -andel if er_snudd else andel


def _pa_siden(del_: _Del, belop: Sider) -> Sider:
    tekst = f"{del_.belop:f}"
    return Sider(tekst, "") if belop.debet else Sider("", tekst)


def _tall(tekst: str) -> Decimal:
    try:
        tall = Decimal(tekst.strip())
    except InvalidOperation:
        return Decimal(0)
    return tall if tall.is_finite() else Decimal(0)

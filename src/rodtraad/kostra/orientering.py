"""Orientering: published figures changed after 15 June, and the draft of a case that says so (KOSTRA-06). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape

from rodtraad.kjerne.tallformat import vis_prosent, vis_tall
from rodtraad.kostra.grenser import Endring, Endringsgrenser
from rodtraad.kostra.publisert import Publisert

OVERSKRIFT = "Orientering om endrede KOSTRA-tall for {aar}"
INNLEDNING = (
    "<p>SSB har publisert reviderte KOSTRA-tall for {aar}. Noen av tallene for {kommune} er endret så mye fra dem vi "
    "tidligere har brukt, at kommunestyret bør orienteres.</p>"
)


@dataclass(frozen=True, slots=True)
class Endrettall:
    """A published figure that is another now than when the municipality used it."""

    navn: str
    enhet: str
    omraade: str
    for_: Decimal
    naa: Decimal

    @property
    def endring(self) -> Endring:
        """The change itself."""
        return Endring(self.for_, self.naa, self.enhet)


@dataclass(frozen=True, slots=True)
class Sammenligning:
    """Two versions of the published figures: what each is, the day it is as of, and what of it is changed much."""

    aar: int
    kommune: str
    tidligere: str
    revidert: str
    dag_for: date
    dag_naa: date
    endrede: tuple[Endrettall, ...]
    uendrede: int
    brukt_i: tuple[str, ...] = ()

    @property
    def grunnlag(self) -> str:
        """The two imports compared: the same two give one draft."""
        return f"{self.tidligere}>{self.revidert}:{self.aar}"


def endrede_tall(
    tidligere: Iterable[Publisert], naa: Iterable[Publisert], grenser: Endringsgrenser, innbyggere: int
) -> tuple[list[Endrettall], int]:
    """The figures changed at or above the limits, largest first, and how many others there are in both."""
    gamle = {p.id: p for p in tidligere}
    endrede, uendrede = [], 0
    for p in naa:
        if (gammel := gamle.get(p.id)) is None:
            continue
        en = Endrettall(p.navn, p.enhet, p.omraade, gammel.verdi, p.verdi)
        if en.endring.er_stor(grenser, innbyggere):
            endrede.append(en)
        else:
            uendrede += 1
    return sorted(endrede, key=lambda e: -abs(e.endring.kroner(innbyggere) or e.endring.forskjell)), uendrede


def tekst_for(s: Sammenligning) -> str:
    """The text of the draft, as rich text: made of the figures, for a person to read and change."""
    endret = "".join(f"<li>{_linje(e)}</li>" for e in s.endrede)
    deler = [
        INNLEDNING.format(aar=s.aar, kommune=escape(s.kommune)),
        f"<p>Tallene under er slik de var {s.dag_for:%d.%m.%Y} og {s.dag_naa:%d.%m.%Y}. {_andre(s.uendrede)}</p>",
        f"<h2>Hva som er endret</h2><ul>{endret}</ul>",
    ]
    if s.brukt_i:
        brukt = "".join(f"<li>{escape(b)}</li>" for b in s.brukt_i)
        deler.append(f"<h2>Hvor de tidligere tallene er brukt</h2><ul>{brukt}</ul>")
    deler.append(
        "<h2>Hva endringene betyr</h2><p>Skriv hvorfor tallene er endret, og om det har betydning for vedtak.</p>"
    )
    return "".join(deler)


def _andre(antall: int) -> str:
    if antall == 0:
        return "Ingen andre tall er sammenlignet."
    return (
        "Ett annet tall er lite eller ikke endret."
        if antall == 1
        else f"{antall} andre tall er lite eller ikke endret."
    )


def _linje(e: Endrettall) -> str:
    prosent = f" ({vis_prosent(e.endring.prosent)})" if e.endring.prosent is not None else ""
    retning = "opp" if e.endring.forskjell > 0 else "ned"
    return (
        f"{escape(e.navn)}: fra {vis_tall(e.for_)} til {vis_tall(e.naa)} {escape(e.enhet)}, "
        f"{retning} {vis_tall(abs(e.endring.forskjell))}{prosent}."
    )


def til_json(endrede: Sequence[Endrettall]) -> list[dict[str, str]]:
    """The changed figures for storage with the draft."""
    return [
        {"navn": e.navn, "enhet": e.enhet, "omraade": e.omraade, "for": str(e.for_), "naa": str(e.naa)}
        for e in endrede
    ]

"""What the organisation looked like, and where a cost centre belongs."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from rodtraad.organisasjon.enheter import OVER, Enhetsversjon
from rodtraad.organisasjon.models import Enhet, Kommunen
from rodtraad.organisasjon.tre import (
    Gren,
    Nokkel,
    Treenhet,
    build_grener,
    build_tre,
    keep_matching,
    map_ansvar,
    map_under,
    siste_dag,
)


@dataclass(frozen=True, slots=True)
class Enhetsbilde:
    """A unit as it was on a day: itself, its way from the top, what is below, and its history."""

    enhet: Enhetsversjon
    over: tuple[Enhetsversjon, ...]
    linje_over: Enhetsversjon | None
    barn: tuple[Enhetsversjon, ...]
    versjoner: tuple[Enhetsversjon, ...]
    etterfolger: Enhetsversjon | None
    forgjengere: tuple[Enhetsversjon, ...]

    @property
    def nokkel(self) -> Nokkel:
        """Level and code."""
        return self.enhet.nokkel


def kommune() -> tuple[str, str]:
    """The municipality's number and name; empty texts before it is registered."""
    return Kommunen.objects.values_list("nummer", "navn").first() or ("", "")


def versjoner() -> tuple[Enhetsversjon, ...]:
    """Every version of every unit that counts, in register order."""
    return tuple(
        Enhetsversjon(**verdier)
        for verdier in Enhet.objects.filter(gjelder=True)
        .order_by("rekkefolge", "kode", "gyldig_fra")
        .values(
            "kode", "navn", "nivaa", "overordnet", "gyldig_fra", "gyldig_til", "rekkefolge", "vis_kode",
            "har_tabeller", "linje_overordnet", "etterfolger", "konstruert",
        )
    )  # fmt: skip


def tre(aar: int, *, linje: bool = False) -> tuple[Treenhet, ...]:
    """The units valid on the last day of the year, in print order (ORG-01, ORG-02).

    `linje=True` gives the line structure instead of the reporting structure (ORG-03).
    """
    return build_tre(versjoner(), siste_dag(aar), linje=linje)


def virksomhet_for_ansvar(aar: int) -> dict[str, str]:
    """Each cost centre → its virksomhet on the tree of the year, for this and earlier years' figures."""
    return map_ansvar(versjoner(), siste_dag(aar))


def enheter_under(dato: date) -> dict[tuple[str, str], frozenset[tuple[str, str]]]:
    """Each unit valid on the day (level, code) → itself and every unit below it, in either tree (ORG-03)."""
    return map_under(versjoner(), dato)


def enheter_paa(dato: date) -> tuple[Treenhet, ...]:
    """The units valid on the day, in print order, in the reporting structure."""
    return build_tre(versjoner(), dato)


def grener(dato: date, *, linje: bool = False, tekst: str = "") -> tuple[Gren, ...]:
    """The tree of a day as branches, only those that match a text if one is given (ORG-01, ORG-02, ORG-03)."""
    alle = build_grener(versjoner(), dato, linje=linje)
    return keep_matching(alle, tekst) if tekst else alle


def finn_enheter(tekst: str, dato: date, antall: int) -> tuple[Treenhet, ...]:
    """The units valid on the day whose name or code has the text."""
    sokt = tekst.casefold()
    funnet = (e for e in enheter_paa(dato) if sokt in f"{e.kode} {e.navn}".casefold())
    return tuple(e for e, _ in zip(funnet, range(antall), strict=False))


def enhetsbilde(nokkel: Nokkel, dato: date) -> Enhetsbilde | None:
    """A unit on the day, else its version nearest in time; None when it never existed. One query."""
    alle = versjoner()
    like = [v for v in alle if v.nokkel == nokkel]
    if not like:
        return None
    enhet = _nearest(like, dato)
    gyldige = {v.nokkel: v for v in alle if v.gjelder(dato)} | {nokkel: enhet}
    etterfolger = gyldige.get((enhet.nivaa, enhet.etterfolger)) or next(
        (v for v in alle if enhet.etterfolger and v.nokkel == (enhet.nivaa, enhet.etterfolger)), None
    )
    return Enhetsbilde(
        enhet, tuple(_above(enhet, gyldige)), _line_parent(enhet, gyldige),
        tuple(v for v in gyldige.values() if (OVER[v.nivaa], v.overordnet) == nokkel and v.gjelder(dato)),
        tuple(like), etterfolger,
        tuple(v for v in alle if v.etterfolger == enhet.kode and v.nivaa == enhet.nivaa and v.nokkel != nokkel),
    )  # fmt: skip


def _nearest(like: list[Enhetsversjon], dato: date) -> Enhetsversjon:
    gjelder = [v for v in like if v.gjelder(dato)]
    tidligere = [v for v in like if v.gyldig_fra <= dato]
    return (gjelder or tidligere[-1:] or like)[0]


def _above(enhet: Enhetsversjon, gyldige: dict[Nokkel, Enhetsversjon]) -> list[Enhetsversjon]:
    over = gyldige.get((OVER[enhet.nivaa], enhet.overordnet))
    return [*_above(over, gyldige), over] if over else []


def _line_parent(enhet: Enhetsversjon, gyldige: dict[Nokkel, Enhetsversjon]) -> Enhetsversjon | None:
    if not enhet.linje_overordnet:
        return None
    kandidater = ((nivaa, enhet.linje_overordnet) for nivaa in OVER)
    return next((gyldige[k] for k in kandidater if k in gyldige and k != enhet.nokkel), None)


def tilstand() -> tuple[object, ...]:
    """A mark that changes when the register of units does. One query."""
    tall = Enhet.objects.filter(gjelder=True).aggregate(
        antall=Count("id"), siste=Max("id"), avsluttet=Count("gyldig_til"), slutt=Max("gyldig_til")
    )
    return tuple(tall.values())

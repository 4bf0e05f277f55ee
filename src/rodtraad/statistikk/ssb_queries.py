"""Reads of what is fetched from SSB: the list, one query, its changes, the cells of a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count

from rodtraad.lov.frister import er_revidert, revisjonsdag
from rodtraad.statistikk.ssb.klasskontroll import KOMMUNER, dagens_numre, koder
from rodtraad.statistikk.ssb.kube import Kube, lesbar
from rodtraad.statistikk.ssb.lagring import kube_av
from rodtraad.statistikk.ssb_models import Ssbendring, Ssbforsok, Ssbhenting, Ssbtabell

__all__ = ["endringer", "henting", "hentinger", "kommunenavn", "kube_av", "tabellkube"]
GYLDIG = "gyldig"


@dataclass(frozen=True, slots=True)
class Tabelloversikt:
    """A table that counts: what SSB says of it, and where its figures come from."""

    tabell: str
    tittel: str
    kilde: str
    oppdatert: date | None
    siste_aar: int | None
    revidert: bool | None
    """Whether KOSTRA figures are the revised ones; None for tables without revision (R-39)."""
    revideres: date | None
    celler: int
    uten_tall: int
    maa_vises: tuple[Mapping[str, Any], ...]
    merknader: tuple[Mapping[str, Any], ...]
    statuser: tuple[Mapping[str, str], ...]
    filer: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Henteoversikt:
    """A query with its tables, its findings, and how the last attempt went."""

    id: int
    navn: str
    tittel: str
    innlesing: str
    lest_inn: datetime
    hentet: datetime | None
    sporring: str
    tabeller: tuple[Tabelloversikt, ...]
    funn: tuple[Mapping[str, str], ...]
    endringer: int
    forsokt: datetime | None = None
    utfall: str = ""
    lyktes: bool = True
    alvorlige: int = field(default=0)
    """Findings that are warnings."""


def hentinger() -> tuple[Henteoversikt, ...]:
    """Everything fetched from SSB that counts, by name."""
    rader = (
        Ssbhenting.objects.filter(innlesing__status=GYLDIG)
        .select_related("innlesing")
        .prefetch_related("tabeller")
        .annotate(antall_endringer=Count("endringer"))
        .order_by("navn")
    )
    forsok = {rad.navn: rad for rad in Ssbforsok.objects.all()}
    return tuple(_oversikt(rad, forsok.get(rad.navn)) for rad in rader)


def henting(navn: str) -> Henteoversikt | None:
    """One query that counts, by its name."""
    return next((h for h in hentinger() if h.navn == navn), None)


def endringer(navn: str) -> Any:
    """The changed values of a query, newest fetch first; imports that are withdrawn are left out (KOSTRA-02)."""
    return (
        Ssbendring.objects.filter(henting__navn=navn)
        .exclude(henting__innlesing__status="trukket")
        .select_related("henting__innlesing")
        .order_by("-henting_id", "id")
    )


def tabellkube(tabell: str) -> Kube | None:
    """The cells of a table that counts, from the untouched answer; the newest import when several have it.

    None when it has not been fetched. Raises RodtraadFeil when the file is gone or changed.
    """
    rad = (
        Ssbtabell.objects.filter(tabell=tabell, henting__innlesing__status=GYLDIG)
        .order_by("-henting__innlesing__nummer")
        .first()
    )
    return kube_av(rad.filer) if rad else None


def kommunenavn(nummer: str) -> str:
    """What Klass calls a municipality today, by its number of today or an old one; empty when not known."""
    kjente = koder(KOMMUNER)
    if nummer in kjente:
        return kjente[nummer]
    return " og ".join(kjente.get(ny, ny) for ny in dagens_numre([nummer]).get(nummer, ()))


def _oversikt(rad: Any, forsok: Ssbforsok | None) -> Henteoversikt:
    return Henteoversikt(
        id=rad.pk,
        navn=rad.navn,
        tittel=rad.tittel,
        innlesing=rad.innlesing_id,
        lest_inn=rad.innlesing.tidspunkt,
        hentet=rad.hentet,
        sporring=rad.sporring,
        tabeller=tuple(_tabell(t) for t in sorted(rad.tabeller.all(), key=lambda t: t.tabell)),
        funn=tuple(rad.funn),
        endringer=rad.antall_endringer,
        forsokt=forsok.tidspunkt if forsok else None,
        utfall=forsok.utfall if forsok else "",
        lyktes=forsok.lyktes if forsok else True,
        alvorlige=sum(f["alvor"] == "WARNING" for f in rad.funn),
    )


def _tabell(rad: Ssbtabell) -> Tabelloversikt:
    reviderte = revisjonsdag(rad.siste_aar) if rad.er_kostra and rad.siste_aar else None
    merknader = [{**m, "tekst": lesbar(m["tekst"])} for m in rad.merknader]
    kjent = reviderte is not None and rad.oppdatert is not None and rad.siste_aar is not None
    return Tabelloversikt(
        tabell=rad.tabell,
        tittel=rad.tittel,
        kilde=rad.kilde,
        oppdatert=rad.oppdatert,
        siste_aar=rad.siste_aar,
        revidert=er_revidert(rad.siste_aar, rad.oppdatert)
        if kjent and rad.siste_aar and rad.oppdatert
        else None,
        revideres=reviderte,
        celler=rad.celler,
        uten_tall=rad.uten_tall,
        maa_vises=tuple(m for m in merknader if m["maa_vises"]),
        merknader=tuple(m for m in merknader if not m["maa_vises"]),
        statuser=tuple(rad.statuser),
        filer=tuple(rad.filer),
    )

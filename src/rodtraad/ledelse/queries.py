"""Reads of letters, agreements, duties and grants."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from rodtraad.ledelse.avtalestatus import UTKAST, Lederstatus
from rodtraad.ledelse.models import (
    Aarsavslutning,
    Brevstatus,
    Lederavtale,
    Oppdragsbrev,
    Pliktrapport,
    Satsing,
    Soknadsstatus,
    Tilskuddssoknad,
)
from rodtraad.ledelse.overordnet import map_over
from rodtraad.ledelse.plikter import Pliktstatus, vurder
from rodtraad.organisasjon.queries import enheter_paa, grener
from rodtraad.tilgang.queries import ledere_med_full_myndighet
from rodtraad.tilgang.rettigheter import Enhetsnokkel

AAPNE_SOKNADER = (Soknadsstatus.PLANLAGT, Soknadsstatus.ARBEID)


def brevene(*, ogsaa_utkast: bool) -> QuerySet[Oppdragsbrev]:
    """Letters, the latest first; drafts only for whoever writes them."""
    alle = Oppdragsbrev.objects.all()
    return alle if ogsaa_utkast else alle.filter(status=Brevstatus.SENDT)


def hent_brev(brev_id: int) -> Oppdragsbrev | None:
    """One letter with its focus areas."""
    return Oppdragsbrev.objects.prefetch_related("satsinger").filter(pk=brev_id).first()


def versjoner_av(aar: int) -> tuple[Oppdragsbrev, ...]:
    """Every version of the year's letter, the latest first."""
    return tuple(Oppdragsbrev.objects.filter(aar=aar))


def satsinger(aar: int) -> tuple[Satsing, ...]:
    """The focus areas of the year's letter as sent last: what agreements choose among (HJUL-09)."""
    brev = Oppdragsbrev.objects.filter(aar=aar, status=Brevstatus.SENDT).first()
    return tuple(brev.satsinger.select_related("brev")) if brev else ()


def hent_avtale(avtale_id: int) -> Lederavtale | None:
    """One agreement with its parties, goals and focus areas."""
    return (
        Lederavtale.objects.select_related("leder", "overordnet")
        .prefetch_related("maal", "satsinger__brev")
        .filter(pk=avtale_id)
        .first()
    )


def egne_avtaler(bruker_id: int, aar: int | None = None) -> QuerySet[Lederavtale]:
    """Agreements the person is a party to: as leader first, the latest year first."""
    rader = Lederavtale.objects.filter(Q(leder=bruker_id) | Q(overordnet=bruker_id))
    if aar is not None:
        rader = rader.filter(aar=aar)
    egen = Case(When(leder=bruker_id, then=Value(0)), default=Value(1), output_field=IntegerField())
    return rader.select_related("leder", "overordnet").order_by("-aar", egen, "enhet_kode")


def er_kollega(avtale: Lederavtale, bruker_id: int) -> bool:
    """Whether the person has an agreement of their own for the same unit: a peer, who may not read it."""
    return (
        Lederavtale.objects.filter(
            aar=avtale.aar, leder=bruker_id, enhet_nivaa=avtale.enhet_nivaa, enhet_kode=avtale.enhet_kode
        )
        .exclude(pk=avtale.pk)
        .exists()
    )


def avtaleaar() -> tuple[int, ...]:
    """The years there are agreements for, latest first."""
    return tuple(Lederavtale.objects.order_by("-aar").values_list("aar", flat=True).distinct())


def lederstatuser(aar: int, omfang: Collection[Enhetsnokkel] | None, dato: date) -> tuple[Lederstatus, ...]:
    """Every leader who has or shall have an agreement in the year, within the units (HJUL-08). Five queries."""
    navn = {(e.nivaa, e.kode): e.navn for e in enheter_paa(dato)}
    over = map_over(grener(dato))
    avtaler = Lederavtale.objects.filter(aar=aar).select_related("leder", "overordnet")
    rader = {(a.leder_id, a.enhet): _status(a) for a in avtaler}
    for rolle in ledere_med_full_myndighet(dato):
        enhet = (rolle.enhet_nivaa, rolle.enhet_kode) if rolle.enhet_kode else None
        rader.setdefault((rolle.bruker_id, enhet), Lederstatus(rolle.bruker.navn, enhet, "", ""))
    ut = [
        replace(r, enhetsnavn=_navn(r.enhet, navn), omraade=_navn(_topp(r.enhet, over), navn))
        for r in rader.values()
        if omfang is None or (r.enhet is not None and r.enhet in omfang)
    ]
    plass = {nokkel: nr for nr, nokkel in enumerate(navn)}
    return tuple(sorted(ut, key=lambda r: (plass.get(r.enhet, len(plass)) if r.enhet else -1, r.leder)))


def _status(a: Lederavtale) -> Lederstatus:
    venter = ""
    if a.status == UTKAST:
        parter = [
            p.navn for p, enig in ((a.leder, a.leder_enig), (a.overordnet, a.overordnet_enig)) if not enig
        ]
        venter = " og ".join(parter)
    return Lederstatus(a.leder.navn, a.enhet, "", "", a.pk, a.status, venter)


def _navn(enhet: Enhetsnokkel | None, navn: dict[Enhetsnokkel, str]) -> str:
    return "Hele kommunen" if enhet is None else navn.get(enhet, enhet[1])


def _topp(enhet: Enhetsnokkel | None, over: dict[Enhetsnokkel, Enhetsnokkel | None]) -> Enhetsnokkel | None:
    while enhet is not None and (opp := over.get(enhet)) is not None:
        enhet = opp
    return enhet


def pliktrapporter(aar: int) -> QuerySet[Pliktrapport]:
    """The reports to the council about a year, withdrawn ones too."""
    return Pliktrapport.objects.filter(aar=aar).order_by("plikt", "dato", "id")


def hent_pliktrapport(rapport_id: int) -> Pliktrapport | None:
    """One report."""
    return Pliktrapport.objects.filter(pk=rapport_id).first()


def pliktstatuser(aar: int) -> tuple[Pliktstatus, ...]:
    """How each duty of the year stands (HJUL-06)."""
    rader = Pliktrapport.objects.filter(aar=aar, trukket="").values_list("plikt").annotate(Count("id"))
    return vurder(aar, dict(rader))


def avslutning(aar: int) -> Aarsavslutning | None:
    """The closing of the year that holds; None while it is open."""
    return Aarsavslutning.objects.filter(aar=aar, gjenaapnet__isnull=True).first()


def avslutninger(aar: int) -> tuple[Aarsavslutning, ...]:
    """Every closing of the year, the latest first."""
    return tuple(Aarsavslutning.objects.filter(aar=aar))


def soknader(
    omfang: Collection[Enhetsnokkel] | None, bruker_id: int, *, status: str = ""
) -> QuerySet[Tilskuddssoknad]:
    """Applications within the units or of the person: unsent by deadline (so overdue first), then the others."""
    rader = Tilskuddssoknad.objects.select_related("eier", "leder")
    if omfang is not None:
        egne = Q(eier=bruker_id) | Q(stedfortreder=bruker_id) | Q(leder=bruker_id)
        for nivaa in {nivaa for nivaa, _ in omfang}:
            egne |= Q(enhet_nivaa=nivaa, enhet_kode__in=[kode for n, kode in omfang if n == nivaa])
        rader = rader.filter(egne)
    if status in Soknadsstatus.values:
        rader = rader.filter(status=status)
    aapen = Case(
        When(status__in=AAPNE_SOKNADER, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return rader.order_by(aapen, "frist", "id")


def hent_soknad(soknad_id: int) -> Tilskuddssoknad | None:
    """One application."""
    return (
        Tilskuddssoknad.objects.select_related("eier", "stedfortreder", "leder").filter(pk=soknad_id).first()
    )

"""The changes of a year: those found now, and those that stand in the list with what persons have found (KOSTRA-14)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, QuerySet, Value, When

from rodtraad.hovedbok.queries import aar_med_regnskap
from rodtraad.kostra.avstemming_queries import avstemming, funksjonsnavn, summer_for
from rodtraad.kostra.avstemmingsregler import regler
from rodtraad.kostra.grenser import endringsgrenser
from rodtraad.kostra.models import Endringsstatus, Storendring
from rodtraad.kostra.publiserte_queries import innbyggere, publiserte
from rodtraad.kostra.store_endringer import (
    Kandidat,
    brukte_funksjoner,
    egne_mot_fjoraaret,
    mot_fjoraaret,
    mot_regnskapet,
)
from rodtraad.lov.regelverk import last_regelverk

STORE = "store_endringer"


def finn_store_endringer(aar: int) -> list[Kandidat]:
    """What exceeds the limits now: published and own figures against the year before, published against accounts."""
    alle = publiserte()
    i_aar = [p for p in alle if p.aar == aar]
    kandidater = [
        *mot_fjoraaret(i_aar, [p for p in alle if p.aar == aar - 1]),
        *_egne(aar),
        *(mot_regnskapet(avstemming(aar).rader) if i_aar and aar in aar_med_regnskap() else ()),
    ]
    grenser, folk = endringsgrenser(STORE), innbyggere(aar)
    return [k for k in kandidater if k.er_stor(grenser, folk)]


def _egne(aar: int) -> list[Kandidat]:
    i_aar, i_fjor = summer_for(aar), summer_for(aar - 1)
    utvalg = regler().netto_drift
    brukte = brukte_funksjoner(i_aar, i_fjor, netto_drift=utvalg)
    grupper = last_regelverk(date(aar, 12, 31)).koder.funksjonsgrupper(brukte)
    return list(
        egne_mot_fjoraaret(i_aar, i_fjor, netto_drift=utvalg, grupper=grupper, navn=funksjonsnavn(aar))
    )


@dataclass(frozen=True, slots=True)
class Artsendring:
    """An art in two years, in øre."""

    art: str
    navn: str
    for_: int
    naa: int

    @property
    def endring(self) -> int:
        """Now less before."""
        return self.naa - self.for_


def arter_bak(rad: Storendring) -> list[Artsendring]:
    """What a change in the municipality's own figures is made of, art by art, the largest change first."""
    utvalg = regler().netto_drift.paa(rad.nokkel.split("+"))
    summer: list[dict[str, int]] = []
    for aar in (rad.aar - 1, rad.aar):
        per_art: dict[str, int] = {}
        for (klasse, funksjon, art), ore in summer_for(aar).items():
            if utvalg.tar(klasse, funksjon, art):
                per_art[art] = per_art.get(art, 0) + ore
        summer.append(per_art)
    navn = last_regelverk(date(rad.aar, 12, 31)).koder.arter
    for_, naa = summer
    rader = [
        Artsendring(art, navn[art].navn if art in navn else "", for_.get(art, 0), naa.get(art, 0))
        for art in sorted({*for_, *naa})
    ]
    return sorted(rader, key=lambda a: -abs(a.endring))


def store_endringer(aar: int) -> QuerySet[Storendring]:
    """The list of a year: unchecked first, those no longer above the limits last."""
    orden = Case(
        When(aktuell=False, then=Value(9)),
        When(status=Endringsstatus.AAPEN, then=Value(0)),
        When(status=Endringsstatus.RETTES, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return Storendring.objects.filter(aar=aar).annotate(orden=orden).order_by("orden", "kilde", "navn", "id")


def uavklarte(aar: int) -> int:
    """How many are above the limits and not checked, or wait for a correction."""
    return Storendring.objects.filter(aar=aar, aktuell=True).exclude(status=Endringsstatus.SJEKKET).count()


def hent_storendring(endring_id: int) -> Storendring | None:
    """One change."""
    return Storendring.objects.filter(pk=endring_id).first()

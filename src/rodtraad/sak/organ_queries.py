"""Bodies and who sits in them."""

from collections import defaultdict
from datetime import date

from django.db.models import Q, QuerySet

from rodtraad.sak.models import Organ, Organmedlem, Organslag, Valgperiode
from rodtraad.sak.organer import Sammensetning, compose


def organer() -> QuerySet[Organ]:
    """Every body, in order."""
    return Organ.objects.select_related("avledet_av").order_by("rekkefolge", "navn")


def organer_med_medlemmer(dato: date) -> tuple[tuple[Organ, Sammensetning], ...]:
    """Every body with who sits in it on the day (ORG-07). Two queries."""
    per_organ: dict[int, list[Organmedlem]] = defaultdict(list)
    for medlem in _paa(dato):
        per_organ[medlem.organ_id].append(medlem)
    return tuple(
        (organ, compose(organ, per_organ[organ.pk], per_organ[organ.avledet_av_id or 0]))
        for organ in organer()
    )


def hent_organ(organ_id: int) -> Organ | None:
    """One body."""
    return organer().filter(pk=organ_id).first()


def sammensetning(organ: Organ, dato: date) -> Sammensetning:
    """Who sits in the body on the day, those who follow from another body included (ORG-07)."""
    rader = _paa(dato).filter(organ__in=[organ.pk, organ.avledet_av_id or organ.pk])
    return compose(
        organ,
        [m for m in rader if m.organ_id == organ.pk],
        [m for m in rader if m.organ_id == organ.avledet_av_id],
    )


def hent_medlem(medlem_id: int) -> Organmedlem | None:
    """One seat."""
    return Organmedlem.objects.filter(pk=medlem_id).select_related("organ").first()


def valgperioder() -> QuerySet[Valgperiode]:
    """The election periods, the latest first."""
    return Valgperiode.objects.order_by("-fra")


def finn_organer(tekst: str, antall: int) -> tuple[Organ, ...]:
    """Bodies whose name has the text."""
    return tuple(organer().filter(Q(navn__icontains=tekst) | Q(kortnavn__icontains=tekst))[:antall])


def slagnavn() -> dict[str, str]:
    """The kinds of bodies in words."""
    return {slag.value: str(slag.label) for slag in Organslag}


def _paa(dato: date) -> QuerySet[Organmedlem]:
    return Organmedlem.objects.filter(Q(til__isnull=True) | Q(til__gte=dato), fra__lte=dato)

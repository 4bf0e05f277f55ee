"""Who holds which rights on a day."""

from datetime import date

from django.db.models import Q

from rodtraad.organisasjon.queries import enheter_under
from rodtraad.tilgang.models import Rolletildeling, Stedfortredelse
from rodtraad.tilgang.rettigheter import INGEN, Enhetsnokkel, Rettigheter, Tildeling, sum_rettigheter


def gyldige_paa(dato: date) -> Q:
    """Rows of rolletildeling valid on the day."""
    return Q(gyldig_fra__lte=dato) & (Q(gyldig_til__isnull=True) | Q(gyldig_til__gte=dato))


def rettigheter_for(bruker_id: int, dato: date) -> Rettigheter:
    """The rights of a person on a day, from the roles held (ORG-09). One query, two when a role is for a unit."""
    rader = Rolletildeling.objects.filter(gyldige_paa(dato), bruker_id=bruker_id, bruker__is_active=True)
    tildelinger = [
        Tildeling(rolle, (nivaa, kode) if kode else None)
        for rolle, nivaa, kode in rader.values_list("rolle", "enhet_nivaa", "enhet_kode")
    ]
    if not tildelinger:
        return INGEN
    under: dict[Enhetsnokkel, frozenset[Enhetsnokkel]] = {}
    if any(t.enhet for t in tildelinger):
        under = enheter_under(dato)
    return sum_rettigheter(tildelinger, under)


def gyldig_stedfortredelse(stedfortreder_id: int, for_bruker_id: int, dato: date) -> Stedfortredelse | None:
    """The appointment by which one may act for the other today; None outside the period (ORG-08)."""
    return (
        Stedfortredelse.objects.filter(
            stedfortreder_id=stedfortreder_id,
            for_bruker_id=for_bruker_id,
            for_bruker__is_active=True,
            fra__lte=dato,
            til__gte=dato,
            avsluttet__isnull=True,
        )
        .select_related("for_bruker")
        .first()
    )

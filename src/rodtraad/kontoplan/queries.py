"""What the municipality calls its services."""

from datetime import date

from django.db.models import Q

from rodtraad.kontoplan.models import Tjeneste


def tjenester(aar: int) -> tuple[tuple[str, str, int], ...]:
    """(funksjon, own name, place in print order) of the names in use at some time in the year."""
    navn = (
        Tjeneste.objects.filter(Q(gyldig_til=None) | Q(gyldig_til__gte=date(aar, 1, 1)))
        .filter(gjelder=True, gyldig_fra__lte=date(aar, 12, 31))
        .order_by("rekkefolge", "funksjon", "gyldig_fra")
        .values_list("funksjon", "navn", "rekkefolge")
    )
    siste = {funksjon: (funksjon, tekst, nr) for funksjon, tekst, nr in navn}
    return tuple(siste.values())

"""Registering the municipality's own names of functions."""

from collections.abc import Collection, Iterable

from django.db.models import Case, Value, When

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kontoplan.models import Tjeneste
from rodtraad.kontoplan.tjenester import Tjenesteversjon, check_tjenester


class KontoplanFeil(RodtraadFeil):
    """A refusal concerning the chart of accounts."""


def lagre_tjenester(tjenester: Iterable[Tjenesteversjon], *, innlesing: str) -> None:
    """Stores names of functions as part of an import. Raises KontoplanFeil with every fault."""
    liste = list(tjenester)
    feil = check_tjenester(liste)
    if feil:
        raise KontoplanFeil(*(f"{hva} {tiltak}" for _, hva, tiltak in feil))
    Tjeneste.objects.bulk_create(
        [
            Tjeneste(
                innlesing=innlesing, funksjon=t.funksjon, navn=t.navn, rekkefolge=t.rekkefolge,
                gyldig_fra=t.gyldig_fra, gyldig_til=t.gyldig_til,
            )
            for t in liste
        ]
    )  # fmt: skip


def sett_gyldige(gyldige: Collection[str]) -> None:
    """Makes exactly the names of these imports count."""
    Tjeneste.objects.update(
        gjelder=Case(When(innlesing__in=list(gyldige), then=Value(value=True)), default=Value(value=False))
    )

"""Registering cases and assignments as part of an import."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Case, Value, When

from rodtraad.sak.models import Oppdrag, Oppdragsstatus, Sak

STATUSER = tuple(Oppdragsstatus.values)


def lagre_saker(rader: Iterable[dict[str, Any]], *, aar: int, innlesing: str) -> None:
    """Stores the cases of a year; keys are the field names of Sak."""
    Sak.objects.bulk_create([Sak(innlesing=innlesing, aar=aar, **rad) for rad in rader])


def lagre_oppdrag(rader: Iterable[dict[str, Any]], *, aar: int, innlesing: str) -> None:
    """Stores the assignments of a year; keys are the field names of Oppdrag."""
    Oppdrag.objects.bulk_create([Oppdrag(innlesing=innlesing, aar=aar, **rad) for rad in rader])


def sett_gyldige_saker(gyldige: Collection[str]) -> None:
    """Makes exactly the cases of these imports count."""
    Sak.objects.update(gjelder=_is_among(gyldige))


def sett_gyldige_oppdrag(gyldige: Collection[str]) -> None:
    """Makes exactly the assignments of these imports count."""
    Oppdrag.objects.update(gjelder=_is_among(gyldige))


def _is_among(gyldige: Collection[str]) -> Case:
    return Case(When(innlesing__in=list(gyldige), then=Value(value=True)), default=Value(value=False))

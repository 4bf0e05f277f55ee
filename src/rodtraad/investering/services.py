"""Registering projects, phases and status as part of an import."""

from collections.abc import Iterable, Mapping
from typing import Any

from rodtraad.investering.models import Fase, Prosjekt, Prosjektstatus


def lagre_prosjekter(rader: Iterable[Mapping[str, Any]], *, innlesing_id: str) -> None:
    """Stores the projects of an import; keys are the field names of Prosjekt."""
    Prosjekt.objects.bulk_create([Prosjekt(innlesing_id=innlesing_id, **rad) for rad in rader])


def lagre_faser(rader: Iterable[Mapping[str, Any]], *, innlesing_id: str) -> None:
    """Stores the municipality's list of phases; keys are the field names of Fase."""
    Fase.objects.bulk_create([Fase(innlesing_id=innlesing_id, **rad) for rad in rader])


def lagre_statuser(rader: Iterable[Mapping[str, Any]], *, innlesing_id: str) -> None:
    """Stores dated statuses; keys are the field names of Prosjektstatus."""
    Prosjektstatus.objects.bulk_create([Prosjektstatus(innlesing_id=innlesing_id, **rad) for rad in rader])

"""Registering figures of the employees as part of an import."""

from collections.abc import Iterable, Mapping
from typing import Any

from rodtraad.personal.models import Sykefravaer


def lagre_sykefravaer(rader: Iterable[Mapping[str, Any]], *, innlesing_id: str) -> None:
    """Stores sickness absence; keys are the field names of Sykefravaer."""
    Sykefravaer.objects.bulk_create([Sykefravaer(innlesing_id=innlesing_id, **rad) for rad in rader])

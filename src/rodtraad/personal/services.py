"""Registering figures of the employees as part of an import."""

from collections.abc import Iterable, Mapping
from typing import Any

from rodtraad.personal.models import Bemanning, Sykefravaer


def lagre_sykefravaer(rader: Iterable[Mapping[str, Any]], *, innlesing_id: str) -> None:
    """Stores sickness absence; keys are the field names of Sykefravaer."""
    Sykefravaer.objects.bulk_create([Sykefravaer(innlesing_id=innlesing_id, **rad) for rad in rader])


def lagre_bemanning(rader: Iterable[Mapping[str, Any]], *, innlesing_id: str) -> None:
    """Stores headcount; keys are the field names of Bemanning."""
    Bemanning.objects.bulk_create([Bemanning(innlesing_id=innlesing_id, **rad) for rad in rader])

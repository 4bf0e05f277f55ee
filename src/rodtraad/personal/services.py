"""Registering figures of the employees as part of an import."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from rodtraad.personal.lonnstall import Lonnscelle
from rodtraad.personal.models import Bemanning, Lonnsmaaned, Sykefravaer


def lagre_sykefravaer(rader: Iterable[Mapping[str, Any]], *, innlesing_id: str) -> None:
    """Stores sickness absence; keys are the field names of Sykefravaer."""
    Sykefravaer.objects.bulk_create([Sykefravaer(innlesing_id=innlesing_id, **rad) for rad in rader])


def lagre_bemanning(rader: Iterable[Mapping[str, Any]], *, innlesing_id: str) -> None:
    """Stores headcount; keys are the field names of Bemanning."""
    Bemanning.objects.bulk_create([Bemanning(innlesing_id=innlesing_id, **rad) for rad in rader])


def lagre_lonn(celler: Iterable[tuple[int, int, Lonnscelle]], *, innlesing_id: str) -> None:
    """Stores (year, month, cell) from payroll; the cells are already hidden where few stand behind (KONTO-02)."""
    Lonnsmaaned.objects.bulk_create(
        [
            Lonnsmaaned(
                innlesing_id=innlesing_id, aar=aar, maaned=maaned, enhet_nivaa=c.enhet[0], enhet_kode=c.enhet[1],
                stilling=c.stilling, skjult=c.skjult, personer=c.personer, **asdict(c.mengder),
            )
            for aar, maaned, c in celler
        ],
        batch_size=500,
    )  # fmt: skip

"""Registering objects as part of an import."""

from collections.abc import Iterable
from dataclasses import asdict

from rodtraad.regnskap.models import Objekt
from rodtraad.regnskap.objekter import Objektversjon


def lagre_objekter(objekter: Iterable[Objektversjon], *, innlesing_id: str) -> None:
    """Stores the register of an import (KONTO-10)."""
    Objekt.objects.bulk_create(
        [Objekt(innlesing_id=innlesing_id, **asdict(o)) for o in objekter], batch_size=500
    )

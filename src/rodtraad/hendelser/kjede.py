"""The sums of the chain; pure. docs/adr/0012-hendelsesloggens-kjede.md."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder

START: Final = "0" * 64
"""What the first link has before it."""


def innholdssum(
    *,
    tidspunkt: datetime,
    av: str,
    handling: str,
    gjelder: str,
    verdi_for: Mapping[str, Any] | None,
    verdi_etter: Mapping[str, Any] | None,
) -> str:
    """The sha256 of an entry: the same whichever database it has been through."""
    deler = [
        tidspunkt.astimezone(UTC).isoformat(timespec="microseconds"), av, handling, gjelder,
        renskrevet(verdi_for), renskrevet(verdi_etter),
    ]  # fmt: skip
    return _sha(json.dumps(deler, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def kjedesum(forrige: str, innhold: str) -> str:
    """The sum of the chain with one more entry."""
    return _sha(f"{forrige}\n{innhold}")


def renskrevet(verdi: Any) -> Any:
    """A JSON value as the database gives it back: PostgreSQL keeps 1e16 as a whole number, SQLite as written."""
    return _hele_tall(json.loads(json.dumps(verdi, cls=DjangoJSONEncoder)))


def _hele_tall(verdi: Any) -> Any:
    if isinstance(verdi, dict):
        return {str(navn): _hele_tall(v) for navn, v in verdi.items()}
    if isinstance(verdi, list):
        return [_hele_tall(v) for v in verdi]
    return int(verdi) if isinstance(verdi, float) and verdi.is_integer() else verdi


def _sha(tekst: str) -> str:
    return hashlib.sha256(tekst.encode()).hexdigest()

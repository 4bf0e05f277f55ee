"""Acts on budget decisions."""

from collections.abc import Iterable, Mapping
from typing import Any

from rodtraad.budsjett.models import Endringsvedtak, Myndighet
from rodtraad.innlesing.services import Innlesing

__all__ = ["Myndighet", "lagre_endringsvedtak"]


def lagre_endringsvedtak(rader: Iterable[Mapping[str, Any]], *, innlesing: Innlesing) -> None:
    """Endringsvedtak: stores the decisions of an import, within its transaction."""
    Endringsvedtak.objects.bulk_create(
        Endringsvedtak(
            innlesing=innlesing,
            rekkefolge=nr,
            referanse=rad["referanse"],
            dato=rad["dato"],
            myndighet=rad["myndighet"],
            saksnr=rad["saksnr"] or "",
            tekst=rad["tekst"],
        )
        for nr, rad in enumerate(rader, start=1)
    )

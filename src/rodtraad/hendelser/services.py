"""The one way to write in the log."""

from collections.abc import Mapping
from typing import Any

from rodtraad.hendelser.models import Hendelse


def loggfor(
    *,
    handling: str,
    gjelder: str,
    av: str = "system",
    for_: Mapping[str, Any] | None = None,
    etter: Mapping[str, Any] | None = None,
) -> None:
    """Hendelse: enters an act in the log; call it within the transaction of the act.

    `handling` is the clerk's verb (les_inn, trekk_tilbake), `gjelder` names the thing as `kind:id`,
    `for_` and `etter` are its state before and after. Krav KONTO-14.
    """
    Hendelse.objects.create(
        handling=handling,
        gjelder=gjelder,
        av=av,
        verdi_for=None if for_ is None else dict(for_),
        verdi_etter=None if etter is None else dict(etter),
    )

"""The one way to write in the log."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import connection, transaction

from rodtraad.hendelser.kjede import START, innholdssum, kjedesum
from rodtraad.hendelser.models import Hendelse, Kjedeledd
from rodtraad.hendelser.skjult import uten_hemmeligheter

# Any number will do, as long as everyone who writes in the log asks for the same one.
_LAASNUMMER: Final = 5_025_012


def loggfor(
    *,
    handling: str,
    gjelder: str,
    av: str = "system",
    for_: Mapping[str, Any] | None = None,
    etter: Mapping[str, Any] | None = None,
) -> None:
    """Hendelse: enters an act in the log; call it within the transaction of the act, last.

    `handling` is the clerk's verb (les_inn, trekk_tilbake), `gjelder` names the thing as `kind:id`,
    `for_` and `etter` are its state before and after; secrets in them are hidden. Krav KONTO-14, SYS-04.
    """
    with transaction.atomic():
        _alene_om_kjeden()
        hendelse = Hendelse.objects.create(
            handling=handling,
            gjelder=gjelder,
            av=av,
            verdi_for=None if for_ is None else uten_hemmeligheter(for_),
            verdi_etter=None if etter is None else uten_hemmeligheter(etter),
        )
        _legg_til_ledd(hendelse)


def _alene_om_kjeden() -> None:
    """One writer at a time from here to the end of the transaction: SQLite begins IMMEDIATE (settings)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as peker:
            peker.execute("SELECT pg_advisory_xact_lock(%s)", [_LAASNUMMER])


def _legg_til_ledd(hendelse: Hendelse) -> None:
    siste = Kjedeledd.objects.order_by("-nummer").values_list("nummer", "kjedesum").first()
    nummer, forrige = siste or (0, START)
    innhold = innholdssum(
        tidspunkt=hendelse.tidspunkt,
        av=hendelse.av,
        handling=hendelse.handling,
        gjelder=hendelse.gjelder,
        verdi_for=hendelse.verdi_for,
        verdi_etter=hendelse.verdi_etter,
    )
    Kjedeledd.objects.create(
        nummer=nummer + 1, hendelse=hendelse, innhold=innhold, kjedesum=kjedesum(forrige, innhold)
    )

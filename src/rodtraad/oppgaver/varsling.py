"""Telling people: a message that stays until read, an e-mail as they have chosen, the webhooks of the kind."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from rodtraad.oppgaver.models import Epostvalg, Melding, Sending, Webhook
from rodtraad.oppgaver.queries import epostvalg
from rodtraad.oppgaver.varselslag import ESKALERING, kjent
from rodtraad.organisasjon.queries import enheter_under
from rodtraad.tilgang.queries import epostadresser
from rodtraad.tilgang.rettigheter import Enhetsnokkel

_SAMLETID: Final = 6
"""The hour at which the day's collected e-mail goes out."""


def varsle(
    *,
    mottakere: Sequence[int],
    emne: str,
    tekst: str = "",
    lenke: str = "",
    slag: str = "",
    enhet: Enhetsnokkel | None = None,
) -> None:
    """Melding: tells persons; e-mail and webhooks wait in the queue of what is on its way out.

    Everything is stored in the transaction of the act that tells, so that nothing is told that did not
    happen and nothing that happened is left untold. Krav SYS-02.
    """
    melding = {"emne": emne[:200], "tekst": tekst, "lenke": lenke, "slag": slag}
    innhold = {"tekst": tekst, "lenke": _full(lenke), "slag": slag}
    naa = timezone.now()
    with transaction.atomic():
        Melding.objects.bulk_create([Melding(mottaker_id=m, **melding) for m in dict.fromkeys(mottakere)])
        Sending.objects.bulk_create(
            [
                *_brev(mottakere, emne[:200], innhold, naa),
                *(
                    Sending(
                        kanal=Sending.Kanal.WEBHOOK, webhook=hook, til=hook.navn, emne=emne[:200], neste=naa,
                        innhold=innhold,
                    )
                    for hook in _webhooker(kjent(slag), enhet)
                ),
            ]
        )  # fmt: skip


def _brev(mottakere: Sequence[int], emne: str, innhold: dict[str, str], naa: datetime) -> Iterable[Sending]:
    """An e-mail to each who wants one, when the municipality has a mail server."""
    if not settings.EPOST_SENDES:
        return
    slag = kjent(innhold["slag"])
    valg = epostvalg(mottakere, slag)
    for bruker_id, adresse in epostadresser(mottakere).items():
        neste = _naar(valg.get(bruker_id, Epostvalg.STRAKS), slag, naa)
        if neste is not None:
            yield Sending(kanal=Sending.Kanal.EPOST, til=adresse, emne=emne, neste=neste, innhold=innhold)


def _webhooker(slag: str, enhet: Enhetsnokkel | None) -> list[Webhook]:
    """Those to be told of the kind, for the unit: a webhook for a unit is told of those below it too."""
    aktive = [hook for hook in Webhook.objects.filter(aktiv=True) if hook.slag in {"", slag}]
    if not any(hook.enhet for hook in aktive):
        return aktive
    under = enheter_under(timezone.localdate())
    return [h for h in aktive if h.enhet is None or enhet in under.get(h.enhet, frozenset({h.enhet}))]


def _naar(valg: str, slag: str, naa: datetime) -> datetime | None:
    """When the e-mail goes: now, with the day's others, or not at all."""
    if slag == ESKALERING or valg == Epostvalg.STRAKS:
        return naa
    if valg == Epostvalg.INGEN:
        return None
    neste = timezone.localtime(naa).replace(hour=_SAMLETID, minute=0, second=0, microsecond=0)
    return neste if neste > naa else neste + timedelta(days=1)


def _full(lenke: str) -> str:
    """The address as it must be outside the browser."""
    return f"{settings.ADRESSE}{lenke}" if lenke.startswith("/") else lenke

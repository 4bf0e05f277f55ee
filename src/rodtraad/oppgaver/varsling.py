"""Telling people: a message that stays until read, an e-mail as they have chosen, the webhooks of the kind."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from rodtraad.oppgaver.models import Epostvalg, Melding, Sending, Webhook
from rodtraad.oppgaver.queries import epostvalg
from rodtraad.tilgang.queries import epostadresser

ESKALERING: Final = "eskalering"
"""The kind that comes by e-mail at once whatever the person has chosen."""
_SAMLETID: Final = 6
"""The hour at which the day's collected e-mail goes out."""


def varsle(*, mottakere: Sequence[int], emne: str, tekst: str = "", lenke: str = "", slag: str = "") -> None:
    """Melding: tells persons; e-mail and webhooks wait in the queue of what is on its way out.

    Everything is stored in the transaction of the act that tells, so that nothing is told that did not
    happen and nothing that happened is left untold. Krav SYS-02.
    """
    with transaction.atomic():
        Melding.objects.bulk_create(
            [Melding(mottaker_id=m, emne=emne[:200], tekst=tekst, lenke=lenke, slag=slag) for m in mottakere]
        )
        valg, adresser = epostvalg(mottakere), epostadresser(mottakere)
        naa = timezone.now()
        sendinger = [
            Sending(
                kanal=Sending.Kanal.EPOST, til=adresser[m], emne=emne[:200], neste=neste,
                innhold={"tekst": tekst, "lenke": _full(lenke), "samlet": neste > naa},
            )
            for m in mottakere
            if m in adresser and (neste := _naar(valg.get(m, Epostvalg.STRAKS), slag, naa)) is not None
        ]  # fmt: skip
        sendinger += [
            Sending(
                kanal=Sending.Kanal.WEBHOOK, webhook=hook, til=hook.navn, emne=emne[:200], neste=naa,
                innhold={"tekst": tekst, "lenke": _full(lenke), "slag": slag},
            )
            for hook in Webhook.objects.filter(aktiv=True)
            if hook.slag in {"", slag}
        ]  # fmt: skip
        Sending.objects.bulk_create(sendinger)


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

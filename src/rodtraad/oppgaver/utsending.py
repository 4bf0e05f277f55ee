"""What is on its way out, sent: each by whoever takes it first, again when it fails, in the end given up, not lost."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.utils import timezone

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.oppgaver import webhook
from rodtraad.oppgaver.models import Sending

PAUSER: Final = (1, 5, 15, 60, 240, 720, 1440)
"""Minutes until the next try, by how many have failed; after the last it is given up and shown to the administrator."""
PER_RUNDE: Final = 100


def send_ventende() -> int:
    """Sends what waits and whose time has come; returns how many went out."""
    naa = timezone.now()
    ventende = Sending.objects.filter(tilstand=Sending.Tilstand.VENTER, neste__lte=naa).order_by(
        "neste", "id"
    )
    antall = 0
    for gruppe in _grupper(ventende.select_related("webhook")[:PER_RUNDE]):
        tatt = [sending for sending in gruppe if _ta(sending)]
        if tatt:
            antall += _send(tatt)
    return antall


def _grupper(sendinger: Iterable[Sending]) -> list[list[Sending]]:
    """One by one; a person's collected e-mail together."""
    ut: list[list[Sending]] = []
    samlet: dict[str, list[Sending]] = defaultdict(list)
    for sending in sendinger:
        if sending.kanal == Sending.Kanal.EPOST and sending.innhold.get("samlet"):
            samlet[sending.til].append(sending)
        else:
            ut.append([sending])
    return [*ut, *samlet.values()]


def _ta(sending: Sending) -> bool:
    """Takes it before sending, so that two workers never send the same; a worker that dies leaves it to the next."""
    neste = timezone.now() + timedelta(minutes=PAUSER[min(sending.forsok, len(PAUSER) - 1)])
    tatt = Sending.objects.filter(
        pk=sending.pk, tilstand=Sending.Tilstand.VENTER, forsok=sending.forsok, neste=sending.neste
    )
    return tatt.update(forsok=F("forsok") + 1, neste=neste) == 1


def _send(sendinger: list[Sending]) -> int:
    rader = Sending.objects.filter(pk__in=[s.pk for s in sendinger])
    try:
        if sendinger[0].webhook is not None:
            webhook.send(sendinger[0].webhook, sendinger[0].emne, sendinger[0].innhold)
        else:
            _epost(sendinger)
    except Exception as feil:  # noqa: BLE001 - whatever the other end does, the message waits for the next try
        tekst = (
            " ".join(feil.meldinger) if isinstance(feil, RodtraadFeil) else f"{type(feil).__name__}: {feil}"
        )
        oppgitt = sendinger[0].forsok + 1 >= len(PAUSER)
        rader.update(
            feil=tekst[:300], tilstand=Sending.Tilstand.OPPGITT if oppgitt else Sending.Tilstand.VENTER
        )
        return 0
    rader.update(tilstand=Sending.Tilstand.SENDT, sendt=timezone.now(), feil="")
    return len(sendinger)


def _epost(sendinger: list[Sending]) -> None:
    if not settings.EPOST_SENDES:
        raise RodtraadFeil("E-post er ikke satt opp (RODTRAAD_EPOST).")
    emne = sendinger[0].emne if len(sendinger) == 1 else f"{len(sendinger)} meldinger fra Rødtråd"
    deler = [
        "\n\n".join(
            filter(None, (s.emne if len(sendinger) > 1 else "", s.innhold["tekst"], s.innhold["lenke"]))
        )
        for s in sendinger
    ]
    EmailMessage(emne.replace("\n", " "), "\n\n–––\n\n".join(deler), to=[sendinger[0].til]).send()

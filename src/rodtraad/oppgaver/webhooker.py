"""Acts on webhooks and on what was sent."""

import secrets

from django.db import transaction
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.oppgaver.models import Sending, Webhook
from rodtraad.oppgaver.services import OppgaveFeil
from rodtraad.tilgang.rettigheter import Enhetsnokkel


def lag_webhook(
    *, navn: str, adresse: str, form: str, av: str, slag: str = "", enhet: Enhetsnokkel | None = None
) -> tuple[Webhook, str]:
    """Webhook: registers one; returns it and the secret it signs with, which is shown this once."""
    hemmelighet = secrets.token_urlsafe(32) if form == Webhook.Form.SIGNERT else ""
    nivaa, kode = enhet or ("", "")
    with transaction.atomic():
        hook = Webhook.objects.create(
            navn=navn, adresse=adresse, form=form, slag=slag, hemmelighet=hemmelighet, enhet_nivaa=nivaa,
            enhet_kode=kode,
        )  # fmt: skip
        # The address of a chat is itself a secret: the log gets the name only.
        loggfor(handling="laget webhook", gjelder=f"webhook:{hook.pk}", av=av,
                etter={"navn": navn, "form": form, "slag": slag, "enhet": kode})  # fmt: skip
    return hook, hemmelighet


def sett_aktiv(*, webhook_id: int, aktiv: bool, av: str) -> None:
    """Webhook: pauses it or lets it go on. Raises OppgaveFeil."""
    with transaction.atomic():
        if not Webhook.objects.filter(pk=webhook_id).update(aktiv=aktiv):
            raise OppgaveFeil("Webhooken finnes ikke.")
        loggfor(handling="endret webhook", gjelder=f"webhook:{webhook_id}", av=av, etter={"aktiv": aktiv})


def slett_webhook(*, webhook_id: int, av: str) -> None:
    """Webhook: takes it away with what was sent to it; the log keeps that it was. Raises OppgaveFeil."""
    with transaction.atomic():
        hook = Webhook.objects.filter(pk=webhook_id).first()
        if hook is None:
            raise OppgaveFeil("Webhooken finnes ikke.")
        loggfor(handling="slettet webhook", gjelder=f"webhook:{webhook_id}", av=av, for_={"navn": hook.navn})
        hook.delete()


def prov_webhook(*, webhook_id: int, av: str) -> None:
    """Webhook: puts a trial message in the queue. Raises OppgaveFeil."""
    with transaction.atomic():
        hook = Webhook.objects.filter(pk=webhook_id).first()
        if hook is None:
            raise OppgaveFeil("Webhooken finnes ikke.")
        Sending.objects.create(
            kanal=Sending.Kanal.WEBHOOK, webhook=hook, til=hook.navn, emne="Prøvemelding fra Rødtråd",
            innhold={"tekst": "Hvis du ser denne, virker varslingen.", "lenke": "", "slag": "prove"},
            neste=timezone.now(),
        )  # fmt: skip
        loggfor(handling="prøvde webhook", gjelder=f"webhook:{webhook_id}", av=av)


def send_igjen(*, sending_id: int, av: str) -> None:
    """Sending: gives one that was given up another try. Raises OppgaveFeil."""
    with transaction.atomic():
        oppgitte = Sending.objects.filter(pk=sending_id, tilstand=Sending.Tilstand.OPPGITT)
        if not oppgitte.update(tilstand=Sending.Tilstand.VENTER, forsok=0, neste=timezone.now()):
            raise OppgaveFeil("Bare det som ikke kom fram, kan sendes igjen.")
        loggfor(handling="sendte igjen", gjelder=f"sending:{sending_id}", av=av)

"""Values for the placeholders of the addresses of tasks."""

from datetime import timedelta

from django.utils import timezone

from rodtraad.oppgaver.models import Melding, Sending, Webhook
from rodtraad.oppgaver.services import opprett_oppgave
from tests.personer import ANNEN, EGEN, Verden, lag_person


def lag(verden: Verden) -> dict[str, str]:
    frist = timezone.localdate() + timedelta(days=3)
    egen, annen = verden.personer["fagleder"], lag_person("per", "ansatt", enhet=ANNEN)
    oppgave = opprett_oppgave(
        tittel="Skriv om sykefraværet", eier_id=egen.pk, frist=frist, enhet=EGEN, av="test"
    )
    fremmed = opprett_oppgave(
        tittel="Skriv om utstyret", eier_id=annen.pk, frist=frist, enhet=ANNEN, av="test"
    )
    melding = Melding.objects.create(mottaker=egen, emne="Fristen er snart ute", lenke="/arbeid/oppgaver/")
    hook = Webhook.objects.create(navn="Kanalen", adresse="https://kanal.example/", form="teams")
    sending = Sending.objects.create(
        kanal="webhook", webhook=hook, til=hook.navn, emne="Ikke gjort: Skriv om sykefraværet", innhold={},
        tilstand="oppgitt", forsok=9, neste=timezone.now(), feil="kanal.example svarte 500.",
    )  # fmt: skip
    return {
        "oppgave": str(oppgave.pk), "fremmed_oppgave": str(fremmed.pk), "melding": str(melding.pk),
        "webhook": str(hook.pk), "sending": str(sending.pk),
    }  # fmt: skip

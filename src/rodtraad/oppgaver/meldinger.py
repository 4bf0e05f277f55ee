"""Acts on messages."""

from django.db import transaction
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.oppgaver.models import Melding, Varselvalg


def les_melding(*, melding_id: int, bruker_id: int, av: str) -> str | None:
    """Melding: reads one's own; returns where it points, None when it is not one's own."""
    with transaction.atomic():
        rad = Melding.objects.filter(pk=melding_id, mottaker=bruker_id).first()
        if rad is None:
            return None
        if Melding.objects.filter(pk=rad.pk, lest__isnull=True).update(lest=timezone.now()):
            loggfor(handling="leste melding", gjelder=f"melding:{rad.pk}", av=av)
    return rad.lenke


def les_alle(*, bruker_id: int, av: str) -> int:
    """Meldinger: reads all one's own; returns how many were unread."""
    with transaction.atomic():
        antall = Melding.objects.filter(mottaker=bruker_id, lest__isnull=True).update(lest=timezone.now())
        if antall:
            loggfor(
                handling="leste meldinger", gjelder=f"bruker:{bruker_id}", av=av, etter={"antall": antall}
            )
    return antall


def velg_epost(*, bruker_id: int, epost: str, av: str) -> None:
    """Varselvalg: how a person wants messages by e-mail."""
    with transaction.atomic():
        _, ny = Varselvalg.objects.update_or_create(bruker_id=bruker_id, defaults={"epost": epost})
        loggfor(
            handling="valgte varsling", gjelder=f"bruker:{bruker_id}", av=av, etter={"epost": epost, "ny": ny}
        )

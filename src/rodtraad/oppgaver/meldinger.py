"""Acts on messages."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.oppgaver.models import Melding, Varselvalg
from rodtraad.oppgaver.queries import varselvalg_til
from rodtraad.oppgaver.varselslag import VALGFRIE


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


def velg_epost(*, bruker_id: int, valg: Mapping[str, str], av: str) -> None:
    """Varselvalg: how a person wants messages by e-mail, kind by kind; escalations cannot be chosen away."""
    nye = [Varselvalg(bruker_id=bruker_id, slag=slag, epost=valg[slag]) for slag in VALGFRIE if slag in valg]
    with transaction.atomic():
        for_ = varselvalg_til(bruker_id)
        Varselvalg.objects.bulk_create(
            nye, update_conflicts=True, unique_fields=["bruker", "slag"], update_fields=["epost"]
        )
        loggfor(
            handling="valgte varsling", gjelder=f"bruker:{bruker_id}", av=av, for_=for_,
            etter={v.slag: v.epost for v in nye},
        )  # fmt: skip

"""Acts on the reconciliation: write what one knows of a difference, take it back (REGN-12)."""

from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.kostra.avstemming_queries import avstemming
from rodtraad.kostra.avstemmingsregler import regler
from rodtraad.kostra.feil import KostraFeil
from rodtraad.kostra.models import Avstemmingsforklaring
from rodtraad.lov.frister import kostra_frister
from rodtraad.oppgaver.queries import oppgaver_for_kilde
from rodtraad.oppgaver.services import avlys_oppgave, opprett_oppgave

DAGER = 14
"""Days an owner gets when the year's own deadline is past."""


def skriv_forklaring(
    *,
    aar: int,
    rad_id: str,
    aarsak: str,
    kommentar: str,
    av: str,
    belop: int | None = None,
    eier_id: int | None = None,
) -> Avstemmingsforklaring:
    """Avstemmingsforklaring: why a line differs, how much of it (øre), and who looks into it. Raises KostraFeil.

    An owner gets a task. The difference as it was is kept, so that a later reader sees whether it still holds.
    """
    rad = avstemming(aar).rad(rad_id)
    if rad is None or rad.kostra is None or rad.regnskap is None:
        raise KostraFeil("Linjen finnes ikke i avstemmingen for året.", "Se om tallene er lest inn på nytt.")
    if aarsak not in {a.id for a in regler().valgbare}:
        raise KostraFeil("Velg en årsak fra listen.")
    if not kommentar.strip():
        raise KostraFeil("Skriv hva du vet om differansen.")
    with transaction.atomic():
        forklaring = Avstemmingsforklaring.objects.create(
            aar=aar, rad_id=rad_id, navn=f"{rad.funksjon} {rad.navn}".strip(), aarsak=aarsak, belop=belop,
            kommentar=kommentar.strip(), eier_id=eier_id, differanse=rad.differanse, av=av,
        )  # fmt: skip
        if eier_id is not None:
            _gi_oppgave(forklaring, av)
        loggfor(
            handling="forklarte differanse mot KOSTRA", gjelder=f"avstemmingsforklaring:{forklaring.pk}", av=av,
            etter={"aar": aar, "linje": rad_id, "aarsak": aarsak, "belop": belop, "kommentar": kommentar.strip(),
                   "eier": eier_id, "differanse": rad.differanse},
        )  # fmt: skip
    return forklaring


def trekk_forklaring(*, forklaring_id: int, av: str) -> None:
    """Avstemmingsforklaring: takes it back; it stays in the history, and its task is called off. Raises KostraFeil."""
    with transaction.atomic():
        if not Avstemmingsforklaring.objects.filter(pk=forklaring_id, trukket__isnull=True).update(
            trukket=timezone.now(), trukket_av=av
        ):
            raise KostraFeil("Forklaringen er alt trukket.")
        for oppgave in oppgaver_for_kilde(_kilde(forklaring_id)):
            if oppgave.kilde == _kilde(forklaring_id) and oppgave.status == "aapen":
                avlys_oppgave(oppgave_id=oppgave.pk, grunn="Forklaringen er trukket.", av=av)
        loggfor(handling="trakk forklaring", gjelder=f"avstemmingsforklaring:{forklaring_id}", av=av)


def frist_for(aar: int, i_dag: date) -> date:
    """The last day of corrections for the year's figures; when it is past, two weeks from today."""
    retting = kostra_frister(aar)[2].dato
    return retting if retting >= i_dag else i_dag + timedelta(days=DAGER)


def _kilde(forklaring_id: int) -> str:
    return f"kostra-avstemming:{forklaring_id}"


def _gi_oppgave(forklaring: Avstemmingsforklaring, av: str) -> None:
    opprett_oppgave(
        tittel=f"Finn ut hvorfor KOSTRA og regnskapet er ulike: {forklaring.navn}"[:200],
        eier_id=int(forklaring.eier_id or 0),
        frist=frist_for(forklaring.aar, timezone.localdate()),
        av=av,
        kilde=_kilde(forklaring.pk),
        slag="kostra",
        beskrivelse="Skriv hva du finner, på linjen i avstemmingen.",
        lenke=f"{reverse('kostra:avstemming')}?aar={forklaring.aar}",
    )

"""Who may see a task and who may act on it: its persons, and leaders of its unit."""

from collections.abc import Collection

from django.http import Http404, HttpRequest
from django.utils import timezone

from rodtraad.oppgaver.models import Oppgave
from rodtraad.oppgaver.queries import hent_oppgave
from rodtraad.tilgang.aktor import Aktor, aktor
from rodtraad.tilgang.queries import stedfortreder_for


def er_egen(hvem: Aktor, oppgave: Oppgave) -> bool:
    """Whether it lies on the actor's desk: as owner, named deputy, the one it is escalated to, or standing in today."""
    eier = hvem.eier
    if eier is None:
        return False
    if eier.pk in {oppgave.eier_id, oppgave.stedfortreder_id, oppgave.leder_id}:
        return True
    return oppgave.eier_id in eiere_paa_pulten(hvem)


def navn_i_loggen(hvem: Aktor, oppgave: Oppgave, pult: Collection[int] | None = None) -> str:
    """Who acts, with both names when the person stands in for the owner without having changed desks (ORG-08)."""
    eier = hvem.eier
    egne = {oppgave.eier_id, oppgave.stedfortreder_id, oppgave.leder_id}
    if eier is None or hvem.for_bruker is not None or eier.pk in egne:
        return hvem.av
    if oppgave.eier_id not in (eiere_paa_pulten(hvem) if pult is None else pult):
        return hvem.av
    return f"{hvem.av} (stedfortreder for {oppgave.eier.username})"


def kan_endre(hvem: Aktor, oppgave: Oppgave) -> bool:
    """Whether the actor may complete, postpone, hand over or call off."""
    return er_egen(hvem, oppgave) or hvem.gjelder("oppgaver.forvalt", oppgave.enhet)


def kan_se(hvem: Aktor, oppgave: Oppgave) -> bool:
    """Whether the actor may read it."""
    return kan_endre(hvem, oppgave) or hvem.gjelder("oppgaver.se", oppgave.enhet)


def finn(request: HttpRequest, oppgave_id: int, *, endre: bool = False) -> Oppgave:
    """The task, if the asker may see (or change) it. Raises Http404, the same for what is not there."""
    oppgave = hent_oppgave(oppgave_id)
    maa = kan_endre if endre else kan_se
    if oppgave is None or not maa(aktor(request), oppgave):
        raise Http404
    return oppgave


def eiere_paa_pulten(hvem: Aktor) -> set[int]:
    """Whose tasks lie on the actor's desk: the own, and of those the actor stands in for today."""
    if hvem.bruker is None or hvem.eier is None:
        return set()
    if hvem.for_bruker is not None:
        return {hvem.for_bruker.pk}
    for_ = {s.for_bruker_id for s in stedfortreder_for(hvem.bruker.pk, timezone.localdate())}
    return {hvem.bruker.pk, *for_}

"""Who may see a task and who may act on it: its persons, and leaders of its unit."""

from django.http import Http404, HttpRequest
from django.utils import timezone

from rodtraad.oppgaver.models import Oppgave
from rodtraad.oppgaver.queries import hent_oppgave
from rodtraad.tilgang.aktor import Aktor, aktor
from rodtraad.tilgang.queries import stedfortreder_for
from rodtraad.tilgang.rettigheter import Enhetsnokkel


def er_egen(hvem: Aktor, oppgave: Oppgave) -> bool:
    """Whether it is the actor's own task, as owner or named deputy."""
    eier = hvem.eier
    return eier is not None and eier.pk in {oppgave.eier_id, oppgave.stedfortreder_id}


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


def omfang(hvem: Aktor, rett: str) -> frozenset[Enhetsnokkel] | None:
    """The units whose tasks the actor reaches by the right; None = all."""
    return hvem.omfang(rett)

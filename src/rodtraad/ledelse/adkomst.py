"""Who may see and who may change: parties to an agreement, persons of an application, leaders of its unit."""

from django.http import Http404, HttpRequest

from rodtraad.ledelse.avtaler import LEDER, OVERORDNET
from rodtraad.ledelse.models import Lederavtale, Oppdragsbrev, Tilskuddssoknad
from rodtraad.ledelse.queries import er_kollega, hent_avtale, hent_brev, hent_soknad
from rodtraad.tilgang.aktor import Aktor, aktor

SE_AVTALER, FORVALT_AVTALER = "lederavtale.se", "lederavtale.forvalt"


def part(hvem: Aktor, avtale: Lederavtale) -> str:
    """The side the actor is on, blank for none.

    A deputy may stand in for the superior, never for the leader, whose agreement is for nobody else's eyes.
    """
    if hvem.eier is None:
        return ""
    if avtale.overordnet_id == hvem.eier.pk:
        return OVERORDNET
    return LEDER if avtale.leder_id == hvem.eier.pk and hvem.for_bruker is None else ""


def kan_lese(hvem: Aktor, avtale: Lederavtale) -> bool:
    """Whether the actor may read it: a party, or one with the right for the unit who is no peer of the leader."""
    if part(hvem, avtale):
        return True
    if hvem.eier is None or not hvem.gjelder(SE_AVTALER, avtale.enhet):
        return False
    return avtale.leder_id != hvem.eier.pk and not er_kollega(avtale, hvem.eier.pk)


def finn_avtale(request: HttpRequest, avtale_id: int, *, som_part: bool = False) -> Lederavtale:
    """The agreement, if the asker may read it, or is a party to it. Raises Http404, the same for what is not there."""
    avtale, hvem = hent_avtale(avtale_id), aktor(request)
    if avtale is None or not (part(hvem, avtale) if som_part else kan_lese(hvem, avtale)):
        raise Http404
    return avtale


def skriver_brev(hvem: Aktor) -> bool:
    """Whether the actor writes the letters: whoever makes agreements in the whole municipality."""
    return hvem.gjelder(FORVALT_AVTALER, None)


def finn_brev(request: HttpRequest, brev_id: int, *, skriv: bool = False) -> Oppdragsbrev:
    """The letter; drafts, and writing, only for whoever writes them. Raises Http404."""
    brev = hent_brev(brev_id)
    if brev is None or ((skriv or brev.status == "utkast") and not skriver_brev(aktor(request))):
        raise Http404
    return brev


def kan_endre_soknad(hvem: Aktor, soknad: Tilskuddssoknad) -> bool:
    """Whether the actor is one of its persons or gives tasks in its unit."""
    egne = {soknad.eier_id, soknad.stedfortreder_id, soknad.leder_id}
    return (hvem.eier is not None and hvem.eier.pk in egne) or hvem.gjelder("oppgaver.forvalt", soknad.enhet)


def finn_soknad(request: HttpRequest, soknad_id: int, *, endre: bool = False) -> Tilskuddssoknad:
    """The application, if the asker may see (or change) it. Raises Http404."""
    soknad, hvem = hent_soknad(soknad_id), aktor(request)
    if soknad is None:
        raise Http404
    if kan_endre_soknad(hvem, soknad) or (not endre and hvem.gjelder("oppgaver.se", soknad.enhet)):
        return soknad
    raise Http404

"""Pages of messages and of how one wants to be told."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.oppgaver.forms import Varselskjema
from rodtraad.oppgaver.meldinger import les_alle, les_melding, velg_epost
from rodtraad.oppgaver.queries import meldinger_til, varselvalg_til
from rodtraad.tilgang.aktor import aktor

PER_SIDE = 50


def _meg(request: HttpRequest) -> int:
    """Messages are the person's own, also when acting for another."""
    bruker = aktor(request).bruker
    if bruker is None:
        raise Http404
    return bruker.pk


@require_safe
@adgang("innlogget")
def meldinger(request: HttpRequest) -> HttpResponse:
    """My messages; the unread first."""
    side = Paginator(meldinger_til(_meg(request)), PER_SIDE).get_page(request.GET.get("side"))
    return render(request, "oppgaver/meldinger.html", {"side": side})


@require_POST
@adgang("innlogget")
def les(request: HttpRequest, melding_id: int) -> HttpResponseBase:
    """Reads one of my messages and goes where it points."""
    lenke = les_melding(melding_id=melding_id, bruker_id=_meg(request), av=aktor(request).av)
    if lenke is None:
        raise Http404
    if lenke and url_has_allowed_host_and_scheme(lenke, allowed_hosts=None):
        return redirect(lenke)
    return redirect("oppgaver:meldinger")


@require_POST
@adgang("innlogget")
def alle_lest(request: HttpRequest) -> HttpResponseBase:
    """Reads all my messages."""
    les_alle(bruker_id=_meg(request), av=aktor(request).av)
    return redirect("oppgaver:meldinger")


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("innlogget")
def varselvalg(request: HttpRequest) -> HttpResponseBase:
    """How I want to be told."""
    meg = _meg(request)
    skjema = Varselskjema(request.POST or None, initial=varselvalg_til(meg))
    if request.method == "POST" and skjema.is_valid():
        velg_epost(bruker_id=meg, valg=skjema.cleaned_data, av=aktor(request).av)
        messages.success(request, gettext("Valgene er lagret."))
        return redirect("oppgaver:meldinger")
    innhold = {"skjema": skjema, "sendes": settings.EPOST_SENDES}
    return render(request, "oppgaver/varselvalg.html", innhold, status=422 if skjema.errors else 200)

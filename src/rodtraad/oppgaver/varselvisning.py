"""Pages for whoever sets up notices to other systems, and looks after what was sent."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.oppgaver import handlinger, webhooker
from rodtraad.oppgaver.arbeider import sist_gjort
from rodtraad.oppgaver.forms import Webhookskjema
from rodtraad.oppgaver.queries import sendinger, webhookliste
from rodtraad.oppgaver.services import OppgaveFeil
from rodtraad.tilgang.aktor import aktor

PER_SIDE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("varsler.forvalt")
@never_cache
def varsler(request: HttpRequest) -> HttpResponse:
    """The webhooks, and a new one; its secret is shown once, in the answer to the form."""
    enheter = handlinger.enhetsvalg(aktor(request), "varsler.forvalt")
    skjema = Webhookskjema(request.POST or None, enheter=enheter)
    ny, hemmelighet = None, ""
    if request.method == "POST" and skjema.is_valid():
        ny, hemmelighet = webhooker.lag_webhook(av=aktor(request).av, **skjema.cleaned_data)
        skjema = Webhookskjema(enheter=enheter)
    innhold = {"skjema": skjema, "webhooker": webhookliste(), "ny": ny, "hemmelighet": hemmelighet}
    return render(request, "oppgaver/varsler.html", innhold, status=422 if skjema.errors else 200)


@require_POST
@adgang("varsler.forvalt")
def webhook(request: HttpRequest, webhook_id: int, handling: str) -> HttpResponseBase:
    """An act on a webhook: prov, pause, fortsett or slett."""
    av = aktor(request).av
    try:
        if handling == "prov":
            webhooker.prov_webhook(webhook_id=webhook_id, av=av)
            messages.success(request, gettext("Prøvemeldingen er på vei. Se under «Sendt og ventende»."))
        elif handling in {"pause", "fortsett"}:
            webhooker.sett_aktiv(webhook_id=webhook_id, aktiv=handling == "fortsett", av=av)
        elif handling == "slett":
            webhooker.slett_webhook(webhook_id=webhook_id, av=av)
        else:
            raise Http404
    except OppgaveFeil:
        raise Http404 from None
    return redirect("oppgaver:varsler")


@require_safe
@adgang("varsler.forvalt")
def sendt(request: HttpRequest) -> HttpResponse:
    """What was sent, what waits, and what was given up, with why."""
    tilstand = request.GET.get("tilstand", "")
    side = Paginator(sendinger(tilstand), PER_SIDE).get_page(request.GET.get("side"))
    innhold = {"side": side, "tilstand": tilstand, "sendes": settings.EPOST_SENDES, "sist": sist_gjort()}
    return render(request, "oppgaver/sendt.html", innhold)


@require_POST
@adgang("varsler.forvalt")
def send_igjen(request: HttpRequest, sending_id: int) -> HttpResponseBase:
    """Another try for what was given up."""
    try:
        webhooker.send_igjen(sending_id=sending_id, av=aktor(request).av)
    except OppgaveFeil as feil:
        messages.error(request, " ".join(feil.meldinger))
    return redirect("oppgaver:sendt")

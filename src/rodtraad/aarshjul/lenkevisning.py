"""Pages of the documents of an event (HJUL-03)."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from rodtraad.aarshjul import queries, services
from rodtraad.aarshjul.forms import Lenkeskjema
from rodtraad.aarshjul.generering import AarshjulFeil
from rodtraad.aarshjul.models import Aarshendelse
from rodtraad.aarshjul.views import kan_endre
from rodtraad.hendelser.adgang import adgang
from rodtraad.tilgang.aktor import aktor


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("aarshjul.se")
def lenker(request: HttpRequest, hendelse_id: int) -> HttpResponseBase:
    """The documents of an event one may change, and a new one."""
    rad = _som_kan_endres(request, hendelse_id)
    skjema = Lenkeskjema(request.POST or None)
    if request.method == "POST" and skjema.is_valid():
        try:
            services.legg_til_lenke(hendelse_id=rad.pk, av=aktor(request).av, **skjema.cleaned_data)
        except AarshjulFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            return redirect("aarshjul:lenker", hendelse_id=rad.pk)
    innhold = {"h": rad, "lenker": queries.lenker(rad.pk), "skjema": skjema}
    return render(request, "aarshjul/lenker.html", innhold, status=422 if skjema.errors else 200)


@require_POST
@adgang("aarshjul.se")
def fjern(request: HttpRequest, hendelse_id: int, lenke_id: int) -> HttpResponseBase:
    """Takes a document away from an event."""
    rad = _som_kan_endres(request, hendelse_id)
    services.fjern_lenke(hendelse_id=rad.pk, lenke_id=lenke_id, av=aktor(request).av)
    return redirect("aarshjul:lenker", hendelse_id=rad.pk)


def _som_kan_endres(request: HttpRequest, hendelse_id: int) -> Aarshendelse:
    rad = queries.hent_hendelse(hendelse_id)
    if rad is None or not kan_endre(aktor(request), rad):
        raise Http404
    return rad

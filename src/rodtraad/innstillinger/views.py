"""The page where the municipality sets its own choices, and the coat of arms as a file."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang, hvem, krev_bekreftelse
from rodtraad.innstillinger import services
from rodtraad.innstillinger.bilde import STORST_FIL
from rodtraad.innstillinger.forms import Innstillingsskjema, Vaapenskjema
from rodtraad.innstillinger.queries import les, vaapenbilde
from rodtraad.innstillinger.tema import fargeprove, om_fargen
from rodtraad.kjerne.feil import RodtraadFeil

SIDE = "innstillinger:innstillinger"


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("innstillinger.forvalt")
@krev_bekreftelse
def innstillinger(request: HttpRequest) -> HttpResponseBase:
    """Shows and changes the settings."""
    gjelder = les()
    skjema = Innstillingsskjema(request.POST or None, gjelder=gjelder)
    if request.method == "POST" and skjema.is_valid():
        try:
            services.lagre(versjon=skjema.cleaned_data["versjon"], av=hvem(request), **skjema.verdier())
        except RodtraadFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
            skjema.data = {
                **request.POST.dict(),
                "totrinn_roller": request.POST.getlist("totrinn_roller"),
                "versjon": les().versjon,
            }
        else:
            messages.success(request, gettext("Innstillingene er lagret."))
            if om := om_fargen(skjema.cleaned_data["aksent"]):
                messages.info(request, om)
            return redirect(SIDE)
    return _side(request, skjema, Vaapenskjema())


@require_POST
@adgang("innstillinger.forvalt")
@krev_bekreftelse
def sett_vaapen(request: HttpRequest) -> HttpResponseBase:
    """Takes a file with the coat of arms."""
    skjema = Vaapenskjema(request.POST, request.FILES)
    if skjema.is_valid():
        try:
            services.sett_vaapen(innhold=skjema.cleaned_data["fil"].read(STORST_FIL + 1), av=hvem(request))
        except RodtraadFeil as feil:
            skjema.add_error("fil", list(feil.meldinger))
        else:
            messages.success(request, gettext("Kommunevåpenet er lagret."))
            return redirect(SIDE)
    return _side(request, Innstillingsskjema(gjelder=les()), skjema)


@require_POST
@adgang("innstillinger.forvalt")
@krev_bekreftelse
def fjern_vaapen(request: HttpRequest) -> HttpResponseBase:
    """Takes the coat of arms away."""
    services.fjern_vaapen(av=hvem(request))
    messages.success(request, gettext("Kommunevåpenet er fjernet."))
    return redirect(SIDE)


@require_safe
@adgang("aapen")
def vaapen(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The picture we drew; always PNG, never what was uploaded. Raises Http404."""
    png = vaapenbilde()
    if png is None:
        raise Http404
    svar = HttpResponse(png, content_type="image/png")
    svar.headers["X-Content-Type-Options"] = "nosniff"
    svar.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    svar.headers["Cache-Control"] = "public, max-age=300"
    return svar


def _side(request: HttpRequest, skjema: Innstillingsskjema, vaapen: Vaapenskjema) -> HttpResponse:
    gjelder = les()
    innhold = {
        "skjema": skjema,
        "vaapenskjema": vaapen,
        "gjelder": gjelder,
        "prove": fargeprove(gjelder.aksent),
    }
    return render(request, "innstillinger/innstillinger.html", innhold)

"""Pages of deputies: appoint, end, act for another, act as oneself."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.hendelser.services import loggfor
from rodtraad.tilgang import services
from rodtraad.tilgang.aktor import SESJONSNOKKEL, aktor
from rodtraad.tilgang.personvisning import maa_oppnevne
from rodtraad.tilgang.queries import (
    gyldig_stedfortredelse,
    hent_person,
    hent_stedfortredelse,
    personer_i,
    stedfortredelser_for,
    stedfortreder_for,
)
from rodtraad.tilgang.skjemaer import Stedfortrederskjema


@require_safe
@adgang("innlogget")
def mine(request: HttpRequest) -> HttpResponse:
    """Who stands in for me, and whom I may act for today."""
    bruker = aktor(request).bruker
    if bruker is None:
        raise PermissionDenied
    innhold = {
        "mine": stedfortredelser_for(bruker.pk), "for_andre": stedfortreder_for(bruker.pk, timezone.localdate()),
        "i_dag": timezone.localdate(), "bruker": bruker,
    }  # fmt: skip
    return render(request, "tilgang/stedfortredere.html", innhold)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("innlogget")
def oppnevn(request: HttpRequest, bruker_id: int) -> HttpResponseBase:
    """Appoints a deputy for oneself, or for someone in the units one manages."""
    hvem = aktor(request)
    person = hent_person(bruker_id)
    if person is None or not maa_oppnevne(hvem, bruker_id):
        raise Http404
    mulige = {id_: navn for id_, navn in personer_i(None, timezone.localdate()) if id_ != bruker_id}
    skjema = Stedfortrederskjema(request.POST or None, personer=mulige)
    if request.method == "POST" and skjema.is_valid():
        d = skjema.cleaned_data
        try:
            services.oppnevn_stedfortreder(
                for_id=bruker_id,
                stedfortreder_id=d["stedfortreder"],
                fra=d["fra"],
                til=d["til"],
                grunn=d["grunn"],
                av=hvem.av,
                av_id=hvem.bruker.pk if hvem.bruker else None,
            )
        except services.TilgangFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Stedfortrederen er oppnevnt."))
            return redirect(
                "tilgang:stedfortredere" if hvem.bruker == person else "tilgang:person",
                *([] if hvem.bruker == person else [bruker_id]),
            )
    tittel = gettext("Stedfortreder for %(navn)s") % {"navn": person.navn}
    return render(
        request,
        "tilgang/skjema.html",
        {"tittel": tittel, "skjema": skjema},
        status=422 if skjema.errors else 200,
    )


@require_POST
@adgang("innlogget")
def avslutt(request: HttpRequest, stedfortredelse_id: int) -> HttpResponseBase:
    """Ends an appointment: by the one stood in for, whoever may appoint, or the deputy."""
    rad, hvem = hent_stedfortredelse(stedfortredelse_id), aktor(request)
    egen = rad is not None and hvem.bruker is not None and rad.stedfortreder_id == hvem.bruker.pk
    if rad is None or not (egen or maa_oppnevne(hvem, rad.for_bruker_id)):
        raise Http404
    try:
        services.avslutt_stedfortredelse(stedfortredelse_id=rad.pk, av=hvem.av)
    except services.TilgangFeil as feil:
        messages.error(request, " ".join(feil.meldinger))
    return redirect("tilgang:stedfortredere")


@require_POST
@adgang("innlogget")
def handle_for(request: HttpRequest, bruker_id: int) -> HttpResponseBase:
    """From now on the session acts for the other, with the other's rights, while the appointment lasts."""
    bruker = aktor(request).bruker
    oppnevning = gyldig_stedfortredelse(bruker.pk, bruker_id, timezone.localdate()) if bruker else None
    if bruker is None or oppnevning is None:
        raise PermissionDenied
    request.session[SESJONSNOKKEL] = bruker_id
    loggfor(
        handling="begynte å handle for",
        gjelder=f"bruker:{bruker_id}",
        av=bruker.username,
        etter={"til": oppnevning.til},
    )
    return redirect("startside")


@require_POST
@adgang("innlogget")
def handle_selv(request: HttpRequest) -> HttpResponseBase:
    """The session acts for nobody but the person."""
    hvem = aktor(request)
    if request.session.pop(SESJONSNOKKEL, None) is not None and hvem.bruker is not None:
        loggfor(
            handling="sluttet å handle for",
            gjelder=f"bruker:{hvem.eier.pk if hvem.eier else 0}",
            av=hvem.bruker.username,
        )
    return redirect("startside")

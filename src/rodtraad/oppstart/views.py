"""The guide through the first run."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from rodtraad.aarshjul.generering import lag_aarshjul
from rodtraad.aarshjul.queries import aarene
from rodtraad.hendelser.adgang import adgang
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.oppstart.steg import eksempelfil, er_ferdig, neste, stegene
from rodtraad.organisasjon.queries import kommune
from rodtraad.tilgang.aktor import aktor


@require_safe
@adgang("innstillinger.forvalt")
def veiledning(request: HttpRequest) -> HttpResponse:
    """Every step: what it is for, what came in, what is next."""
    steg = stegene()
    nummer, navn = kommune()
    innhold = {
        "steg": steg, "neste": neste(steg), "ferdig": er_ferdig(steg), "nummer": nummer, "navn": navn,
        "i_aar": timezone.localdate().year, "antall_ferdig": sum(s.ferdig for s in steg),
    }  # fmt: skip
    return render(request, "oppstart/veiledning.html", innhold)


@require_safe
@adgang("innstillinger.forvalt")
def eksempel(request: HttpRequest, kilde: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The example file of a step. Raises Http404."""
    innhold = eksempelfil(kilde)
    if innhold is None:
        raise Http404
    svar = HttpResponse(innhold, content_type="text/csv; charset=utf-8")
    svar.headers["Content-Disposition"] = f'attachment; filename="eksempel-{kilde}.csv"'
    return svar


@require_POST
@adgang("innstillinger.forvalt")
def lag_aaret(request: HttpRequest) -> HttpResponseBase:
    """Makes the first year; later years are made by those who keep the årshjul."""
    if aarene():
        messages.info(request, gettext("Årshjulet er laget fra før."))
        return redirect("oppstart:veiledning")
    aar = timezone.localdate().year
    try:
        antall = lag_aarshjul(aar=aar, av=aktor(request).av)
    except RodtraadFeil as feil:
        messages.error(request, " ".join(feil.meldinger))
    else:
        messages.success(
            request,
            gettext("Årshjulet for %(aar)s er laget med %(antall)s hendelser.")
            % {"aar": aar, "antall": antall},
        )
    return redirect("oppstart:veiledning")

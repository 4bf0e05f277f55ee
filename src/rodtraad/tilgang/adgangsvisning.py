"""Pages: who has access to a unit, and roles whose unit is gone."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.tilgang import services
from rodtraad.tilgang.adgangsliste import hvem_har_adgang, roller_uten_enhet
from rodtraad.tilgang.aktor import aktor
from rodtraad.tilgang.bekreftelse import nylig_bekreftet
from rodtraad.tilgang.personvisning import PER_SIDE, enhetsnavn, enhetsvalg, les_enhet
from rodtraad.tilgang.rettigheter import gjelder_enheter, retter


@require_safe
@adgang("personer.se")
def adgang_til(request: HttpRequest) -> HttpResponse:
    """Everybody who may do something in a unit, and what; for units within the asker's right. Raises Http404."""
    navn = enhetsvalg(aktor(request))
    enhet = les_enhet(request, navn)
    rett = request.GET.get("rett", "")
    if rett and rett not in gjelder_enheter():
        raise Http404
    rader = hvem_har_adgang(enhet, timezone.localdate(), rett=rett) if enhet else ()
    alle = enhetsnavn()
    rader_ = [(rad, alle.get(":".join(rad.gjelder), "") if rad.gjelder else "") for rad in rader]
    innhold = {
        "side": Paginator(rader_, PER_SIDE).get_page(request.GET.get("side")), "enheter": navn, "rett": rett,
        "valgt": ":".join(enhet) if enhet else "", "navn": navn.get(":".join(enhet), "") if enhet else "",
        "retter": {r: ord_ for r, ord_ in retter().items() if r in gjelder_enheter()},
    }  # fmt: skip
    return render(request, "tilgang/adgang_til.html", innhold)


@require_safe
@adgang("roller.tildel")
def uten_enhet(request: HttpRequest) -> HttpResponse:
    """Roles that give nothing because their unit is no more."""
    return render(request, "tilgang/uten_enhet.html", {"rader": roller_uten_enhet(timezone.localdate())})


@require_POST
@adgang("roller.tildel")
@nylig_bekreftet
def flytt(request: HttpRequest, tildeling_id: int) -> HttpResponseBase:
    """Gives the same role for the unit that took the place of the one that is gone."""
    rad = next((r for r in roller_uten_enhet(timezone.localdate()) if r.tildeling.pk == tildeling_id), None)
    if rad is None or rad.etterfolger is None:
        raise Http404
    hvem = aktor(request)
    try:
        services.flytt_rolle(
            tildeling_id=tildeling_id, til_enhet=rad.etterfolger, av=hvem.av,
            av_id=hvem.bruker.pk if hvem.bruker else None,
        )  # fmt: skip
    except services.TilgangFeil as feil:
        messages.error(request, " ".join(feil.meldinger))
    else:
        messages.success(request, gettext("Rollen gjelder nå %(enhet)s.") % {"enhet": rad.etterfolgernavn})
    return redirect("tilgang:uten_enhet")

"""The pages of what is fetched from SSB: the list, a query with its findings and changes, a table with its notes."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from rodtraad.hendelser.adgang import adgang, hvem, slipper_inn
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.statistikk import ssb_queries
from rodtraad.statistikk.ssb.endring import vis_celle
from rodtraad.statistikk.ssb.kube import Kube
from rodtraad.statistikk.ssb_services import hent_paa_nytt

PER_SIDE = 100


@require_safe
@adgang("innlesing.se")
def ssb(request: HttpRequest) -> HttpResponse:
    """Everything fetched from SSB that counts."""
    innhold = {"hentinger": ssb_queries.hentinger(), "kan_hente": slipper_inn("innlesing.les", request)}
    return render(request, "statistikk/ssb.html", innhold)


@require_safe
@adgang("innlesing.se")
def ssb_sporring(request: HttpRequest, navn: str) -> HttpResponse:
    """One query: its tables, its findings, and the values SSB has changed. Raises Http404."""
    henting = _finn(navn)
    side = Paginator(ssb_queries.endringer(navn), PER_SIDE).get_page(request.GET.get("side"))
    innhold = {"henting": henting, "side": side, "kan_hente": slipper_inn("innlesing.les", request)}
    return render(request, "statistikk/ssb_sporring.html", innhold)


@require_safe
@adgang("innlesing.se")
def ssb_tabell(request: HttpRequest, navn: str, tabell: str) -> HttpResponse:
    """A table as SSB gave it, with the notes that must be shown and a sign where there is no figure. Raises Http404."""
    henting = _finn(navn)
    rad = next((t for t in henting.tabeller if t.tabell == tabell), None)
    if rad is None:
        raise Http404
    innhold: dict[str, Any] = {"henting": henting, "tabell": rad}
    try:
        kube = ssb_queries.kube_av(rad.filer)
    except RodtraadFeil as feil:
        innhold["feil"] = feil.meldinger
    else:
        side = Paginator(range(len(kube.verdier)), PER_SIDE).get_page(request.GET.get("side"))
        linjer = list(_linjer(kube, side.start_index() - 1, side.end_index()))
        innhold |= {"side": side, "hode": [d.navn for d in kube.dimensjoner], "linjer": linjer}
    return render(request, "statistikk/ssb_tabell.html", innhold)


@require_POST
@adgang("innlesing.les")
def ssb_hent(request: HttpRequest, navn: str) -> HttpResponseBase:
    """Fetches again. Raises Http404."""
    _finn(navn)
    try:
        utfall = hent_paa_nytt(navn=navn, av=hvem(request), forsok=2)
    except RodtraadFeil as feil:
        messages.error(request, " ".join(feil.meldinger))
    else:
        messages.success(request, _kvittering(utfall.innlesing, utfall.endringer))
    return redirect("statistikk:ssb_sporring", navn)


def _kvittering(innlesing: str | None, endringer: int) -> str:
    if innlesing is None:
        return gettext("SSB har de samme tallene som før. Ingenting er endret.")
    return ngettext("Hentet. %(antall)d tall er endret.", "Hentet. %(antall)d tall er endret.", endringer) % {
        "antall": endringer
    }


def _linjer(kube: Kube, fra: int, til: int) -> Iterator[dict[str, Any]]:
    """Cells as lines: the labels, the value or its sign, and what the sign means."""
    navn = [{k.kode: k for k in d.kategorier} for d in kube.dimensjoner]
    for celle in islice(kube.celler(), fra, til):
        kategorier = [navn[nr][kode] for nr, kode in enumerate(celle.koder)]
        yield {
            "ledd": [k.navn for k in kategorier],
            "verdi": vis_celle(celle),
            "enhet": next((k.enhet for k in kategorier if k.enhet), ""),
            "forklaring": kube.forklaring(celle.status) if celle.status else "",
        }


def _finn(navn: str) -> ssb_queries.Henteoversikt:
    henting = ssb_queries.henting(navn)
    if henting is None:
        raise Http404
    return henting

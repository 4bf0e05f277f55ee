"""The pages of published figures and of corrections laid on them (KOSTRA-05)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.hendelser.queries import hendelser_om
from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.kostra.forms import Korrigeringsskjema, Offentligskjema, Trekkskjema
from rodtraad.kostra.publiserte_queries import egen_kommune
from rodtraad.kostra.publiserte_tabeller import talltabeller
from rodtraad.statistikk.korrigering_queries import (
    Korrigeringsrad,
    hent_korrigering,
    korrigeringer,
    publisert_verdi,
)
from rodtraad.statistikk.korrigering_services import (
    KorrigeringFeil,
    legg_pa_korrigering,
    trekk_korrigering,
    velg_offentlig,
)
from rodtraad.tilgang.aktor import aktor


@require_safe
@adgang("kostra.se")
def tall(request: HttpRequest) -> HttpResponse:
    """The published tables; `?korrigert=1` with corrections, `?alle=1` with the others one compares with."""
    korrigert, alle = request.GET.get("korrigert") == "1", request.GET.get("alle") == "1"
    innhold = {
        "tabeller": talltabeller(korrigert=korrigert, bare_egne=not alle), "korrigert": korrigert, "alle": alle,
        "kan_korrigere": aktor(request).har("kostra.korriger"), "egen": egen_kommune(),
    }  # fmt: skip
    return render(request, "kostra/tall.html", innhold)


@require_safe
@adgang("kostra.se")
def liste(request: HttpRequest) -> HttpResponse:
    """Every correction, those to be looked at again first, the withdrawn last."""
    rader = sorted(korrigeringer(), key=lambda r: (r.rad.trukket is not None, not r.maa_vurderes))
    return render(request, "kostra/korrigeringer.html", {"rader": rader})


@require_safe
@adgang("kostra.se")
def korrigering(request: HttpRequest, korrigering_id: int) -> HttpResponse:
    """One correction: published, corrected, why, who, when. Raises Http404."""
    return _vis(request, _finn(korrigering_id))


def _finn(korrigering_id: int) -> Korrigeringsrad:
    rad = hent_korrigering(korrigering_id)
    if rad is None:
        raise Http404
    return rad


def _vis(request: HttpRequest, rad: Korrigeringsrad, skjema: Trekkskjema | None = None) -> HttpResponse:
    kan_endre = aktor(request).har("kostra.korriger") and rad.rad.trukket is None
    innhold = {
        "k": rad, "kan_endre": kan_endre, "historie": hendelser_om(f"kostrakorrigering:{rad.rad.pk}"),
        "skjema": skjema or (Trekkskjema(initial={"versjon": rad.rad.versjon}) if kan_endre else None),
    }  # fmt: skip
    return render(request, "kostra/korrigering.html", innhold, status=422 if skjema else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("kostra.korriger")
def ny(request: HttpRequest) -> HttpResponseBase:
    """Lays a correction on one of the municipality's own figures. Raises Http404 when it is not published."""
    datasett, nokkel, aar = (request.GET.get(navn, "") for navn in ("datasett", "nokkel", "aar"))
    funnet = publisert_verdi(datasett, nokkel, egen_kommune(), int(aar)) if aar.isdecimal() else None
    if funnet is None:
        raise Http404
    skjema = Korrigeringsskjema(request.POST or None)
    if request.method == "POST" and skjema.is_valid():
        try:
            rad = legg_pa_korrigering(
                datasett=datasett, nokkel=nokkel, kommune=egen_kommune(), aar=int(aar), av=aktor(request).av,
                **skjema.cleaned_data,
            )  # fmt: skip
        except KorrigeringFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(
                request, gettext("Korrigeringen er lagt på. Det publiserte tallet står uendret.")
            )
            return redirect("kostra:korrigering", korrigering_id=rad.pk)
    navn, verdi = funnet
    publisert = "–" if verdi is None else vis_tall(verdi)
    innhold: dict[str, Any] = {
        "tittel": gettext("Korriger %(navn)s") % {"navn": navn}, "skjema": skjema, "navn": navn, "aar": aar,
        "publisert": publisert, "tilbake": reverse("kostra:tall"),
    }  # fmt: skip
    return render(request, "kostra/ny_korrigering.html", innhold, status=422 if skjema.errors else 200)


@require_POST
@adgang("kostra.korriger")
def trekk(request: HttpRequest, korrigering_id: int) -> HttpResponseBase:
    """Takes a correction back with a reason. Raises Http404."""
    rad, skjema = _finn(korrigering_id), Trekkskjema(request.POST)
    if skjema.is_valid():
        try:
            trekk_korrigering(korrigering_id=korrigering_id, av=aktor(request).av, **skjema.cleaned_data)
        except KorrigeringFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Korrigeringen er trukket."))
            return redirect("kostra:korrigering", korrigering_id=korrigering_id)
    return _vis(request, rad, skjema)


@require_POST
@adgang("kostra.korriger")
def offentlig(request: HttpRequest, korrigering_id: int) -> HttpResponseBase:
    """Whether reports and public tables show the corrected value. Raises Http404."""
    _finn(korrigering_id)
    skjema = Offentligskjema(request.POST)
    if not skjema.is_valid():
        messages.error(request, gettext("Last siden på nytt, og prøv igjen."))
    else:
        try:
            velg_offentlig(korrigering_id=korrigering_id, av=aktor(request).av, **skjema.cleaned_data)
        except KorrigeringFeil as feil:
            messages.error(request, " ".join(feil.meldinger))
        else:
            messages.success(request, gettext("Valget er lagret."))
    return redirect("kostra:korrigering", korrigering_id=korrigering_id)

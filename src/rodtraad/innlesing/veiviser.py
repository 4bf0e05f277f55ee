"""The wizard: choose a source and files, see the trial, read in. The columns are explained in `kolonnesider`."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.innlesing import opplasting as fil
from rodtraad.innlesing import prove as proven
from rodtraad.innlesing.adkomst import er_maktkilde, min_opplasting, mine_kilder, trygg_neste
from rodtraad.innlesing.forms import Filskjema
from rodtraad.innlesing.funnliste import grupper as regelgrupper
from rodtraad.innlesing.kildekort import grupper, kildekort
from rodtraad.innlesing.models import Opplasting, Tilstand
from rodtraad.innlesing.profiler import Profilvalg, gjeldende, valg
from rodtraad.innlesing.register import finn_kilde
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.tilgang.aktor import aktor
from rodtraad.tilgang.bekreftelse import er_nylig_bekreftet, nylig_bekreftet


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("innlesing.les")
def last_opp(request: HttpRequest) -> HttpResponseBase:
    """Chooses a source, then takes files and tries them; nothing is read in yet."""
    mine = mine_kilder(request)
    kort = [kildekort(k) for k in mine]
    onsket = request.POST.get("kilde") or request.GET.get("kilde", "")
    valgt = next((k for k in kort if k.navn == onsket), None)
    if request.method != "POST" and valgt is None:
        neste = trygg_neste(request, request.GET.get("neste", ""))
        return render(request, "innlesing/velg_kilde.html", {"grupper": grupper(mine), "neste": neste})
    profiler = (
        {str(p.pk): valg(p) for p in gjeldende([valgt.navn])}
        if valgt is not None and valgt.tar_profil
        else {}
    )
    skjema = Filskjema(
        request.POST or None, request.FILES or None, kort=kort, valgt=valgt,
        profiler=[(pk, p.navn) for pk, p in profiler.items()], initial=_forslag(request),
    )  # fmt: skip
    if request.method == "POST" and skjema.is_valid():
        try:
            ny = fil.ta_imot(_sending(request, skjema.cleaned_data, profiler))
        except RodtraadFeil as feil:
            skjema.add_error("fil", list(feil.meldinger))
        else:
            return redirect(_neste_steg(ny), opplasting_id=ny.pk)
    return render(request, "innlesing/last_opp.html", {"skjema": skjema, "kort": valgt})


@require_safe
@adgang("innlesing.les")
def prove(request: HttpRequest, opplasting_id: str) -> HttpResponseBase:
    """What the trial of a file found: totals, what is replaced, and every finding. Raises Http404."""
    rad = min_opplasting(request, opplasting_id)
    if rad.tilstand == Tilstand.LEST_INN:
        return _kvitter(request, rad)
    if rad.tilstand == Tilstand.KARTLEGGES:
        return redirect("innlesing:kolonner", opplasting_id=rad.pk)
    alvor, sok = request.GET.get("alvor", ""), request.GET.get("sok", "")[:100]
    return render(request, "innlesing/prove.html", {
        "opplasting": rad, "resultat": rad.resultat, "kort": kildekort(finn_kilde(rad.kilde)),
        "grupper": regelgrupper(rad.resultat, alvor=alvor, sok=sok), "alvor": alvor, "sok": sok,
        "antall_funn": sum(rad.resultat.get("antall_per_regel", {}).values()),
    })  # fmt: skip


@require_safe
@adgang("innlesing.les")
def tilstand(request: HttpRequest, opplasting_id: str) -> HttpResponse:
    """Where a file the worker has stands: a fragment asked for again and again, until there is something to see."""
    rad = min_opplasting(request, opplasting_id)
    if not rad.er_under_arbeid:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "innlesing/_under_arbeid.html", {"opplasting": rad})


@require_safe
@adgang("innlesing.les")
def funn_csv(request: HttpRequest, opplasting_id: str) -> FileResponse:
    """Every finding of the trial as CSV. Raises Http404."""
    rad = min_opplasting(request, opplasting_id)
    liste = fil.mappe(rad) / proven.FUNN
    if not liste.is_file():
        raise Http404
    return FileResponse(
        liste.open("rb"), as_attachment=True, filename="funn.csv", content_type="text/csv; charset=utf-8"
    )


@require_POST
@adgang("innlesing.les")
def prov_igjen(request: HttpRequest, opplasting_id: str) -> HttpResponseBase:
    """Tries the file again, told what it does to figures already there."""
    rad = min_opplasting(request, opplasting_id)
    svar = request.POST.get("ved_overlapp", "")
    if svar not in {"", "erstatt", "tillegg"} or not rad.resultat.get("kan_erstatte"):
        return redirect("innlesing:prove", opplasting_id=rad.pk)
    try:
        proven.prov_igjen(opplasting=rad, av=aktor(request).av, ved_overlapp=svar)
    except RodtraadFeil as feil:
        return _bort(request, feil)
    return redirect("innlesing:prove", opplasting_id=rad.pk)


@require_POST
@adgang("innlesing.les")
def les_inn(request: HttpRequest, opplasting_id: str) -> HttpResponseBase:
    """Reads in what was tried."""
    rad = min_opplasting(request, opplasting_id)
    if er_maktkilde(rad.kilde) and not er_nylig_bekreftet(request):
        return nylig_bekreftet(les_inn)(request, opplasting_id)
    if rad.tilstand != Tilstand.PROVD:
        return redirect("innlesing:prove", opplasting_id=rad.pk)
    try:
        resultat = proven.les_inn_opplastet(
            opplasting=rad, av=aktor(request).av, bekreftet=request.POST.get("bekreft") == "ja"
        )
    except RodtraadFeil as feil:
        return _bort(request, feil)
    if resultat is None:
        return redirect("innlesing:prove", opplasting_id=rad.pk)
    if resultat.har_feil:
        messages.error(request, gettext("Noe har endret seg siden prøven. Ingenting er lest inn."))
        return redirect("innlesing:prove", opplasting_id=rad.pk)
    return _kvitter(request, rad)


@require_POST
@adgang("innlesing.les")
def forkast(request: HttpRequest, opplasting_id: str) -> HttpResponseBase:
    """Throws the file away."""
    rad = min_opplasting(request, opplasting_id)
    fil.forkast(opplasting=rad, av=aktor(request).av)
    messages.success(request, gettext("Filen er forkastet. Ingenting er lest inn."))
    return redirect(trygg_neste(request, rad.neste) or "innlesing:liste")


def _sending(request: HttpRequest, data: dict[str, Any], profiler: dict[str, Profilvalg]) -> fil.Sending:
    return fil.Sending(
        kilde=data["kilde"], filer=[(f.name, f.chunks()) for f in data["fil"]], aar=data.get("aar"),
        bruker_id=request.user.pk or 0, av=aktor(request).av, profil=profiler.get(data.get("profil", "")),
        neste=trygg_neste(request, data["neste"]),
    )  # fmt: skip


def _neste_steg(rad: Opplasting) -> str:
    return "innlesing:kolonner" if rad.tilstand == Tilstand.KARTLEGGES else "innlesing:prove"


def _kvitter(request: HttpRequest, rad: Opplasting) -> HttpResponseBase:
    """To the receipt, or to where the person came from."""
    uendret = rad.resultat.get("uendret")
    messages.success(
        request, gettext("Filen var lest inn fra før.") if uendret else gettext("Filen er lest inn.")
    )
    neste = trygg_neste(request, rad.neste)
    return redirect(neste) if neste else redirect("innlesing:vis", rad.innlesing_id)


def _bort(request: HttpRequest, feil: RodtraadFeil) -> HttpResponseBase:
    for melding in feil.meldinger:
        messages.error(request, melding)
    return redirect("innlesing:last_opp")


def _forslag(request: HttpRequest) -> dict[str, str]:
    return {navn: request.GET.get(navn, "")[:200] for navn in ("kilde", "neste", "aar", "profil")}

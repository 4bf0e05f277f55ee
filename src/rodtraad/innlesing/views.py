"""Files from the browser: send, see what a trial finds, read in, withdraw."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang, slipper_inn
from rodtraad.innlesing import opplasting as fil
from rodtraad.innlesing import services
from rodtraad.innlesing.forms import Filskjema, Trekkskjema
from rodtraad.innlesing.kilde import Kilde
from rodtraad.innlesing.models import Opplasting
from rodtraad.innlesing.queries import Innlesingspost, innlesinger, opplastet_av
from rodtraad.innlesing.register import alle_kilder
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.tilgang.aktor import aktor
from rodtraad.tilgang.bekreftelse import er_nylig_bekreftet, nylig_bekreftet

PER_SIDE = 50


@require_safe
@adgang("innlesing.se")
def liste(request: HttpRequest) -> HttpResponse:
    """Every import, the newest first."""
    side = Paginator(innlesinger()[::-1], PER_SIDE).get_page(request.GET.get("side"))
    innhold = {"side": side, "kan_lese": slipper_inn("innlesing.les", request)}
    return render(request, "innlesing/liste.html", innhold)


@require_safe
@adgang("innlesing.se")
def vis(request: HttpRequest, innlesing_id: str) -> HttpResponse:
    """One import: what came in, from where, whether it counts. Raises Http404."""
    return _vis(request, _finn(innlesing_id), Trekkskjema())


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("innlesing.les")
def last_opp(request: HttpRequest) -> HttpResponseBase:
    """Takes a file and tries it; nothing is read in yet."""
    kilder = mine_kilder(request)
    skjema = Filskjema(request.POST or None, request.FILES or None, kilder=kilder, initial=_forslag(request))
    if request.method == "POST" and skjema.is_valid():
        d, hvem = skjema.cleaned_data, aktor(request)
        try:
            ny = fil.ta_imot(
                kilde=d["kilde"], navn=d["fil"].name, biter=d["fil"].chunks(), bruker_id=request.user.pk or 0,
                aar=d["aar"], neste=trygg_neste(request, d["neste"]), av=hvem.av,
            )  # fmt: skip
        except RodtraadFeil as feil:
            skjema.add_error("fil", list(feil.meldinger))
        else:
            return redirect("innlesing:prove", opplasting_id=ny.pk)
    return render(request, "innlesing/last_opp.html", {"skjema": skjema})


@require_safe
@adgang("innlesing.les")
def prove(request: HttpRequest, opplasting_id: str) -> HttpResponse:
    """What the trial of a file found: totals, and every finding with its row and what to do. Raises Http404."""
    rad = _min(request, opplasting_id)
    return render(request, "innlesing/prove.html", {"opplasting": rad, "resultat": rad.resultat})


@require_POST
@adgang("innlesing.les")
def les_inn(request: HttpRequest, opplasting_id: str) -> HttpResponseBase:
    """Reads in what was tried."""
    rad = _min(request, opplasting_id)
    if fil.rett_for(rad.kilde) != "innlesing.les" and not er_nylig_bekreftet(request):
        return nylig_bekreftet(les_inn)(request, opplasting_id)
    try:
        resultat = fil.les_inn_opplastet(
            opplasting=rad, av=aktor(request).av, bekreftet=request.POST.get("bekreft") == "ja"
        )
    except RodtraadFeil as feil:
        for melding in feil.meldinger:
            messages.error(request, melding)
        return redirect("innlesing:last_opp")
    if resultat.har_feil:
        messages.error(request, gettext("Noe har endret seg siden prøven. Ingenting er lest inn."))
        return redirect("innlesing:prove", opplasting_id=rad.pk)
    melding = gettext("Filen var lest inn fra før.") if resultat.uendret else gettext("Filen er lest inn.")
    messages.success(request, melding)
    return redirect(trygg_neste(request, rad.neste)) if rad.neste else redirect("innlesing:vis", resultat.id)


@require_POST
@adgang("innlesing.les")
def forkast(request: HttpRequest, opplasting_id: str) -> HttpResponseBase:
    """Throws the file away."""
    rad = _min(request, opplasting_id)
    fil.forkast(opplasting=rad, av=aktor(request).av)
    messages.success(request, gettext("Filen er forkastet. Ingenting er lest inn."))
    return redirect(trygg_neste(request, rad.neste) or "innlesing:liste")


@require_POST
@adgang("innlesing.les")
def trekk(request: HttpRequest, innlesing_id: str) -> HttpResponseBase:
    """Withdraws an import; what it replaced counts again."""
    post, skjema = _finn(innlesing_id), Trekkskjema(request.POST)
    _krev_rett(request, post.kilde)
    if fil.rett_for(post.kilde) != "innlesing.les" and not er_nylig_bekreftet(request):
        return nylig_bekreftet(trekk)(request, innlesing_id)
    if skjema.is_valid():
        try:
            services.trekk_tilbake(post.id, av=aktor(request).av, **skjema.cleaned_data)
        except RodtraadFeil as feil:
            messages.error(request, " ".join(feil.meldinger))
            return redirect("innlesing:vis", post.id)
        else:
            messages.success(request, gettext("Innlesingen er trukket tilbake."))
            return redirect(trygg_neste(request, request.POST.get("neste", "")) or "innlesing:liste")
    return _vis(request, post, skjema)


def mine_kilder(request: HttpRequest) -> list[Kilde]:
    """The sources the asker may read from."""
    return [k for k in alle_kilder() if slipper_inn(fil.rett_for(k.navn), request)]


def trygg_neste(request: HttpRequest, adresse: str) -> str:
    """The address if it is a work page here, else blank."""
    her = url_has_allowed_host_and_scheme(adresse, {request.get_host()}, require_https=request.is_secure())
    return adresse if her and adresse.startswith("/arbeid/") else ""


def _min(request: HttpRequest, opplasting_id: str) -> Opplasting:
    rad = opplastet_av(request.user.pk, opplasting_id)
    if rad is None:
        raise Http404
    _krev_rett(request, rad.kilde)
    return rad


def _krev_rett(request: HttpRequest, kilde: str) -> None:
    if not slipper_inn(fil.rett_for(kilde), request):
        raise PermissionDenied


def _finn(innlesing_id: str) -> Innlesingspost:
    poster = innlesinger([innlesing_id])
    if not poster:
        raise Http404
    return poster[0]


def _vis(request: HttpRequest, post: Innlesingspost, skjema: Trekkskjema) -> HttpResponse:
    kan = post.status == "gyldig" and slipper_inn("innlesing.les", request) and post.kilde in {
        k.navn for k in mine_kilder(request)
    }  # fmt: skip
    return render(request, "innlesing/vis.html", {"post": post, "skjema": skjema, "kan_trekke": kan})


def _forslag(request: HttpRequest) -> dict[str, str]:
    return {navn: request.GET.get(navn, "")[:200] for navn in ("kilde", "neste")}

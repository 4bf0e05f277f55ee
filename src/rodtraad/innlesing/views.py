"""What has been read in: the list, one import with where it came from, and its withdrawal."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from rodtraad.hendelser.adgang import adgang, slipper_inn
from rodtraad.innlesing import services
from rodtraad.innlesing.adkomst import er_maktkilde, krev_rett, mine_kilder, trygg_neste
from rodtraad.innlesing.filinnhold import trygt_navn
from rodtraad.innlesing.forms import Trekkskjema, Utvalgsskjema
from rodtraad.innlesing.kildekort import kildekort, titler
from rodtraad.innlesing.prove import totaler_i_ord
from rodtraad.innlesing.queries import (
    Innlesingspost,
    brukere_som_har_lest,
    innlesinger,
    mine_ventende,
    statuser,
    utvalg,
)
from rodtraad.innlesing.register import alle_kilder
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.tilgang.aktor import aktor
from rodtraad.tilgang.bekreftelse import er_nylig_bekreftet, nylig_bekreftet

PER_SIDE = 50


@require_safe
@adgang("innlesing.se")
def liste(request: HttpRequest) -> HttpResponse:
    """Every import, the newest first, and those of one's own files that are not read in yet."""
    kilder = titler(alle_kilder())
    skjema = Utvalgsskjema(
        request.GET, kilder=list(kilder.items()), brukere=brukere_som_har_lest(), statuser=statuser()
    )
    valgt = skjema.cleaned_data if skjema.is_valid() else {}
    side = Paginator(utvalg(**valgt), PER_SIDE).get_page(request.GET.get("side"))
    return render(request, "innlesing/liste.html", {
        "side": side, "skjema": skjema, "filtrert": any(valgt.values()),
        "rader": [(post, kilder.get(post.kilde, post.kilde)) for post in side.object_list],
        "kan_lese": slipper_inn("innlesing.les", request), "ventende": mine_ventende(request.user.pk),
    })  # fmt: skip


@require_safe
@adgang("innlesing.se")
def vis(request: HttpRequest, innlesing_id: str) -> HttpResponse:
    """One import: what came in, from where, whether it counts. Raises Http404."""
    return _vis(request, _finn(innlesing_id), Trekkskjema())


@require_safe
@adgang("innlesing.se")
def profilen(request: HttpRequest, innlesing_id: str) -> HttpResponse:  # noqa: ARG001 - the rule asks it
    """The profile an import was read through, as it was. Raises Http404."""
    post = _finn(innlesing_id)
    if not post.profiltekst:
        raise Http404
    navn = trygt_navn(post.profil).removesuffix(".yaml")
    return HttpResponse(
        post.profiltekst, content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{navn}.yaml"'},
    )  # fmt: skip


@require_POST
@adgang("innlesing.les")
def trekk(request: HttpRequest, innlesing_id: str) -> HttpResponseBase:
    """Withdraws an import; what it replaced counts again."""
    post, skjema = _finn(innlesing_id), Trekkskjema(request.POST)
    krev_rett(request, post.kilde)
    if er_maktkilde(post.kilde) and not er_nylig_bekreftet(request):
        return nylig_bekreftet(trekk)(request, innlesing_id)
    if not skjema.is_valid():
        return _vis(request, post, skjema)
    try:
        tilbake = services.trekk_tilbake(post.id, av=aktor(request).av, **skjema.cleaned_data)
    except RodtraadFeil as feil:
        messages.error(request, " ".join(feil.meldinger))
        return redirect("innlesing:vis", post.id)
    messages.success(request, gettext("Innlesingen er trukket tilbake."))
    if tilbake:
        messages.info(request, gettext("Gjelder igjen: %(ider)s.") % {"ider": ", ".join(tilbake)})
    neste = trygg_neste(request, request.POST.get("neste", ""))
    return redirect(neste) if neste else redirect("innlesing:vis", post.id)


def _finn(innlesing_id: str) -> Innlesingspost:
    poster = innlesinger([innlesing_id])
    if not poster:
        raise Http404
    return poster[0]


def _vis(request: HttpRequest, post: Innlesingspost, skjema: Trekkskjema) -> HttpResponse:
    kan = post.status == "gyldig" and slipper_inn("innlesing.les", request) and post.kilde in {
        k.navn for k in mine_kilder(request)
    }  # fmt: skip
    erstattet = innlesinger(post.erstatter) if post.erstatter else ()
    return render(request, "innlesing/vis.html", {
        "post": post, "skjema": skjema, "kan_trekke": kan, "erstattet": erstattet,
        "kan_lese": slipper_inn("innlesing.les", request), "totaler": totaler_i_ord(post.kontrolltotaler),
        "kort": next((kildekort(k) for k in alle_kilder() if k.navn == post.kilde), None),
    }, status=422 if skjema.errors else 200)  # fmt: skip

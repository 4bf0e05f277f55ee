"""The saved column profiles: list, versions, download, upload, archive."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang, slipper_inn
from rodtraad.innlesing.adkomst import krev_rett, mine_kilder
from rodtraad.innlesing.filinnhold import trygt_navn
from rodtraad.innlesing.forms import Profilskjema
from rodtraad.innlesing.kildekort import kildekort, titler
from rodtraad.innlesing.models import Profilversjon
from rodtraad.innlesing.profiler import arkiver_profil, gjeldende, lagre_profil, valg
from rodtraad.innlesing.queries import innlesinger_gjennom, profilversjon, versjoner_av
from rodtraad.innlesing.register import alle_kilder
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.tilgang.aktor import aktor


@require_safe
@adgang("innlesing.se")
def profiler(request: HttpRequest) -> HttpResponse:
    """Every profile in use, by source."""
    kilder = titler(alle_kilder())
    rader = gjeldende(list(kilder))
    return render(request, "innlesing/profiler.html", {
        "profiler": [(rad, kilder.get(rad.kilde, rad.kilde)) for rad in rader],
        "kan_lese": slipper_inn("innlesing.les", request),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("innlesing.les")
def profil_ny(request: HttpRequest) -> HttpResponseBase:
    """Takes a profile from a file, as a new one or a new version."""
    kort = [k for k in map(kildekort, mine_kilder(request)) if k.tar_profil]
    skjema = Profilskjema(request.POST or None, request.FILES or None, kort=kort)
    if request.method == "POST" and skjema.is_valid():
        data = skjema.cleaned_data
        try:
            ny = lagre_profil(kilde=data["kilde"], navn=data["navn"], tekst=data["fil"], av=aktor(request).av)
        except RodtraadFeil as feil:
            skjema.add_error("fil", list(feil.meldinger))
        else:
            messages.success(request, gettext("Profilen er lagret som «%(navn)s».") % {"navn": valg(ny).navn})
            return redirect("innlesing:profil", profil_id=ny.pk)
    return render(
        request, "innlesing/profil_ny.html", {"skjema": skjema}, status=422 if skjema.errors else 200
    )


@require_safe
@adgang("innlesing.se")
def profil(request: HttpRequest, profil_id: int) -> HttpResponse:
    """One version of a profile, its other versions, and what was read in through it. Raises Http404."""
    rad = _finn(profil_id)
    navn = trygt_navn(valg(rad).navn)
    return render(request, "innlesing/profil.html", {
        "profil": rad, "versjoner": versjoner_av(rad), "tittel": titler(alle_kilder()).get(rad.kilde, rad.kilde),
        "innlesinger": innlesinger_gjennom(rad.kilde, f"{navn}.yaml"),
        "kan_lese": slipper_inn("innlesing.les", request),
    })  # fmt: skip


@require_safe
@adgang("innlesing.se")
def profil_fil(request: HttpRequest, profil_id: int) -> HttpResponse:  # noqa: ARG001 - the rule asks it
    """The profile as YAML, for another installation or the command line. Raises Http404."""
    rad = _finn(profil_id)
    navn = trygt_navn(valg(rad).navn)
    return HttpResponse(
        rad.tekst, content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{navn}.yaml"'},
    )  # fmt: skip


@require_POST
@adgang("innlesing.les")
def profil_arkiver(request: HttpRequest, profil_id: int) -> HttpResponseBase:
    """The profile is no longer offered. Raises Http404."""
    rad = _finn(profil_id)
    krev_rett(request, rad.kilde)
    arkiver_profil(versjon=rad, av=aktor(request).av)
    messages.success(request, gettext("Profilen brukes ikke lenger. Det som er lest inn gjennom den, står."))
    return redirect("innlesing:profiler")


def _finn(profil_id: int) -> Profilversjon:
    rad = profilversjon(profil_id)
    if rad is None:
        raise Http404
    return rad

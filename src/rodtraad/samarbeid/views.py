"""Pages of shared services."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.organisasjon.queries import enheter_paa
from rodtraad.samarbeid import services
from rodtraad.samarbeid.fordeling import vis_tusen
from rodtraad.samarbeid.forms import Nokkelskjema, Tjenesteskjema
from rodtraad.samarbeid.models import Fellestjeneste
from rodtraad.samarbeid.queries import (
    fellestjenester,
    hent_nokkel,
    hent_tjeneste,
    kommunene,
    nokkelhistorie,
    rapport,
    regnskapsaar,
)
from rodtraad.tilgang.aktor import aktor

SE_TALL, FORVALT = "tall.se", "organisasjon.forvalt"


@require_safe
@adgang("organisasjon.se")
def liste(request: HttpRequest) -> HttpResponse:
    """Shared services with host, partners and agreement (ORG-10)."""
    hvem = aktor(request)
    rader = [(t, hvem.gjelder(SE_TALL, t.enhet)) for t in fellestjenester()]
    return render(request, "samarbeid/liste.html", {"rader": rader, "kan_forvalte": hvem.har(FORVALT)})


@require_safe
@adgang(SE_TALL)
def tjeneste(request: HttpRequest, tjeneste_id: int) -> HttpResponse:
    """The report of a shared service: cost, key, each one's share, and what a proposed key would change (ORG-10)."""
    rad, hvem = _finn(tjeneste_id), aktor(request)
    hvem.krev(SE_TALL, rad.enhet)
    aarene = regnskapsaar()
    valgt = request.GET.get("aar", "")
    aar = next((a for a in aarene if str(a) == valgt), aarene[0] if aarene else timezone.localdate().year)
    bilde = rapport(rad, aar)
    innhold = {
        "tjeneste": rad, "rapport": bilde, "aarene": aarene, "kostnad": vis_tusen(bilde.kostnad),
        "nokler": nokkelhistorie(rad), "kan_foresla": hvem.gjelder(FORVALT, rad.enhet),
        "kan_vedta": hvem.gjelder(FORVALT, None),
    }  # fmt: skip
    return render(request, "samarbeid/tjeneste.html", innhold)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(FORVALT)
def ny(request: HttpRequest) -> HttpResponseBase:
    """Registers a shared service of a virksomhet one may change."""
    hvem = aktor(request)
    enheter = [
        (e.kode, f"{e.kode} {e.navn}")
        for e in enheter_paa(timezone.localdate())
        if e.nivaa == "virksomhet" and hvem.gjelder(FORVALT, (e.nivaa, e.kode))
    ]
    skjema = Tjenesteskjema(request.POST or None, enheter=enheter)
    if request.method == "POST" and skjema.is_valid():
        try:
            services.opprett_fellestjeneste(av=hvem.av, **skjema.cleaned_data)
        except RodtraadFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Samarbeidet er opprettet."))
            return redirect("samarbeid:liste")
    return _skjemaside(request, gettext("Nytt samarbeid"), skjema, reverse("samarbeid:liste"))


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(FORVALT)
def foresla(request: HttpRequest, tjeneste_id: int) -> HttpResponseBase:
    """Proposes a cost key."""
    rad, hvem = _finn(tjeneste_id), aktor(request)
    hvem.krev(FORVALT, rad.enhet)
    skjema, tilbake = Nokkelskjema(request.POST or None, kommuner=kommunene(rad)), _siden(rad.pk)
    if request.method == "POST" and skjema.is_valid():
        try:
            services.foresla_nokkel(
                tjeneste_id=rad.pk, fra_aar=skjema.cleaned_data["fra_aar"], andeler=skjema.andeler,
                begrunnelse=skjema.cleaned_data["begrunnelse"], av=hvem.av,
            )  # fmt: skip
        except RodtraadFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Nøkkelen er foreslått. Den gjelder når den er vedtatt."))
            return redirect(tilbake)
    return _skjemaside(request, gettext("Ny fordelingsnøkkel for %(t)s") % {"t": rad.navn}, skjema, tilbake)


@require_POST
@adgang(FORVALT)
def avgjor(request: HttpRequest, nokkel_id: int, svar: str) -> HttpResponseBase:
    """Approves (`vedta`) or turns down (`forkast`) a proposed key; needs the right for the whole municipality."""
    gjor = {"vedta": services.vedta_nokkel, "forkast": services.forkast_nokkel}.get(svar)
    nokkel = hent_nokkel(nokkel_id)
    if nokkel is None or gjor is None:
        raise Http404
    hvem = aktor(request)
    hvem.krev(FORVALT, None)
    try:
        gjor(nokkel_id=nokkel.pk, av=hvem.av)
    except RodtraadFeil as feil:
        messages.error(request, " ".join(feil.meldinger))
    return redirect(_siden(nokkel.tjeneste_id) if hvem.har(SE_TALL) else "samarbeid:liste")


def _finn(tjeneste_id: int) -> Fellestjeneste:
    rad = hent_tjeneste(tjeneste_id)
    if rad is None:
        raise Http404
    return rad


def _siden(tjeneste_id: int) -> str:
    return reverse("samarbeid:tjeneste", args=[tjeneste_id])


def _skjemaside(request: HttpRequest, tittel: str, skjema: Form, tilbake: str) -> HttpResponse:
    innhold = {"tittel": tittel, "skjema": skjema, "tilbake": tilbake}
    return render(request, "web/skjemaside.html", innhold, status=422 if skjema.errors else 200)

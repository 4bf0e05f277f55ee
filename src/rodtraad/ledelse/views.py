"""Pages of the letter of assignment."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.ledelse.adkomst import FORVALT_AVTALER, finn_brev, skriver_brev
from rodtraad.ledelse.feil import LedelseFeil
from rodtraad.ledelse.forms import Aarsskjema, Brevskjema, Grunnskjema, Rettetskjema, Satsingsrader
from rodtraad.ledelse.models import Oppdragsbrev
from rodtraad.ledelse.queries import brevene, versjoner_av
from rodtraad.ledelse.services import lagre_brev, ny_versjon, nytt_brev, send_brev
from rodtraad.tilgang.aktor import aktor


@require_safe
@adgang("aarshjul.se")
def brevliste(request: HttpRequest) -> HttpResponse:
    """Every letter, the latest first (HJUL-09)."""
    return _liste(request, Aarsskjema(initial={"aar": timezone.localdate().year}))


def _liste(request: HttpRequest, skjema: Form) -> HttpResponse:
    kan_skrive = skriver_brev(aktor(request))
    innhold = {"brev": brevene(ogsaa_utkast=kan_skrive), "kan_skrive": kan_skrive, "skjema": skjema}
    return render(request, "ledelse/brevliste.html", innhold, status=422 if skjema.errors else 200)


@require_POST
@adgang(FORVALT_AVTALER)
def begynn_brev(request: HttpRequest) -> HttpResponseBase:
    """Begins the letter of a year, copied from the last."""
    aktor(request).krev(FORVALT_AVTALER, None)
    skjema = Aarsskjema(request.POST)
    if skjema.is_valid():
        try:
            nytt = nytt_brev(aar=skjema.cleaned_data["aar"], av=aktor(request).av)
        except LedelseFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            return redirect("ledelse:skriv_brev", brev_id=nytt.pk)
    return _liste(request, skjema)


@require_safe
@adgang("aarshjul.se")
def brev(request: HttpRequest, brev_id: int) -> HttpResponse:
    """One letter, as it is printed."""
    return _brevside(request, finn_brev(request, brev_id))


def _brevside(request: HttpRequest, rad: Oppdragsbrev, skjema: Form | None = None) -> HttpResponse:
    kan_skrive = skriver_brev(aktor(request))
    versjoner = [v for v in versjoner_av(rad.aar) if kan_skrive or v.status == "sendt"]
    innhold = {"brev": rad, "kan_skrive": kan_skrive, "versjoner": versjoner, "skjema": skjema or Grunnskjema(),
               "nyeste": versjoner[0].pk == rad.pk}  # fmt: skip
    return render(request, "ledelse/brev.html", innhold, status=422 if skjema else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(FORVALT_AVTALER)
def skriv_brev(request: HttpRequest, brev_id: int) -> HttpResponseBase:
    """Writes a draft: title, text, focus areas."""
    rad = finn_brev(request, brev_id, skriv=True)
    start = {"rettet": rad.rettet, "tittel": rad.tittel, "tekst": rad.tekst}
    skjema = Brevskjema(request.POST or None, initial=start)
    rader = Satsingsrader(request.POST or None, initial=list(rad.satsinger.values("tittel", "tekst")))
    if request.method == "POST" and skjema.is_valid() and rader.is_valid():
        try:
            lagre_brev(
                brev_id=rad.pk,
                satsinger=tekstrader(rader, "tekst"),
                av=aktor(request).av,
                **skjema.cleaned_data,
            )
        except LedelseFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Brevet er lagret."))
            return redirect("ledelse:brev", brev_id=rad.pk)
    innhold = {"brev": rad, "skjema": skjema, "rader": rader}
    return render(request, "ledelse/skriv_brev.html", innhold, status=422 if skjema.errors else 200)


@require_POST
@adgang(FORVALT_AVTALER)
def send(request: HttpRequest, brev_id: int) -> HttpResponseBase:
    """Sends a draft; it is frozen from now."""
    rad, skjema = finn_brev(request, brev_id, skriv=True), Rettetskjema(request.POST)
    if not skjema.is_valid():
        return _brevside(request, rad, skjema)
    try:
        antall = send_brev(brev_id=rad.pk, av=aktor(request).av, **skjema.cleaned_data)
    except LedelseFeil as feil:
        messages.error(request, " ".join(feil.meldinger))
    else:
        svar = ngettext("Brevet er sendt til %(n)s leder.", "Brevet er sendt til %(n)s ledere.", antall)
        messages.success(request, svar % {"n": antall})
    return redirect("ledelse:brev", brev_id=rad.pk)


@require_POST
@adgang(FORVALT_AVTALER)
def versjoner(request: HttpRequest, brev_id: int) -> HttpResponseBase:
    """Begins a new version of a sent letter, with a reason."""
    rad, skjema = finn_brev(request, brev_id, skriv=True), Grunnskjema(request.POST)
    if skjema.is_valid():
        try:
            ny = ny_versjon(brev_id=rad.pk, av=aktor(request).av, **skjema.cleaned_data)
        except LedelseFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            return redirect("ledelse:skriv_brev", brev_id=ny.pk)
    return _brevside(request, rad, skjema)


def tekstrader(rader: Any, andre: str) -> list[tuple[str, str]]:
    """The typed rows as (tittel, second field), in order."""
    return [(r.get("tittel", ""), r.get(andre, "")) for r in rader.cleaned_data]

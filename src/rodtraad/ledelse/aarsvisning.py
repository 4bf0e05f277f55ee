"""Pages of the duties of a year and of closing it."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.ledelse.aarsslutt import avslutt_aar, gjenaapne_aar, registrer_rapport, trekk_rapport
from rodtraad.ledelse.feil import LedelseFeil
from rodtraad.ledelse.forms import Avslutningsskjema, Grunnskjema, Rapportskjema
from rodtraad.ledelse.plikter import plikter
from rodtraad.ledelse.queries import (
    avslutning,
    avslutninger,
    hent_pliktrapport,
    pliktrapporter,
    pliktstatuser,
)
from rodtraad.tilgang.aktor import aktor

RETT = "aarshjul.forvalt"
FORSTE, SISTE = 2000, 2100


@require_safe
@adgang("aarshjul.se")
def i_aar(_request: HttpRequest) -> HttpResponseBase:
    """To the year that is to be closed: last year until the end of June, then this year."""
    i_dag = timezone.localdate()
    aar = i_dag.year - 1 if i_dag.month <= 6 else i_dag.year  # noqa: PLR2004 - June
    return redirect("ledelse:aaret", aar=aar)


@require_safe
@adgang("aarshjul.se")
def aaret(request: HttpRequest, aar: int) -> HttpResponse:
    """What the year owes, what is registered, and whether it is closed (HJUL-06)."""
    return _vis(request, aar)


def _vis(
    request: HttpRequest, aar: int, avslutt_: Form | None = None, aapne: Form | None = None
) -> HttpResponse:
    if not FORSTE <= aar <= SISTE:
        raise Http404
    skjema = avslutt_ or aapne
    innhold = {
        "aar": aar, "statuser": pliktstatuser(aar),
        "rapporter": [(r, plikter().get(r.plikt)) for r in pliktrapporter(aar)],
        "avslutning": avslutning(aar), "historie": avslutninger(aar), "kan_endre": aktor(request).gjelder(RETT, None),
        "avslutt": avslutt_ or Avslutningsskjema(), "aapne": aapne or Grunnskjema(), "fjor": aar - 1, "neste": aar + 1,
    }  # fmt: skip
    return render(request, "ledelse/aaret.html", innhold, status=422 if skjema else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(RETT)
def ny_rapport(request: HttpRequest, aar: int) -> HttpResponseBase:
    """Registers a report to the council."""
    skjema = Rapportskjema(
        request.POST or None, plikter=[(s.plikt.id, s.plikt.navn) for s in pliktstatuser(aar)]
    )
    if request.method == "POST" and skjema.is_valid():
        try:
            registrer_rapport(aar=aar, av=aktor(request).av, **skjema.cleaned_data)
        except LedelseFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Rapporten er registrert."))
            return redirect("ledelse:aaret", aar=aar)
    return _skjemaside(request, gettext("Registrer rapport for %(aar)s") % {"aar": aar}, skjema, aar)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(RETT)
def trekk(request: HttpRequest, rapport_id: int) -> HttpResponseBase:
    """Withdraws a report registered wrongly."""
    rad = hent_pliktrapport(rapport_id)
    if rad is None:
        raise Http404
    skjema = Grunnskjema(request.POST or None)
    if request.method == "POST" and skjema.is_valid():
        try:
            trekk_rapport(rapport_id=rad.pk, av=aktor(request).av, **skjema.cleaned_data)
        except LedelseFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Rapporten er trukket."))
            return redirect("ledelse:aaret", aar=rad.aar)
    return _skjemaside(request, gettext("Trekk %(rapport)s") % {"rapport": rad}, skjema, rad.aar)


@require_POST
@adgang(RETT)
def avslutt(request: HttpRequest, aar: int) -> HttpResponseBase:
    """Closes the year; what is missing must be confirmed."""
    skjema = Avslutningsskjema(request.POST)
    if _utfor(skjema, lambda **data: avslutt_aar(aar=aar, av=aktor(request).av, **data)):
        messages.success(request, gettext("Året %(aar)s er avsluttet.") % {"aar": aar})
        return redirect("ledelse:aaret", aar=aar)
    return _vis(request, aar, avslutt_=skjema)


@require_POST
@adgang(RETT)
def gjenaapne(request: HttpRequest, aar: int) -> HttpResponseBase:
    """Opens a closed year again."""
    skjema = Grunnskjema(request.POST)
    if _utfor(skjema, lambda **data: gjenaapne_aar(aar=aar, av=aktor(request).av, **data)):
        messages.success(request, gettext("Året %(aar)s er åpnet igjen.") % {"aar": aar})
        return redirect("ledelse:aaret", aar=aar)
    return _vis(request, aar, aapne=skjema)


def _utfor(skjema: Form, tjeneste: Any) -> bool:
    if not skjema.is_valid():
        return False
    try:
        tjeneste(**skjema.cleaned_data)
    except LedelseFeil as feil:
        skjema.add_error(None, list(feil.meldinger))
        return False
    return True


def _skjemaside(request: HttpRequest, tittel: str, skjema: Form, aar: int) -> HttpResponse:
    innhold = {"tittel": tittel, "skjema": skjema, "tilbake": reverse("ledelse:aaret", args=[aar])}
    return render(request, "web/skjemaside.html", innhold, status=422 if skjema.errors else 200)

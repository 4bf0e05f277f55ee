"""The pages of drafts to the council (KOSTRA-06)."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.hendelser.queries import hendelser_om
from rodtraad.kostra.feil import KostraFeil
from rodtraad.kostra.forms import Oversendelsesskjema, Unodvendigskjema, Utkastskjema
from rodtraad.kostra.grenser import endringsgrenser
from rodtraad.kostra.models import Orienteringsutkast, Utkaststatus
from rodtraad.kostra.orientering_queries import VESENTLIGE, hent_utkast, sammenligninger
from rodtraad.kostra.orientering_queries import utkast as alle_utkast
from rodtraad.kostra.orientering_services import lag_utkast, legg_fram, sett_til_side, skriv_utkast
from rodtraad.tilgang.aktor import aktor

SKRIV = "kostra.avstem"
_HANDLINGER = {
    "skriv": (Utkastskjema, skriv_utkast),
    "legg-fram": (Oversendelsesskjema, legg_fram),
    "legg-bort": (Unodvendigskjema, sett_til_side),
}


@require_safe
@adgang("kostra.se")
def liste(request: HttpRequest) -> HttpResponse:
    """The drafts, and what has been compared."""
    innhold = {
        "utkast": alle_utkast(), "sammenligninger": sammenligninger(), "kan_lage": aktor(request).har(SKRIV),
        "grenser": endringsgrenser(VESENTLIGE),
    }  # fmt: skip
    return render(request, "kostra/orientering.html", innhold)


@require_POST
@adgang("kostra.avstem")
def lag(request: HttpRequest) -> HttpResponseBase:
    """Looks for changed figures, and makes the drafts there should be."""
    antall = len(lag_utkast(av=aktor(request).av))
    tekst = ngettext("%(n)s utkast er laget.", "%(n)s utkast er laget.", antall) % {"n": antall}
    messages.success(
        request, tekst if antall else gettext("Ingen nye vesentlige endringer. Ingen utkast er laget.")
    )
    return redirect("kostra:orientering")


@require_safe
@adgang("kostra.se")
def utkast(request: HttpRequest, utkast_id: int) -> HttpResponse:
    """One draft. Raises Http404."""
    return _vis(request, _finn(utkast_id))


def _finn(utkast_id: int) -> Orienteringsutkast:
    rad = hent_utkast(utkast_id)
    if rad is None:
        raise Http404
    return rad


def _vis(
    request: HttpRequest, rad: Orienteringsutkast, skjemaer: dict[str, forms.Form] | None = None
) -> HttpResponse:
    kan_skrive = aktor(request).har(SKRIV) and rad.status == Utkaststatus.UTKAST
    start = {"versjon": rad.versjon, "tittel": rad.tittel, "tekst": rad.tekst}
    tomme: dict[str, forms.Form] = {
        navn: skjema(initial=start, prefix=navn) for navn, (skjema, _) in _HANDLINGER.items()
    }
    valgte = {**tomme, **(skjemaer or {})} if kan_skrive else {}
    innhold = {
        "rad": rad, "kan_skrive": kan_skrive, "historie": hendelser_om(f"orienteringsutkast:{rad.pk}"),
        "skriv": valgte.get("skriv"), "legg_fram": valgte.get("legg-fram"), "legg_bort": valgte.get("legg-bort"),
    }  # fmt: skip
    return render(request, "kostra/utkast.html", innhold, status=422 if skjemaer else 200)


@require_POST
@adgang("kostra.avstem")
def endre(request: HttpRequest, utkast_id: int, handling: str) -> HttpResponseBase:
    """Writes on a draft, lays it before the council, or sets it aside. Raises Http404."""
    rad = _finn(utkast_id)
    if handling not in _HANDLINGER:
        raise Http404
    klasse, tjeneste = _HANDLINGER[handling]
    skjema = klasse(request.POST, prefix=handling)
    if skjema.is_valid():
        try:
            tjeneste(utkast_id=utkast_id, av=aktor(request).av, **skjema.cleaned_data)  # type: ignore[operator]
        except KostraFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Utkastet er lagret."))
            return redirect("kostra:utkast", utkast_id=utkast_id)
    return _vis(request, rad, {handling: skjema})

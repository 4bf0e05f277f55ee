"""The pages of large changes: the year's list, and one change with what was found (KOSTRA-14)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.hendelser.queries import hendelser_om
from rodtraad.kjerne.tallformat import vis_prosent, vis_tall
from rodtraad.kostra.avstemming_queries import aar_som_kan_avstemmes
from rodtraad.kostra.avstemmingsvisning import linjesporring, valgt_aar
from rodtraad.kostra.endring_queries import (
    STORE,
    Artsendring,
    arter_bak,
    hent_storendring,
    store_endringer,
    uavklarte,
)
from rodtraad.kostra.endring_services import oppdater_store_endringer, vurder_storendring
from rodtraad.kostra.feil import KostraFeil
from rodtraad.kostra.forms import Vurderingsskjema
from rodtraad.kostra.grenser import KRONER, Endring, endringsgrenser
from rodtraad.kostra.models import Endringskilde, Endringsstatus, Storendring
from rodtraad.lov.frister import kostra_frister
from rodtraad.tilgang.aktor import aktor

FARGE = {Endringsstatus.AAPEN: "warning", Endringsstatus.SJEKKET: "success", Endringsstatus.RETTES: "danger"}


@dataclass(frozen=True, slots=True)
class Vistendring:
    """A change as a page shows it."""

    rad: Storendring
    for_: str
    naa: str
    forskjell: str
    prosent: str
    farge: str
    bak: str


def vis(rad: Storendring) -> Vistendring:
    """The change for a page."""
    endring = Endring(rad.verdi_for, rad.verdi, rad.enhet)
    return Vistendring(
        rad, _tall(rad.verdi_for), _tall(rad.verdi), _tall(endring.forskjell),
        vis_prosent(endring.prosent) if endring.prosent is not None else "–", FARGE[Endringsstatus(rad.status)],
        _bak(rad),
    )  # fmt: skip


def _tall(verdi: Decimal) -> str:
    hel = verdi == verdi.to_integral_value()
    return vis_tall(verdi, 0 if hel or abs(verdi) >= 1000 else 1)  # noqa: PLR2004 - øre says nothing in thousands


def _bak(rad: Storendring) -> str:
    """Where the figures behind are shown: the line of the reconciliation, else the published figures."""
    if rad.kilde == Endringskilde.REGNSKAP:
        return f"{reverse('kostra:avstemmingslinje')}?{linjesporring(rad.aar, rad.nokkel)}"
    if rad.kilde == Endringskilde.EGNE:
        return reverse("kostra:egne_tall", args=[rad.pk])
    return reverse("kostra:tall")


@require_safe
@adgang("kostra.se")
def liste(request: HttpRequest) -> HttpResponse:
    """The year's list."""
    aarene = aar_som_kan_avstemmes()
    aar = valgt_aar(request, aarene)
    innhold: dict[str, Any] = {
        "aarene": aarene,
        "aar": aar,
        "kan_vurdere": aktor(request).har("kostra.avstem"),
    }
    if aar is not None:
        rader = [vis(rad) for rad in store_endringer(aar)]
        innhold |= {
            "frist": kostra_frister(aar)[2].dato, "grenser": endringsgrenser(STORE), "uavklarte": uavklarte(aar),
            "aktuelle": [r for r in rader if r.rad.aktuell], "tidligere": [r for r in rader if not r.rad.aktuell],
        }  # fmt: skip
    return render(request, "kostra/store_endringer.html", innhold)


@require_POST
@adgang("kostra.avstem")
def oppdater(request: HttpRequest) -> HttpResponseBase:
    """Looks again."""
    aar = valgt_aar(request, aar_som_kan_avstemmes())
    if aar is None:
        raise Http404
    try:
        funnet = oppdater_store_endringer(aar=aar, av=aktor(request).av)
    except KostraFeil as feil:
        messages.error(request, " ".join(feil.meldinger))
    else:
        tekst = gettext("%(nye)s nye, %(endret)s endret, %(borte)s er ikke lenger over grensene.")
        ingen = gettext("Ingenting er endret siden sist.")
        svar = {"nye": funnet.nye, "endret": funnet.endret, "borte": funnet.borte}
        messages.success(request, tekst % svar if funnet.noe else ingen)
    return redirect(f"{reverse('kostra:store_endringer')}?aar={aar}")


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("kostra.avstem")
def vurder(request: HttpRequest, endring_id: int) -> HttpResponseBase:
    """What one found about a change. Raises Http404."""
    rad = hent_storendring(endring_id)
    if rad is None:
        raise Http404
    start = {"versjon": rad.versjon, "status": rad.status, "kommentar": rad.kommentar}
    skjema = Vurderingsskjema(request.POST or None, initial=start)
    if request.method == "POST" and skjema.is_valid():
        try:
            vurder_storendring(endring_id=endring_id, av=aktor(request).av, **skjema.cleaned_data)
        except KostraFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Vurderingen er lagret."))
            return redirect(f"{reverse('kostra:store_endringer')}?aar={rad.aar}")
    innhold = {
        "vist": vis(rad), "rad": rad, "skjema": skjema, "historie": hendelser_om(f"storendring:{rad.pk}"),
        "i_kroner": rad.enhet == KRONER,
    }  # fmt: skip
    return render(request, "kostra/vurder_endring.html", innhold, status=422 if skjema.errors else 200)


@require_safe
@adgang("kostra.se")
def egne_tall(request: HttpRequest, endring_id: int) -> HttpResponse:
    """What a change in the municipality's own figures is made of. Raises Http404."""
    rad = hent_storendring(endring_id)
    if rad is None or rad.kilde != Endringskilde.EGNE:
        raise Http404
    arter = arter_bak(rad)
    alt = Artsendring("", "", sum(a.for_ for a in arter), sum(a.naa for a in arter))
    return render(
        request, "kostra/egne_tall.html", {"rad": rad, "i_fjor": rad.aar - 1, "arter": arter, "sum": alt}
    )

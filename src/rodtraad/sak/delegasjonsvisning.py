"""Pages of the delegation register."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.sak.delegasjon_queries import (
    delegasjoner,
    hent_delegasjon,
    innehavere,
    lover,
    register,
    saken_bak,
)
from rodtraad.sak.delegasjon_services import avslutt_delegasjon, deleger, neste_nummer
from rodtraad.sak.forms import Delegasjonsskjema, Sluttskjema
from rodtraad.sak.models import Delegasjon
from rodtraad.sak.skjemaside import behandle, valgt_dag
from rodtraad.tilgang.aktor import aktor

SE, FORVALT = "delegasjon.se", "delegasjon.forvalt"
PER_SIDE = 50


@require_safe
@adgang(SE)
def delegasjonsliste(request: HttpRequest) -> HttpResponse:
    """The register, searched by text, holder, law and day; expired and overlapping are marked (ORG-13)."""
    sporring = {navn: request.GET.get(navn, "").strip()[:200] for navn in ("q", "innehaver", "lov", "dato")}
    dato = valgt_dag(request)
    rader = delegasjoner(
        tekst=sporring["q"],
        innehaver=sporring["innehaver"],
        lov=sporring["lov"],
        dato=dato if sporring["dato"] else None,
    )
    side = Paginator(rader, PER_SIDE).get_page(request.GET.get("side"))
    alle = register()
    innhold = {
        "sporring": sporring, "side": side, "bilder": [alle.bilde(rad, dato) for rad in side.object_list],
        "innehavere": innehavere(), "lover": lover(), "dato": dato, "antall_overlapp": len(alle.overlapp),
        "kan_forvalte": aktor(request).har(FORVALT),
    }  # fmt: skip
    return render(request, "sak/delegasjoner.html", innhold)


@require_safe
@adgang(SE)
def delegasjon(request: HttpRequest, delegasjon_id: int) -> HttpResponse:
    """A delegation: its decision, holder and time, the chain it stands in (ORG-13)."""
    rad, alle = _finn(delegasjon_id), register()
    innhold = {
        "bilde": alle.bilde(rad, timezone.localdate()), "d": rad, "kjede": alle.kjede(rad), "videre": alle.videre(rad),
        "sak": saken_bak(rad), "overlapper": [alle.alle[n] for n in alle.overlapp.get(rad.nummer, ())],
        "kan_forvalte": aktor(request).har(FORVALT),
    }  # fmt: skip
    return render(request, "sak/delegasjon.html", innhold)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(FORVALT)
def ny_delegasjon(request: HttpRequest) -> HttpResponseBase:
    """Enters a delegation; `over` in the address gives it on from another."""
    over = [(d.nummer, str(d)[:100]) for d in delegasjoner() if d.kan_videre]
    start = {"nummer": neste_nummer(), "over": request.GET.get("over", "")}
    fra = next((d for d in delegasjoner() if d.nummer == start["over"]), None)
    if fra is not None:
        start |= {
            "myndighet": fra.myndighet,
            "lov": fra.lov,
            "paragraf": fra.paragraf,
            "fra_hvem": fra.innehaver,
        }
    skjema = Delegasjonsskjema(request.POST or None, over=over, initial=start)
    return behandle(
        request, skjema, lambda d: deleger(av=aktor(request).av, **d), tittel=gettext("Ny delegasjon"),
        tilbake=reverse("sak:delegasjoner"), gjort=gettext("Delegasjonen er ført."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(FORVALT)
def avslutt(request: HttpRequest, delegasjon_id: int) -> HttpResponseBase:
    """Ends a delegation."""
    rad = _finn(delegasjon_id)
    skjema = Sluttskjema(request.POST or None, initial={"versjon": rad.versjon})
    return behandle(
        request, skjema, lambda d: avslutt_delegasjon(delegasjon_id=rad.pk, av=aktor(request).av, **d),
        tittel=gettext("Avslutt %(delegasjon)s") % {"delegasjon": rad},
        tilbake=reverse("sak:delegasjon", args=[rad.pk]), gjort=gettext("Delegasjonen er avsluttet."),
    )  # fmt: skip


def _finn(delegasjon_id: int) -> Delegasjon:
    rad = hent_delegasjon(delegasjon_id)
    if rad is None:
        raise Http404
    return rad

"""Pages of bodies: who sits in them on a day."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.sak import organ_services as services
from rodtraad.sak.forms import Medlemsskjema, Organskjema, Sistedagskjema, Valgperiodeskjema
from rodtraad.sak.models import Organ
from rodtraad.sak.mote_queries import frister_for, fristregler, moter_i, som_post
from rodtraad.sak.organ_queries import (
    hent_medlem,
    hent_organ,
    organer,
    organer_med_medlemmer,
    sammensetning,
    slagnavn,
    valgperioder,
)
from rodtraad.sak.skjemaside import behandle, valgt_dag
from rodtraad.tilgang.aktor import aktor

SE, FORVALT = "organer.se", "organer.forvalt"
FELTER = ("navn", "kortnavn", "slag", "avledet_av_id", "tillitsvalgte", "rekkefolge")


@require_safe
@adgang(SE)
def organliste(request: HttpRequest) -> HttpResponse:
    """Every body by kind, with how many sit in it today."""
    rader = organer_med_medlemmer(timezone.localdate())
    grupper = [(navn, [r for r in rader if r[0].slag == slag]) for slag, navn in slagnavn().items()]
    innhold = {"grupper": [g for g in grupper if g[1]], "kan_forvalte": aktor(request).har(FORVALT)}
    return render(request, "sak/organer.html", innhold)


@require_safe
@adgang(SE)
def organ(request: HttpRequest, organ_id: int) -> HttpResponse:
    """A body on the chosen day: members, deputies in order, its meetings of that year with their deadlines (ORG-07)."""
    rad, dato = finn_organ(organ_id), valgt_dag(request)
    regler = fristregler()
    moter = [(mote, frister_for(som_post(mote), regler)) for mote in moter_i(dato.year, rad.pk)]
    innhold = {"organ": rad, "dato": dato, "bilde": sammensetning(rad, dato), "moter": moter,
               "kan_forvalte": aktor(request).har(FORVALT)}  # fmt: skip
    return render(request, "sak/organ.html", innhold)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(FORVALT)
def nytt_organ(request: HttpRequest) -> HttpResponseBase:
    """Registers a body."""
    skjema = Organskjema(request.POST or None, organer=_kilder(None))
    return behandle(
        request, skjema, lambda d: services.opprett_organ(av=aktor(request).av, **d), tittel=gettext("Nytt organ"),
        tilbake=reverse("sak:organer"), gjort=gettext("Organet er opprettet."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(FORVALT)
def endre_organ(request: HttpRequest, organ_id: int) -> HttpResponseBase:
    """Changes a body."""
    rad = finn_organ(organ_id)
    skjema = Organskjema(
        request.POST or None, organer=_kilder(rad), initial={felt: getattr(rad, felt) for felt in FELTER}
    )
    return behandle(
        request, skjema, lambda d: services.endre_organ(organ_id=rad.pk, av=aktor(request).av, **d),
        tittel=gettext("Endre %(organ)s") % {"organ": rad.navn}, tilbake=reverse("sak:organ", args=[rad.pk]),
        gjort=gettext("Organet er endret."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(FORVALT)
def nytt_medlem(request: HttpRequest, organ_id: int) -> HttpResponseBase:
    """Gives a person a seat in a body."""
    rad = finn_organ(organ_id)
    perioder = [(p.pk, p.navn) for p in valgperioder()]
    skjema = Medlemsskjema(request.POST or None, perioder=perioder)
    return behandle(
        request, skjema, lambda d: services.velg_medlem(organ_id=rad.pk, av=aktor(request).av, **d),
        tittel=gettext("Nytt medlem i %(organ)s") % {"organ": rad.navn}, tilbake=reverse("sak:organ", args=[rad.pk]),
        gjort=gettext("Medlemmet er ført."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(FORVALT)
def avslutt_medlem(request: HttpRequest, medlem_id: int) -> HttpResponseBase:
    """Ends a seat."""
    medlem = hent_medlem(medlem_id)
    if medlem is None:
        raise Http404
    skjema = Sistedagskjema(request.POST or None)
    return behandle(
        request, skjema, lambda d: services.avslutt_verv(medlem_id=medlem.pk, av=aktor(request).av, **d),
        tittel=gettext("Avslutt vervet til %(navn)s i %(organ)s") % {"navn": medlem.navn, "organ": medlem.organ.navn},
        tilbake=reverse("sak:organ", args=[medlem.organ_id]), gjort=gettext("Vervet er avsluttet."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(FORVALT)
def ny_valgperiode(request: HttpRequest) -> HttpResponseBase:
    """Registers an election period."""
    skjema = Valgperiodeskjema(request.POST or None)
    return behandle(
        request, skjema, lambda d: services.opprett_valgperiode(av=aktor(request).av, **d),
        tittel=gettext("Ny valgperiode"), tilbake=reverse("sak:organer"), gjort=gettext("Valgperioden er opprettet."),
    )  # fmt: skip


def finn_organ(organ_id: int) -> Organ:
    """The body. Raises Http404."""
    rad = hent_organ(organ_id)
    if rad is None:
        raise Http404
    return rad


def _kilder(unntatt: Organ | None) -> list[tuple[str | int, str]]:
    """Bodies whose members another may follow."""
    return [(o.pk, o.navn) for o in organer() if o.avledet_av_id is None and o != unntatt]

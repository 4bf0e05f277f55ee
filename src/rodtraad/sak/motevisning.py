"""Pages of the meeting plan: the year with its deadlines, held against planned, and the rules of deadlines."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.sak import mote_services as services
from rodtraad.sak.forms import (
    Avlysningsskjema,
    Endremoteskjema,
    Frekvensskjema,
    Fristregelskjema,
    Nymoteskjema,
    Rekkeskjema,
)
from rodtraad.sak.models import Mote
from rodtraad.sak.mote_queries import (
    frister_for,
    fristregler,
    hent_mote,
    mote_aar,
    moter_i,
    motetall,
    regelrader,
    saksfrister,
    som_post,
)
from rodtraad.sak.organ_queries import organer
from rodtraad.sak.organvisning import FORVALT, SE, finn_organ
from rodtraad.sak.skjemaside import behandle, utfor, valgt_aar, valgt_tall
from rodtraad.tilgang.aktor import aktor

PER_SIDE = 60
UKER_FRAM = 6


@require_safe
@adgang(SE)
def moteplan(request: HttpRequest) -> HttpResponse:
    """The meetings of a year with the deadlines before each (HJUL-12)."""
    aar, organ_id = valgt_aar(request), valgt_tall(request, "organ")
    side = Paginator(moter_i(aar, organ_id), PER_SIDE).get_page(request.GET.get("side"))
    regler = fristregler()
    i_dag = timezone.localdate()
    innhold = {
        "aar": aar, "aarene": sorted({*mote_aar(), i_dag.year, i_dag.year + 1}, reverse=True), "organ_id": organ_id,
        "organer": organer(), "side": side, "i_dag": i_dag, "har_regler": bool(regler),
        "rader": [(mote, frister_for(som_post(mote), regler)) for mote in side.object_list],
        "frister": saksfrister(i_dag, i_dag + timedelta(weeks=UKER_FRAM)),
        "kan_forvalte": aktor(request).har(FORVALT),
    }  # fmt: skip
    return render(request, "sak/moteplan.html", innhold)


@require_safe
@adgang(SE)
def motestatus(request: HttpRequest) -> HttpResponse:
    """Meetings held against planned for each body in a year (HJUL-10)."""
    aar = valgt_aar(request)
    innhold = {
        "aar": aar,
        "rader": motetall(aar, timezone.localdate()),
        "kan_forvalte": aktor(request).har(FORVALT),
    }
    return render(request, "sak/motestatus.html", innhold)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(FORVALT)
def nytt_mote(request: HttpRequest) -> HttpResponseBase:
    """Plans a meeting."""
    skjema = Nymoteskjema(
        request.POST or None, organer=_organvalg(), initial={"organ_id": request.GET.get("organ", "")}
    )
    return behandle(
        request, skjema, lambda d: services.planlegg_mote(av=aktor(request).av, **d), tittel=gettext("Nytt møte"),
        tilbake=reverse("sak:moteplan"), gjort=gettext("Møtet er planlagt."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(FORVALT)
def ny_rekke(request: HttpRequest) -> HttpResponseBase:
    """Plans a row of meetings."""
    skjema = Rekkeskjema(request.POST or None, organer=_organvalg())
    return behandle(
        request, skjema, lambda d: services.planlegg_rekke(av=aktor(request).av, **d),
        tittel=gettext("Ny møterekke"), tilbake=reverse("sak:moteplan"), gjort=gettext("Møtene er planlagt."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(FORVALT)
def endre_mote(request: HttpRequest, mote_id: int) -> HttpResponseBase:
    """Moves a meeting that is not held."""
    mote = _finn(mote_id)
    felter = ("dato", "klokkeslett", "sted", "versjon")
    skjema = Endremoteskjema(request.POST or None, initial={f: getattr(mote, f) for f in felter})
    return behandle(
        request, skjema, lambda d: services.flytt_mote(mote_id=mote.pk, av=aktor(request).av, **d),
        tittel=gettext("Endre møtet i %(mote)s") % {"mote": mote}, tilbake=_planen(mote),
        gjort=gettext("Møtet er endret."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(FORVALT)
def avlys(request: HttpRequest, mote_id: int) -> HttpResponseBase:
    """Calls off a meeting, with the reason (HJUL-10)."""
    mote = _finn(mote_id)
    skjema = Avlysningsskjema(request.POST or None)
    return behandle(
        request, skjema, lambda d: services.avlys_mote(mote_id=mote.pk, av=aktor(request).av, **d),
        tittel=gettext("Avlys møtet i %(mote)s") % {"mote": mote}, tilbake=_planen(mote),
        gjort=gettext("Møtet er avlyst."),
    )  # fmt: skip


@require_POST
@adgang(FORVALT)
def holdt(request: HttpRequest, mote_id: int) -> HttpResponseBase:
    """Marks a meeting as held (HJUL-10)."""
    mote = _finn(mote_id)
    return utfor(
        request, lambda: services.merk_holdt(mote_id=mote.pk, i_dag=timezone.localdate(), av=aktor(request).av),
        tilbake=_planen(mote), gjort=gettext("Møtet er merket som holdt."),
    )  # fmt: skip


@require_POST
@adgang(FORVALT)
def angre(request: HttpRequest, mote_id: int) -> HttpResponseBase:
    """Takes back that a meeting was held or called off."""
    mote = _finn(mote_id)
    return utfor(
        request, lambda: services.gjenopprett_mote(mote_id=mote.pk, av=aktor(request).av), tilbake=_planen(mote),
        gjort=gettext("Møtet er planlagt igjen."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(FORVALT)
def frekvens(request: HttpRequest, organ_id: int) -> HttpResponseBase:
    """How many meetings a body is to hold in a year (HJUL-10)."""
    organ = finn_organ(organ_id)
    skjema = Frekvensskjema(request.POST or None, initial={"aar": valgt_aar(request)})
    return behandle(
        request, skjema, lambda d: services.sett_frekvens(organ_id=organ.pk, av=aktor(request).av, **d),
        tittel=gettext("Antall møter i %(organ)s") % {"organ": organ.navn}, tilbake=reverse("sak:motestatus"),
        gjort=gettext("Antallet er lagret."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(FORVALT)
def fristene(request: HttpRequest) -> HttpResponseBase:
    """The rules of deadlines: those there are, and a new one (HJUL-12)."""
    skjema = Fristregelskjema(request.POST or None, organer=_organvalg())
    if request.method == "POST":
        return behandle(
            request, skjema, lambda d: services.legg_til_fristregel(av=aktor(request).av, **d),
            tittel=gettext("Ny frist"), tilbake=reverse("sak:fristregler"), gjort=gettext("Fristen er lagt til."),
        )  # fmt: skip
    rader = regelrader()
    innhold = {"rader": rader, "skjema": skjema, "har_felles": any(r.organ_id is None for r in rader)}
    return render(request, "sak/fristregler.html", innhold)


@require_POST
@adgang(FORVALT)
def fjern_frist(request: HttpRequest, regel_id: int) -> HttpResponseBase:
    """Takes a rule away."""
    return utfor(
        request, lambda: services.fjern_fristregel(regel_id=regel_id, av=aktor(request).av),
        tilbake=reverse("sak:fristregler"), gjort=gettext("Fristen er fjernet."),
    )  # fmt: skip


@require_POST
@adgang(FORVALT)
def vanlige_frister(request: HttpRequest) -> HttpResponseBase:
    """Starts with the usual rules."""
    return utfor(
        request, lambda: services.bruk_vanlige_frister(av=aktor(request).av), tilbake=reverse("sak:fristregler"),
        gjort=gettext("De vanlige fristene er lagt inn. Rett dem så de passer kommunen."),
    )  # fmt: skip


def _finn(mote_id: int) -> Mote:
    mote = hent_mote(mote_id)
    if mote is None:
        raise Http404
    return mote


def _planen(mote: Mote) -> str:
    return f"{reverse('sak:moteplan')}?aar={mote.dato.year}"


def _organvalg() -> list[tuple[str | int, str]]:
    return [(o.pk, o.navn) for o in organer()]

"""Pages beside the year: directives, wheels, reports on services, calendar feeds."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import conditional_page, require_http_methods, require_POST, require_safe

from rodtraad.aarshjul import kalender, queries, services
from rodtraad.aarshjul.forms import Foringsskjema, Oppfolgingsskjema, Temahjulskjema, Tilstandsskjema
from rodtraad.aarshjul.generering import AarshjulFeil
from rodtraad.aarshjul.tilstand import lagre_indikatorer, slagene, start_tilstandsrapport
from rodtraad.hendelser.adgang import adgang
from rodtraad.organisasjon.queries import enheter_paa
from rodtraad.tilgang.aktor import aktor


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("aarshjul.forvalt")
def foringer(request: HttpRequest, hendelse_id: int) -> HttpResponseBase:
    """The prioritised areas of a conference (HJUL-02)."""
    rad = queries.hent_hendelse(hendelse_id)
    if rad is None:
        raise Http404
    fra = {
        f"{felt}{f.nr}": getattr(f, felt) for f in queries.foringer(rad.pk) for felt in ("tittel", "tekst")
    }
    skjema = Foringsskjema(request.POST or None, initial=fra)
    if request.method == "POST" and skjema.is_valid():
        services.lagre_foringer(hendelse_id=rad.pk, foringer=skjema.foringer(), av=aktor(request).av)
        return redirect("aarshjul:hendelse", hendelse_id=rad.pk)
    return _side(request, gettext("Prioriterte områder"), skjema, reverse("aarshjul:hendelse", args=[rad.pk]))


@require_safe
@adgang("aarshjul.se")
def budsjettforinger(request: HttpRequest, aar: int) -> HttpResponse:
    """The directives for the budget, with what became of each in the plan."""
    innhold = {
        "aar": aar,
        "foringer": queries.budsjettforinger(aar),
        "kan_endre": aktor(request).har("aarshjul.forvalt"),
    }
    return render(request, "aarshjul/budsjettforinger.html", innhold)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("aarshjul.forvalt")
def folg_opp(request: HttpRequest, foring_id: int) -> HttpResponseBase:
    """What became of a directive in the plan."""
    rad = queries.hent_foring(foring_id)
    if rad is None:
        raise Http404
    tilbake = reverse("aarshjul:budsjettforinger", args=[rad.hendelse.hjul.aar])
    skjema = Oppfolgingsskjema(request.POST or None, initial={"oppfolging": rad.oppfolging, "sted": rad.sted})
    if request.method == "POST" and skjema.is_valid():
        services.folg_opp_foring(foring_id=rad.pk, av=aktor(request).av, **skjema.cleaned_data)
        return redirect(tilbake)
    return _side(request, rad.tittel, skjema, tilbake)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("aarshjul.se")
def temahjul(request: HttpRequest) -> HttpResponseBase:
    """The wheels, and a new one for a unit one leads (HJUL-13)."""
    hvem = aktor(request)
    omfang = hvem.omfang("temahjul.forvalt")
    valg = {
        f"{e.nivaa}:{e.kode}": e.navn for e in enheter_paa(timezone.localdate())
        if e.nivaa != "ansvar" and (omfang is None or (e.nivaa, e.kode) in omfang)
    }  # fmt: skip
    skjema = Temahjulskjema(request.POST or None, enheter=valg)
    if request.method == "POST" and not valg:
        raise Http404
    if request.method == "POST" and skjema.is_valid():
        nivaa, _, kode = skjema.cleaned_data["enhet"].partition(":")
        try:
            services.lag_temahjul(
                navn=skjema.cleaned_data["navn"],
                enhet=(nivaa, kode),
                beskrivelse=skjema.cleaned_data["beskrivelse"],
                av=hvem.av,
            )
        except AarshjulFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            return redirect("aarshjul:temahjul")
    innhold = {
        "hjulene": queries.temahjulene(),
        "skjema": skjema if valg else None,
        "aar": timezone.localdate().year,
    }
    return render(request, "aarshjul/temahjul.html", innhold, status=422 if skjema.errors else 200)


@require_safe
@adgang("aarshjul.se")
def tilstandsrapporter(request: HttpRequest) -> HttpResponse:
    """The yearly reports on services."""
    innhold = {
        "rapporter": queries.tilstandsrapporter(), "slagene": slagene(), "aar": timezone.localdate().year,
        "kan_endre": aktor(request).har("aarshjul.forvalt"),
    }  # fmt: skip
    return render(request, "aarshjul/tilstandsrapporter.html", innhold)


@require_POST
@adgang("aarshjul.forvalt")
def begynn(request: HttpRequest, slag: str, aar: int) -> HttpResponseBase:
    """Starts the report of a year."""
    if slag not in slagene() or not 2000 <= aar <= 2100:  # noqa: PLR2004
        raise Http404
    return redirect(
        "aarshjul:tilstandsrapport", rapport_id=start_tilstandsrapport(slag, aar, aktor(request).av).pk
    )


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("aarshjul.se")
def tilstandsrapport(request: HttpRequest, rapport_id: int) -> HttpResponseBase:
    """A report: its indicators, its text, its case number (HJUL-18)."""
    rad, hvem = queries.hent_tilstandsrapport(rapport_id), aktor(request)
    if rad is None or (request.method == "POST" and not hvem.har("aarshjul.forvalt")):
        raise Http404
    fra = {
        "vurdering": rad.vurdering,
        "saksnr": rad.saksnr,
        "levert": rad.levert is not None,
        "versjon": rad.versjon,
    }
    skjema = Tilstandsskjema(request.POST or None, initial=fra)
    if request.method == "POST" and skjema.is_valid():
        verdier = {
            i.nr: (
                request.POST.get(f"i_aar_{i.nr}", "")[:30],
                request.POST.get(f"kommentar_{i.nr}", "")[:500],
            )
            for i in rad.indikatorer.all()
        }
        try:
            services.lever_tilstandsrapport(rapport_id=rad.pk, av=hvem.av, **skjema.cleaned_data)
            lagre_indikatorer(rapport_id=rad.pk, verdier=verdier, av=hvem.av)
        except AarshjulFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            return redirect("aarshjul:tilstandsrapport", rapport_id=rad.pk)
    innhold = {
        "rapport": rad,
        "slag": slagene()[rad.slag],
        "skjema": skjema,
        "kan_endre": hvem.har("aarshjul.forvalt"),
    }
    return render(request, "aarshjul/tilstandsrapport.html", innhold, status=422 if skjema.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("innlogget")
@never_cache
def min_kalender(request: HttpRequest) -> HttpResponse:
    """My calendar feed: its address is shown once; a new one stops the old."""
    hvem = aktor(request)
    if hvem.bruker is None:
        raise Http404
    adresse = ""
    if request.method == "POST" and request.POST.get("gjor") == "trekk":
        kalender.trekk_nokkel(bruker_id=hvem.bruker.pk, av=hvem.av)
        messages.success(request, gettext("Kalenderadressen virker ikke lenger."))
    elif request.method == "POST":
        hemmelighet = kalender.lag_nokkel(bruker_id=hvem.bruker.pk, av=hvem.av)
        adresse = request.build_absolute_uri(reverse("kalender_personlig", args=[hemmelighet]))
    innhold = {"adresse": adresse, "nokkel": kalender.gyldig_nokkel(hvem.bruker.pk),
               "aapen": request.build_absolute_uri(reverse("kalender_aapen"))}  # fmt: skip
    return render(request, "aarshjul/min_kalender.html", innhold)


@require_safe
@adgang("aapen")
@cache_control(private=True, no_cache=True)
@conditional_page
def personlig(request: HttpRequest, hemmelighet: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A person's feed, for whoever knows its secret address; answers 304 when nothing has changed."""
    eier = kalender.finn_eier(hemmelighet)
    if eier is None:
        raise Http404
    return _ics(kalender.personlig(eier))


@require_safe
@adgang("aapen")
@cache_control(public=True, max_age=900)
@conditional_page
def aapen(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The public calendar."""
    return _ics(kalender.aapen())


def _ics(innhold: bytes) -> HttpResponse:
    return HttpResponse(innhold, content_type="text/calendar; charset=utf-8")


def _side(request: HttpRequest, tittel: str, skjema: object, tilbake: str) -> HttpResponse:
    innhold = {"tittel": tittel, "skjema": skjema, "tilbake": tilbake}
    return render(
        request, "aarshjul/skjema.html", innhold, status=422 if getattr(skjema, "errors", None) else 200
    )

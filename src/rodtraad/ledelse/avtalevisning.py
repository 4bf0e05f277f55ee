"""Pages of agreements: the dashboard, mine, one agreement, and its acts."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.forms import formset_factory
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.hendelser.queries import hendelser_om
from rodtraad.ledelse.adkomst import FORVALT_AVTALER, SE_AVTALER, finn_avtale, part
from rodtraad.ledelse.avtaler import (
    OVERORDNET,
    avslutt_evaluering,
    bli_enig,
    evaluer_maal,
    lagre_innhold,
    loggfor_lesing,
    opprett_avtaler,
    start_evaluering,
)
from rodtraad.ledelse.avtalestatus import Lederstatus, andeler
from rodtraad.ledelse.feil import LedelseFeil
from rodtraad.ledelse.forms import (
    Aarsskjema,
    Avtaleskjema,
    Maalevalueringsskjema,
    Maalrader,
    Samletskjema,
    Versjonsskjema,
)
from rodtraad.ledelse.models import Lederavtale
from rodtraad.ledelse.queries import avtaleaar, egne_avtaler, lederstatuser, satsinger
from rodtraad.ledelse.views import tekstrader
from rodtraad.tilgang.aktor import Aktor, aktor

PER_SIDE = 100


@require_safe
@adgang(SE_AVTALER)
def status(request: HttpRequest) -> HttpResponse:
    """How far the year's agreements have come, per leader and rammeområde (HJUL-08)."""
    hvem, i_dag = aktor(request), timezone.localdate()
    valgt = request.GET.get("aar", "")
    aar = int(valgt) if valgt.isascii() and valgt.isdigit() and len(valgt) == len("2026") else i_dag.year
    rader = lederstatuser(aar, hvem.omfang(SE_AVTALER), i_dag)
    innhold = {
        "aar": aar, "aarene": sorted({*avtaleaar(), i_dag.year, aar}, reverse=True),
        "rader": _lesbare(hvem, aar, rader),
        "andeler": andeler(rader, gettext("I alt")), "kan_opprette": hvem.gjelder(FORVALT_AVTALER, None),
        "har_brev": bool(satsinger(aar)),
    }  # fmt: skip
    return render(request, "ledelse/avtalestatus.html", innhold)


def _lesbare(hvem: Aktor, aar: int, rader: tuple[Lederstatus, ...]) -> list[Lederstatus]:
    """The rows, with a link where the actor may read. Whoever shares a unit with a leader is a peer and may not."""
    egen = hvem.eier.pk if hvem.eier else 0
    mine = {a.pk: a for a in egne_avtaler(egen, aar)}
    egne_enheter = {a.enhet for a in mine.values() if a.leder_id == egen}
    return [
        replace(
            r,
            kan_leses=bool(part(hvem, mine[r.avtale_id]))
            if r.avtale_id in mine
            else r.enhet not in egne_enheter,
        )
        for r in rader
    ]


@require_POST
@adgang(FORVALT_AVTALER)
def opprett(request: HttpRequest) -> HttpResponseBase:
    """Gives every leader with all three authorities an agreement and a task."""
    return _prosess(request, lambda aar, av: opprett_avtaler(aar=aar, av=av).tekst)


@require_POST
@adgang(FORVALT_AVTALER)
def evaluering(request: HttpRequest) -> HttpResponseBase:
    """Gives every leader the task of evaluating."""
    return _prosess(
        request,
        lambda aar, av: gettext("%(n)s ledere har fått oppgaven.") % {"n": start_evaluering(aar=aar, av=av)},
    )


def _prosess(request: HttpRequest, start: Any) -> HttpResponseBase:
    aktor(request).krev(FORVALT_AVTALER, None)
    skjema = Aarsskjema(request.POST)
    if not skjema.is_valid():
        messages.error(request, gettext("Velg et år fra 2000 til 2100."))
        return redirect("ledelse:avtaler")
    aar = skjema.cleaned_data["aar"]
    messages.success(request, start(aar, aktor(request).av))
    return redirect(f"{request.path.rsplit('/', 2)[0]}/?aar={aar}")


@require_safe
@adgang("innlogget")
def mine(request: HttpRequest) -> HttpResponse:
    """The agreements one is a party to; a deputy sees those of the superior's side only."""
    hvem = aktor(request)
    rader = [a for a in egne_avtaler(hvem.eier.pk if hvem.eier else 0) if part(hvem, a)]
    return render(
        request, "ledelse/mine_avtaler.html", {"avtaler": rader, "egen": hvem.eier.pk if hvem.eier else 0}
    )


@require_safe
@adgang("innlogget")
def avtale(request: HttpRequest, avtale_id: int) -> HttpResponse:
    """One agreement; whoever is no party to it leaves a trace of having read it."""
    rad, hvem = finn_avtale(request, avtale_id), aktor(request)
    som = part(hvem, rad)
    if not som:
        loggfor_lesing(avtale=rad, av=hvem.av)
    innhold = {
        "avtale": rad, "som": som, "min_enighet": som and getattr(rad, f"{som}_enig"),
        "er_overordnet": som == OVERORDNET, "historie": hendelser_om(f"lederavtale:{rad.pk}"),
        "ikke_evaluert": [m.nr for m in rad.maal.all() if not m.oppnaaelse],
    }  # fmt: skip
    return render(request, "ledelse/avtale.html", innhold)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("innlogget")
def skriv_avtale(request: HttpRequest, avtale_id: int) -> HttpResponseBase:
    """Focus areas and goals, by either party."""
    rad = finn_avtale(request, avtale_id, som_part=True)
    skjema = Avtaleskjema(
        request.POST or None, satsinger=[(s.pk, s.tittel) for s in _valgbare(rad)],
        initial={"versjon": rad.versjon, "satsinger": [s.pk for s in rad.satsinger.all()]},
    )  # fmt: skip
    rader = Maalrader(request.POST or None, initial=list(rad.maal.values("tittel", "maaling")))
    if request.method == "POST" and skjema.is_valid() and rader.is_valid():
        try:
            lagre_innhold(
                avtale_id=rad.pk, maal=tekstrader(rader, "maaling"), av=aktor(request).av, **skjema.cleaned_data
            )  # fmt: skip
        except LedelseFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Avtalen er lagret."))
            return redirect("ledelse:avtale", avtale_id=rad.pk)
    innhold = {"avtale": rad, "skjema": skjema, "rader": rader}
    return render(request, "ledelse/skriv_avtale.html", innhold, status=422 if skjema.errors else 200)


def _valgbare(rad: Lederavtale) -> list[Any]:
    """The focus areas of the year's letter as sent last, and those chosen from an earlier version."""
    nye = list(satsinger(rad.aar))
    return nye + [s for s in rad.satsinger.all() if s not in nye]


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("innlogget")
def evaluer(request: HttpRequest, avtale_id: int) -> HttpResponseBase:
    """What became of each goal, by either party."""
    rad = finn_avtale(request, avtale_id, som_part=True)
    maal = list(rad.maal.all())
    formsett = formset_factory(Maalevalueringsskjema, extra=0, max_num=len(maal), absolute_max=len(maal) or 1)
    skjema = Samletskjema(request.POST or None, initial={"versjon": rad.versjon, "samlet": rad.evaluering})
    rader = formsett(
        request.POST or None,
        initial=[{"oppnaaelse": m.oppnaaelse, "evaluering": m.evaluering} for m in maal],
    )
    if request.method == "POST" and skjema.is_valid() and rader.is_valid():
        svar = {
            m.nr: (r.get("oppnaaelse", ""), r.get("evaluering", ""))
            for m, r in zip(maal, rader.cleaned_data, strict=False)
        }
        try:
            evaluer_maal(avtale_id=rad.pk, maal=svar, av=aktor(request).av, **skjema.cleaned_data)
        except LedelseFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Evalueringen er lagret."))
            return redirect("ledelse:avtale", avtale_id=rad.pk)
    innhold = {"avtale": rad, "skjema": skjema, "rader": rader, "par": list(zip(maal, rader, strict=False))}
    return render(request, "ledelse/evaluer.html", innhold, status=422 if skjema.errors else 200)


@require_POST
@adgang("innlogget")
def enig(request: HttpRequest, avtale_id: int) -> HttpResponseBase:
    """One party agrees to what the agreement says now."""
    rad = finn_avtale(request, avtale_id, som_part=True)
    som = part(aktor(request), rad)
    return _gjor(
        request,
        rad,
        gettext("Du er enig i avtalen."),
        lambda v, av: bli_enig(avtale_id=rad.pk, versjon=v, som=som, av=av),
    )


@require_POST
@adgang("innlogget")
def avslutt(request: HttpRequest, avtale_id: int) -> HttpResponseBase:
    """The superior closes the evaluation."""
    rad = finn_avtale(request, avtale_id, som_part=True)
    if part(aktor(request), rad) != OVERORDNET:
        messages.error(request, gettext("Det er den overordnede som avslutter evalueringen."))
        return redirect("ledelse:avtale", avtale_id=rad.pk)
    return _gjor(
        request,
        rad,
        gettext("Evalueringen er avsluttet."),
        lambda v, av: avslutt_evaluering(avtale_id=rad.pk, versjon=v, av=av),
    )


def _gjor(request: HttpRequest, rad: Lederavtale, melding: str, tjeneste: Any) -> HttpResponseBase:
    """An act on the agreement as it was when read."""
    skjema = Versjonsskjema(request.POST)
    versjon = skjema.cleaned_data["versjon"] if skjema.is_valid() else 0
    try:
        tjeneste(versjon, aktor(request).av)
    except LedelseFeil as feil:
        messages.error(request, " ".join(feil.meldinger))
    else:
        messages.success(request, melding)
    return redirect("ledelse:avtale", avtale_id=rad.pk)

"""Pages on population, climate, the income system and the UN's goals; for everyone who works here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.skall.tegning import tegn
from rodtraad.statistikk.baerekraft import baerekraftsmaal, delmaal
from rodtraad.statistikk.befolkningsbilde import PAA_BEFOLKNING, befolkningsbilde
from rodtraad.statistikk.inntektsbilde import inntektsbilde
from rodtraad.statistikk.klimabilde import klimabilde
from rodtraad.statistikk.sidetabell import Sidefigur


@require_safe
@adgang("innlogget")
def befolkning(request: HttpRequest) -> HttpResponse:
    """Changes per year, and SSB's alternatives ahead, one of them chosen (DEMO-01, DEMO-03)."""
    bilde = befolkningsbilde(request.GET.get("alternativ", ""))
    return render(request, "statistikk/befolkning.html", {"bilde": bilde})


@require_safe
@adgang("innlogget")
def klima(request: HttpRequest) -> HttpResponse:
    """Emissions over time, beside others, and by source (KLIMA-01, KLIMA-02)."""
    return render(request, "statistikk/klima.html", {"bilde": klimabilde()})


@require_safe
@adgang("innlogget")
def delkostnadsindekser(request: HttpRequest) -> HttpResponse:
    """How dear the municipality is to run, by sector and year."""
    return render(request, "statistikk/delkostnadsindekser.html", {"bilde": inntektsbilde()})


@require_safe
@adgang("innlogget")
def maal(request: HttpRequest) -> HttpResponse:
    """The 17 goals and the targets that have been read in."""
    lest = delmaal()
    rader = [(m, lest.get(m.nr, ())) for m in baerekraftsmaal()]
    innhold = {
        "rader": rader,
        "antall": sum(len(alle) for _, alle in rader),
        "i_alt": sum(m.antall_delmaal for m, _ in rader),
    }
    return render(request, "statistikk/baerekraftsmaal.html", innhold)


@require_safe
@adgang("innlogget")
def figur(request: HttpRequest, figur: str) -> HttpResponse:
    """One chart as SVG. Raises Http404 when there is nothing to draw."""
    funnet = next((f for f in _figurer(request, figur) if f.id == figur), None)
    if funnet is None:
        raise Http404
    return HttpResponse(tegn(funnet.spesifikasjon), content_type="image/svg+xml")


def _figurer(request: HttpRequest, figur: str) -> list[Sidefigur]:
    """The charts of the page the chart stands on."""
    if figur not in PAA_BEFOLKNING:
        return list(klimabilde().figurer)
    bilde = befolkningsbilde(request.GET.get("alternativ", ""))
    return [f for f in (bilde.folketall, bilde.grupper) if f is not None]

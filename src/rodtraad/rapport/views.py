"""Pages of the frozen reports: preparing them, reading them, and their CSV and JSON."""

import csv
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.rapport.forms import Halvaarsskjema, Innledningsskjema, Rettetskjema, Statusskjema
from rodtraad.rapport.models import Okonomistatus, Vedtaksrapport
from rodtraad.rapport.queries import (
    hent_okonomistatus,
    hent_vedtaksrapport,
    med_lenker,
    offentlige_vedtaksrapporter,
    okonomistatuser,
    publiserte,
    vedtaksrapporter,
)
from rodtraad.rapport.services import (
    FORMANNSKAPET,
    begynn_vedtaksrapport,
    lag_okonomistatus,
    lagre_innledning,
    publiser_vedtaksrapport,
    vedtaksinnhold_naa,
)
from rodtraad.rapport.statusinnhold import TALLKOLONNER, VEDTAKSKOLONNER
from rodtraad.sak.mote_queries import moter
from rodtraad.tilgang.aktor import aktor

SE, LAG, PUBLISER = "organer.se", "aarshjul.forvalt", "rapport.skriv"
PER_SIDE, FRAM = 50, 90
_FARLIG = ("=", "+", "-", "@", "\t", "\r")
"""A cell a spreadsheet would take for a formula."""


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(LAG)
def vedtaksliste(request: HttpRequest) -> HttpResponseBase:
    """The runs, and the beginning of a new one (HJUL-14)."""
    skjema = Halvaarsskjema(request.POST or None, initial={"aar": timezone.localdate().year})
    if request.method == "POST" and skjema.is_valid():
        try:
            rad = begynn_vedtaksrapport(av=aktor(request).av, **skjema.cleaned_data)
        except RodtraadFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            return redirect("rapport:vedtaksutkast", rapport_id=rad.pk)
    side = Paginator(vedtaksrapporter(), PER_SIDE).get_page(request.GET.get("side"))
    return _svar(request, "rapport/vedtaksliste.html", {"side": side, "skjema": skjema}, skjema)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(LAG)
def vedtaksutkast(request: HttpRequest, rapport_id: int) -> HttpResponseBase:
    """A draft: what it would say, and its words; a published one is read where everyone reads it."""
    rad = hent_vedtaksrapport(rapport_id)
    if rad is None:
        raise Http404
    if rad.publisert:
        return redirect("vedtaksrapport", aar=rad.aar, halvaar=rad.halvaar)
    skjema = Innledningsskjema(
        request.POST or None, initial={"rettet": rad.rettet, "innledning": rad.innledning}
    )
    if request.method == "POST" and skjema.is_valid():
        try:
            lagre_innledning(rapport_id=rad.pk, av=aktor(request).av, **skjema.cleaned_data)
        except RodtraadFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Innledningen er lagret."))
            return redirect("rapport:vedtaksutkast", rapport_id=rad.pk)
    innhold = {"rapport": rad, "skjema": skjema, "innhold": vedtaksinnhold_naa(rad.aar, rad.halvaar),
               "kan_publisere": aktor(request).gjelder(PUBLISER, None)}  # fmt: skip
    return _svar(request, "rapport/vedtaksutkast.html", innhold, skjema)


@require_POST
@adgang(PUBLISER)
def publiser(request: HttpRequest, rapport_id: int) -> HttpResponseBase:
    """Freezes a draft and makes it public; for whoever reports for the whole municipality."""
    aktor(request).krev(PUBLISER, None)
    skjema = Rettetskjema(request.POST)
    if hent_vedtaksrapport(rapport_id) is None:
        raise Http404
    try:
        rettet = skjema.cleaned_data["rettet"] if skjema.is_valid() else 0
        rad = publiser_vedtaksrapport(rapport_id=rapport_id, rettet=rettet, av=aktor(request).av)
    except RodtraadFeil as feil:
        messages.error(request, " ".join(feil.meldinger))
        return redirect("rapport:vedtaksutkast", rapport_id=rapport_id)
    return redirect("vedtaksrapport", aar=rad.aar, halvaar=rad.halvaar)


@require_safe
@adgang("aapen")
def offentlig_liste(request: HttpRequest) -> HttpResponse:
    """Every published status of decisions."""
    return render(
        request,
        "rapport/vedtak_alle.html",
        {"rapporter": offentlige_vedtaksrapporter()},
    )


@require_safe
@adgang("aapen")
def offentlig(request: HttpRequest, aar: int, halvaar: str) -> HttpResponse:
    """A published status: the last version, or the one asked for by `versjon`."""
    rad, alle = _publisert(request, aar, halvaar)
    return render(
        request,
        "rapport/vedtak.html",
        {"rapport": rad, "innhold": rad.innhold, "versjoner": alle},
    )


@require_safe
@adgang("aapen")
def offentlig_data(request: HttpRequest, aar: int, halvaar: str, form: str) -> HttpResponseBase:
    """The same as CSV or JSON."""
    rad, _ = _publisert(request, aar, halvaar)
    if form == "json":
        om = {"tittel": str(rad), "aar": rad.aar, "halvaar": rad.halvaar, "versjon": rad.versjon, "grunn": rad.grunn,
              "publisert": rad.publisert, "sha256": rad.sha256}  # fmt: skip
        return JsonResponse({**om, **(rad.innhold or {})}, json_dumps_params={"ensure_ascii": False})
    return _csv(f"vedtak-{aar}-{halvaar}.csv", VEDTAKSKOLONNER, (rad.innhold or {})["oppdrag"])


def _publisert(
    request: HttpRequest, aar: int, halvaar: str
) -> tuple[Vedtaksrapport, tuple[Vedtaksrapport, ...]]:
    alle = publiserte(aar, halvaar)
    valgt = request.GET.get("versjon", "")
    funnet = [r for r in alle if not valgt or str(r.versjon) == valgt]
    if not funnet:
        raise Http404
    return funnet[0], alle


@require_safe
@adgang(SE)
def okonomiliste(request: HttpRequest) -> HttpResponse:
    """The pages on the economy, and the meetings to come (HJUL-15)."""
    return _okonomiliste(request, Statusskjema())


def _okonomiliste(request: HttpRequest, skjema: Form) -> HttpResponse:
    i_dag = timezone.localdate()
    kommende = [
        m
        for m in moter(i_dag, i_dag + timedelta(days=FRAM))
        if m.status == "planlagt" and m.organ == FORMANNSKAPET
    ]
    innhold = {
        "side": Paginator(okonomistatuser(), PER_SIDE).get_page(request.GET.get("side")), "skjema": skjema,
        "moter": kommende, "kan_lage": aktor(request).gjelder(LAG, None),
    }  # fmt: skip
    return _svar(request, "rapport/okonomiliste.html", innhold, skjema)


@require_POST
@adgang(LAG)
def lag_status(request: HttpRequest) -> HttpResponseBase:
    """Makes the page for a meeting or a chosen day."""
    skjema = Statusskjema(request.POST)
    if skjema.is_valid():
        dato, organ = skjema.cleaned_data["dato"], skjema.cleaned_data["organ"]
        mote_id = next((m.id for m in moter(dato, dato) if m.organ == organ), None)
        try:
            rad = lag_okonomistatus(av=aktor(request).av, mote_id=mote_id, **skjema.cleaned_data)
        except RodtraadFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            return redirect("rapport:okonomistatus", status_id=rad.pk)
    return _okonomiliste(request, skjema)


@require_safe
@adgang(SE)
def okonomistatus(request: HttpRequest, status_id: int) -> HttpResponse:
    """One page, as it is printed."""
    rad = _status(status_id)
    return render(request, "rapport/okonomistatus.html", {"status": rad, "innhold": med_lenker(rad.innhold)})


@require_safe
@adgang(SE)
def okonomistatus_csv(request: HttpRequest, status_id: int) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The same figures as CSV."""
    rad = _status(status_id)
    i = rad.innhold
    rader = [
        *({"gruppe": "rammeområde", **r} for r in i["omraader"]),
        *([{"gruppe": "sum", **i["sum"]}] if i["sum"] else []),
        *({"gruppe": "største avvik", **r} for r in i["storste"]),
    ]
    return _csv(f"okonomistatus-{rad.dato:%Y-%m-%d}.csv", TALLKOLONNER, rader)


def _status(status_id: int) -> Okonomistatus:
    rad = hent_okonomistatus(status_id)
    if rad is None:
        raise Http404
    return rad


def _csv(navn: str, kolonner: Iterable[str], rader: Iterable[Mapping[str, Any]]) -> HttpResponse:
    """UTF-8 with a mark, semicolons, texts that a spreadsheet would compute made harmless."""
    svar = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    svar.headers["Content-Disposition"] = f'attachment; filename="{navn}"'
    skriver = csv.DictWriter(svar, list(kolonner), delimiter=";", extrasaction="ignore")
    skriver.writeheader()
    skriver.writerows({k: _trygg(rad.get(k)) for k in kolonner} for rad in rader)
    return svar


def _trygg(verdi: Any) -> Any:
    return f"'{verdi}" if isinstance(verdi, str) and verdi.startswith(_FARLIG) else verdi


def _svar(request: HttpRequest, mal: str, innhold: dict[str, Any], skjema: Form) -> HttpResponse:
    return render(request, mal, innhold, status=422 if skjema.errors else 200)

"""Pages of the organisation: the tree of a day, and a unit."""

import csv
from datetime import date
from io import StringIO

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from rodtraad.hendelser.adgang import adgang, slipper_inn
from rodtraad.organisasjon.enheter import NAVN_PAA_NIVAA, TOPP
from rodtraad.organisasjon.queries import enhetsbilde, grener, versjoner
from rodtraad.organisasjon.tavle import enhetspaneler

KOLONNER = (
    "kode", "navn", "nivaa", "overordnet", "gyldig_fra", "gyldig_til", "rekkefolge", "vis_kode", "har_tabeller",
    "linje_overordnet", "etterfolger", "konstruert",
)  # fmt: skip
MAKS_SOKETEKST = 100


@require_safe
@adgang("organisasjon.se")
def tre(request: HttpRequest) -> HttpResponse:
    """The tree of the chosen day, in the reporting or the line structure, or what matches a text in it."""
    dato, feil = valgt_dato(request)
    linje = request.GET.get("struktur") == "linje"
    tekst = request.GET.get("q", "").strip()[:MAKS_SOKETEKST]
    innhold = {"dato": dato, "feil": feil, "linje": linje, "tekst": tekst, "nivaanavn": NAVN_PAA_NIVAA,
               "grener": grener(dato, linje=linje, tekst=tekst)}  # fmt: skip
    return render(request, "organisasjon/tre.html", innhold)


@require_safe
@adgang("organisasjon.se")
def enhet(request: HttpRequest, nivaa: str, kode: str) -> HttpResponse:
    """A unit on the chosen day: where it belongs, its history, and what other rooms know of it."""
    dato, feil = valgt_dato(request)
    bilde = enhetsbilde((nivaa, kode), dato)
    if bilde is None:
        raise Http404
    paneler = [
        (panel, verdier)
        for panel in enhetspaneler.alle()
        if slipper_inn(panel.regel, request)
        and (verdier := panel.innhold(request, bilde.nokkel, dato)) is not None
    ]
    innhold = {"bilde": bilde, "enhet": bilde.enhet, "dato": dato, "feil": feil, "paneler": paneler,
               "gjelder": bilde.enhet.gjelder(dato), "topp": TOPP, "nivaanavn": NAVN_PAA_NIVAA}  # fmt: skip
    return render(request, "organisasjon/enhet.html", innhold)


@require_safe
@adgang("organisasjon.se")
def eksport(_request: HttpRequest) -> HttpResponse:
    """Every version of every unit, in the form `rodtraad les organisasjon` reads."""
    strom = StringIO()
    skriver = csv.writer(strom, lineterminator="\n")
    skriver.writerow(KOLONNER)
    for versjon in versjoner():
        skriver.writerow(_celle(getattr(versjon, kolonne)) for kolonne in KOLONNER)
    svar = HttpResponse(strom.getvalue(), content_type="text/csv; charset=utf-8")
    svar["Content-Disposition"] = 'attachment; filename="organisasjon.csv"'
    return svar


def valgt_dato(request: HttpRequest) -> tuple[date, str]:
    """The day asked for by `dato`, today without one; a day that does not exist is said, not guessed."""
    tekst = request.GET.get("dato", "").strip()
    try:
        dato = parse_date(tekst) if tekst else timezone.localdate()
    except ValueError:
        dato = None
    if dato is None:
        feil = gettext("«%(tekst)s» er ikke en dato. Skriv den som 2024-12-31. Siden viser i dag.")
        return timezone.localdate(), feil % {"tekst": tekst[:20]}
    return dato, ""


def _celle(verdi: object) -> str:
    if isinstance(verdi, bool):
        return "ja" if verdi else "nei"
    return "" if verdi is None else str(verdi)

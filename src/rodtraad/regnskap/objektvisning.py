"""Pages of objects: what each building and vehicle costs, and what it is made of."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.kontoplan.skjermet import skjermede_funksjoner
from rodtraad.organisasjon.queries import tre
from rodtraad.regnskap.models import Objektslag
from rodtraad.regnskap.objekt_queries import (
    objektkostnad,
    objektregister,
    regnskapsaar,
    strenger_for,
)
from rodtraad.regnskap.objekter import newest
from rodtraad.regnskap.posteringskvalitet_queries import ansvar_i
from rodtraad.tilgang.aktor import aktor

SE = "tall.se"
KLASSER = {"1": "drift", "0": "investering"}


@require_safe
@adgang(SE)
def objekter(request: HttpRequest) -> HttpResponse:
    """Cost per object, summed to the ansvar, within the units one may see figures of (KONTO-10)."""
    aarene = regnskapsaar()
    aar = _aar(request, aarene)
    slag = request.GET.get("slag", "")
    slag = slag if slag in Objektslag.values else ""
    klasse = request.GET.get("klasse", "1")
    klasse = klasse if klasse in KLASSER else "1"
    deler = objektkostnad(aar, kontoklasse=klasse, slag=slag, ansvar=ansvar_i(aktor(request).omfang(SE)))
    navn = _ansvarsnavn(aar)
    innhold = {
        "deler": [(d, navn.get(d.ansvar, "")) for d in deler], "aar": aar, "aarene": aarene, "slag": slag,
        "slagene": Objektslag.choices, "klasse": klasse, "klasser": KLASSER, "har_register": bool(objektregister()),
    }  # fmt: skip
    return render(request, "regnskap/objekter.html", innhold)


@require_safe
@adgang(SE)
def objekt(request: HttpRequest, kode: str) -> HttpResponse:
    """The account strings an object's cost is made of, on the ansvar one may see (KONTO-10)."""
    aarene = regnskapsaar()
    aar, versjoner = _aar(request, aarene), [o for o in objektregister() if o.kode == kode]
    ansvar = ansvar_i(aktor(request).omfang(SE))
    strenger = strenger_for(aar, kode, ansvar=ansvar)
    synlige = [v for v in versjoner if ansvar is None or v.ansvar in ansvar]
    if not strenger and not synlige:
        raise Http404
    enkelt = ansvar_i(aktor(request).omfang("posteringer.se"))
    apne = [
        s
        for s in strenger
        if s.funksjon not in skjermede_funksjoner() or enkelt is None or s.ansvar in enkelt
    ]
    naa = newest(synlige, timezone.localdate()).get(kode)
    navn = _ansvarsnavn(aar)
    innhold = {
        "kode": kode, "objekt": naa, "versjoner": [(v, navn.get(v.ansvar, "")) for v in synlige],
        "strenger": [(s, KLASSER[s.kontoklasse], navn.get(s.ansvar, "")) for s in apne],
        "skjult": sum(s.belop for s in strenger) - sum(s.belop for s in apne),
        "antall_skjult": len(strenger) - len(apne),
        "sum": sum(s.belop for s in strenger), "aar": aar, "aarene": aarene,
    }  # fmt: skip
    return render(request, "regnskap/objekt.html", innhold)


def _aar(request: HttpRequest, aarene: list[int]) -> int:
    valgt = request.GET.get("aar", "")
    return next((a for a in aarene if str(a) == valgt), aarene[0] if aarene else timezone.localdate().year)


def _ansvarsnavn(aar: int) -> dict[str, str]:
    return {e.kode: e.navn for e in tre(aar) if e.nivaa == "ansvar"}

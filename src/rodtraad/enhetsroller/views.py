"""Pages of contacts, and the acts on units."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from rodtraad.enhetsroller.forms import Avslutningsskjema, Enhetsskjema, Kontaktskjema, Sluttdagsskjema
from rodtraad.enhetsroller.kontaktroller import KOMMUNE, KOMMUNEN, kontaktroller
from rodtraad.enhetsroller.models import Enhetskontakt
from rodtraad.enhetsroller.queries import gyldige_kontakter, hent_kontakt, kontaktbilder, manglende_kontakter
from rodtraad.enhetsroller.services import avslutt_kontakt, utpek_kontakt
from rodtraad.hendelser.adgang import adgang
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.organisasjon.enheter import ANSVAR, RAMMEOMRADE, VIRKSOMHET, Enhetsversjon
from rodtraad.organisasjon.queries import enheter_paa, enhetsbilde
from rodtraad.organisasjon.services import avslutt_enhet, opprett_enhet
from rodtraad.tilgang.aktor import Aktor, aktor
from rodtraad.tilgang.queries import personer_i
from rodtraad.tilgang.rettigheter import Enhetsnokkel

RETT = "organisasjon.forvalt"
PER_SIDE = 50
BARN = {RAMMEOMRADE: VIRKSOMHET, VIRKSOMHET: ANSVAR}


@require_safe
@adgang("organisasjon.se")
def kontakter(request: HttpRequest) -> HttpResponse:
    """Every contact today, and the units where one is missing (ORG-14)."""
    i_dag, hvem = timezone.localdate(), aktor(request)
    valgt = request.GET.get("rolle", "")
    rader = gyldige_kontakter(i_dag)
    if valgt in kontaktroller():
        rader = rader.filter(rolle=valgt)
    side = Paginator(rader, PER_SIDE).get_page(request.GET.get("side"))
    navn = {(e.nivaa, e.kode): e.navn for e in enheter_paa(i_dag)}
    innhold = {
        "side": side, "rader": [(k, navn.get(k.enhet, "")) for k in side.object_list], "valgt": valgt,
        "roller": kontaktroller().values(),
        "mangler": [m for m in manglende_kontakter(None, i_dag) if not valgt or m.rolle.id == valgt],
        "kommunen": kontaktbilder(KOMMUNEN, i_dag), "kan_kommunen": hvem.gjelder(RETT, None),
    }  # fmt: skip
    return render(request, "enhetsroller/kontakter.html", innhold)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(RETT)
def ny_kontakt(request: HttpRequest, nivaa: str, kode: str) -> HttpResponseBase:
    """Appoints a contact for a unit one may change, or for the whole municipality."""
    enhet = KOMMUNEN if nivaa == KOMMUNE else (nivaa, kode)
    hvem = aktor(request)
    hvem.krev(RETT, enhet if enhet != KOMMUNEN else None)
    if enhet != KOMMUNEN and enhetsbilde(enhet, timezone.localdate()) is None:
        raise Http404
    personer = personer_i(hvem.omfang("personer.se"), timezone.localdate())
    skjema = Kontaktskjema(
        request.POST or None,
        nivaa=enhet[0],
        personer=personer,
        initial={"rolle": request.GET.get("rolle", "")},
    )
    if request.method == "POST" and skjema.is_valid():
        try:
            utpek_kontakt(
                enhet=enhet, bruker_id=skjema.cleaned_data.pop("bruker"), av=hvem.av, **skjema.cleaned_data
            )
        except RodtraadFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Kontakten er utpekt."))
            return redirect(_siden_til(enhet))
    return _skjemaside(
        request, gettext("Utpek kontakt for %(enhet)s") % {"enhet": _navn(enhet)}, skjema, enhet
    )


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(RETT)
def avslutt(request: HttpRequest, kontakt_id: int) -> HttpResponseBase:
    """Ends a contact of a unit one may change."""
    kontakt = hent_kontakt(kontakt_id)
    hvem = aktor(request)
    if kontakt is None or not hvem.gjelder(RETT, _eller_hele(kontakt)):
        raise Http404
    skjema = Sluttdagsskjema(request.POST or None)
    if request.method == "POST" and skjema.is_valid():
        try:
            avslutt_kontakt(kontakt_id=kontakt.pk, siste_dag=skjema.dag, av=hvem.av)
        except RodtraadFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            return redirect(_siden_til(kontakt.enhet))
    tittel = gettext("Avslutt %(rolle)s: %(navn)s") % {
        "rolle": kontakt.rollenavn.lower(),
        "navn": kontakt.bruker.navn,
    }
    return _skjemaside(request, tittel, skjema, kontakt.enhet)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(RETT)
def ny_enhet(request: HttpRequest) -> HttpResponseBase:
    """Creates a unit under one that one may change; a rammeområde needs the right for the whole municipality."""
    hvem, i_dag = aktor(request), timezone.localdate()
    skjema = Enhetsskjema(
        request.POST or None, over=_mulige_foreldre(hvem, i_dag), initial={"over": request.GET.get("over", "")},
        linje=[(e.kode, f"{e.kode} {e.navn}") for e in enheter_paa(i_dag) if e.nivaa != ANSVAR],
    )  # fmt: skip
    if request.method == "POST" and skjema.is_valid():
        ny = _enhet(skjema)
        try:
            opprett_enhet(ny, av=hvem.av)
        except RodtraadFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Enheten %(navn)s er opprettet.") % {"navn": ny.navn})
            return redirect(f"{_siden_til(ny.nokkel)}?dato={ny.gyldig_fra.isoformat()}")
    return _skjemaside(request, gettext("Ny enhet"), skjema, None)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(RETT)
def avslutt_enheten(request: HttpRequest, nivaa: str, kode: str) -> HttpResponseBase:
    """Ends a unit one may change, with the unit that takes over."""
    hvem, i_dag, nokkel = aktor(request), timezone.localdate(), (nivaa, kode)
    if enhetsbilde(nokkel, i_dag) is None:
        raise Http404
    hvem.krev(RETT, nokkel)
    like = [(e.kode, f"{e.kode} {e.navn}") for e in enheter_paa(i_dag) if e.nivaa == nivaa and e.kode != kode]
    skjema = Avslutningsskjema(request.POST or None, nivaa=nivaa, etterfolgere=like)
    if request.method == "POST" and skjema.is_valid():
        try:
            avslutt_enhet(nivaa=nivaa, kode=kode, av=hvem.av, **skjema.cleaned_data)
        except RodtraadFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Enheten er avsluttet."))
            return redirect(_siden_til(nokkel))
    return _skjemaside(request, gettext("Avslutt %(enhet)s") % {"enhet": _navn(nokkel)}, skjema, nokkel)


def _eller_hele(kontakt: Enhetskontakt) -> Enhetsnokkel | None:
    return kontakt.enhet if kontakt.enhet != KOMMUNEN else None


def _mulige_foreldre(hvem: Aktor, dato: date) -> list[tuple[str, str]]:
    """Units a new one may be put under; blank (a new rammeområde) for whoever may change everything."""
    hele = [("", gettext("Ingen: et nytt rammeområde"))] if hvem.gjelder(RETT, None) else []
    return hele + [
        (f"{e.nivaa}:{e.kode}", f"{e.kode} {e.navn}")
        for e in enheter_paa(dato)
        if e.nivaa in BARN and hvem.gjelder(RETT, (e.nivaa, e.kode))
    ]


def _enhet(skjema: Form) -> Enhetsversjon:
    d = skjema.cleaned_data
    nivaa, _, over = d["over"].partition(":")
    return Enhetsversjon(
        d["kode"], d["navn"], BARN[nivaa] if over else RAMMEOMRADE, over, d["fra"],
        rekkefolge=10_000, linje_overordnet=d["linje"],
    )  # fmt: skip


def _navn(enhet: Enhetsnokkel) -> str:
    bilde = enhetsbilde(enhet, timezone.localdate()) if enhet != KOMMUNEN else None
    return f"{bilde.enhet.kode} {bilde.enhet.navn}" if bilde else gettext("hele kommunen")


def _siden_til(enhet: Enhetsnokkel) -> str:
    if enhet == KOMMUNEN:
        return reverse("enhetsroller:kontakter")
    return reverse("organisasjon:enhet", args=enhet)


def _skjemaside(request: HttpRequest, tittel: str, skjema: Form, enhet: Enhetsnokkel | None) -> HttpResponse:
    tilbake = _siden_til(enhet) if enhet else reverse("organisasjon:tre")
    innhold = {"tittel": tittel, "skjema": skjema, "tilbake": tilbake}
    return render(request, "web/skjemaside.html", innhold, status=422 if skjema.errors else 200)

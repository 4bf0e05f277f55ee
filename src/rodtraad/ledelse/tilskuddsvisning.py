"""Pages of applications for grants."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.hendelser.queries import hendelser_om
from rodtraad.kjerne.belop import kroner_fra_ore
from rodtraad.ledelse.adkomst import finn_soknad, kan_endre_soknad
from rodtraad.ledelse.feil import LedelseFeil
from rodtraad.ledelse.forms import Soknadsskjema, Statusskjema
from rodtraad.ledelse.models import Soknadsstatus, Tilskuddssoknad
from rodtraad.ledelse.queries import AAPNE_SOKNADER, soknader
from rodtraad.ledelse.tilskudd import endre_soknad, neste_statuser, ny_soknad, sett_soknadsstatus
from rodtraad.organisasjon.queries import enheter_paa
from rodtraad.tilgang.aktor import Aktor, aktor
from rodtraad.tilgang.queries import leder_for, personer_i, toppledere

PER_SIDE = 50
ORE = 100


@require_safe
@adgang("innlogget")
def liste(request: HttpRequest) -> HttpResponse:
    """Applications one has to do with, overdue first (HJUL-16)."""
    hvem = aktor(request)
    valgt = request.GET.get("status", "")
    rader = soknader(hvem.omfang("oppgaver.se"), hvem.eier.pk if hvem.eier else 0, status=valgt)
    innhold = {
        "side": Paginator(rader, PER_SIDE).get_page(request.GET.get("side")), "statuser": Soknadsstatus.choices,
        "valgt": valgt, "aapne": AAPNE_SOKNADER, "kan_opprette": hvem.har("oppgaver.forvalt"),
    }  # fmt: skip
    return render(request, "ledelse/tilskudd.html", innhold)


@require_safe
@adgang("innlogget")
def soknad(request: HttpRequest, soknad_id: int) -> HttpResponse:
    """One application."""
    return _vis(request, finn_soknad(request, soknad_id))


def _vis(request: HttpRequest, rad: Tilskuddssoknad, skjema: Statusskjema | None = None) -> HttpResponse:
    kan_endre = kan_endre_soknad(aktor(request), rad)
    innhold = {
        "soknad": rad, "kan_endre": kan_endre, "er_aapen": rad.status in AAPNE_SOKNADER,
        "skjema": skjema or (_statusskjema(rad) if kan_endre and neste_statuser(rad.status) else None),
        "historie": hendelser_om(f"tilskudd:{rad.pk}"), "kroner": _kroner(rad),
        "enhetsnavn": dict(_enhetsvalg(None)).get(f"{rad.enhet_nivaa}:{rad.enhet_kode}", rad.enhet_kode),
    }  # fmt: skip
    return render(request, "ledelse/soknad.html", innhold, status=422 if skjema else 200)


def _statusskjema(rad: Tilskuddssoknad, post: Any = None) -> Statusskjema:
    neste = neste_statuser(rad.status)
    valg = [(s, navn) for s, navn in Soknadsstatus.choices if s in neste]
    return Statusskjema(post, statuser=valg, initial={"versjon": rad.versjon})


@require_POST
@adgang("innlogget")
def sett_status(request: HttpRequest, soknad_id: int) -> HttpResponseBase:
    """Where it stands now."""
    rad = finn_soknad(request, soknad_id, endre=True)
    skjema = _statusskjema(rad, request.POST)
    if skjema.is_valid():
        try:
            sett_soknadsstatus(soknad_id=rad.pk, av=aktor(request).av, **skjema.cleaned_data)
        except LedelseFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Statusen er lagret."))
            return redirect("ledelse:soknad", soknad_id=rad.pk)
    return _vis(request, rad, skjema)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("oppgaver.forvalt")
def ny(request: HttpRequest) -> HttpResponseBase:
    """Plans an application for a unit one gives tasks in."""
    skjema = _skjema(request, {"versjon": 1, "frist": timezone.localdate()})
    if request.method == "POST" and skjema.is_valid():
        try:
            rad = ny_soknad(verdier=_verdier(skjema.cleaned_data), av=aktor(request).av)
        except LedelseFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Søknaden er lagt inn, og den ansvarlige har fått en oppgave."))
            return redirect("ledelse:soknad", soknad_id=rad.pk)
    return _skjemaside(request, gettext("Ny søknad om tilskudd"), skjema, reverse("ledelse:tilskudd"))


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("oppgaver.forvalt")
def endre(request: HttpRequest, soknad_id: int) -> HttpResponseBase:
    """Changes one not yet sent."""
    rad = finn_soknad(request, soknad_id, endre=True)
    start = {
        "versjon": rad.versjon, "tittel": rad.tittel, "giver": rad.giver, "frist": rad.frist, "eier": rad.eier_id,
        "stedfortreder": rad.stedfortreder_id, "leder": rad.leder_id, "merknad": rad.merknad,
        "enhet": f"{rad.enhet_nivaa}:{rad.enhet_kode}", "kroner": _kroner(rad),
    }  # fmt: skip
    skjema = _skjema(request, start, rad)
    if request.method == "POST" and skjema.is_valid():
        try:
            endre_soknad(
                soknad_id=rad.pk, versjon=skjema.cleaned_data["versjon"], verdier=_verdier(skjema.cleaned_data),
                av=aktor(request).av,
            )  # fmt: skip
        except LedelseFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Søknaden er endret."))
            return redirect("ledelse:soknad", soknad_id=rad.pk)
    tilbake = reverse("ledelse:soknad", args=[rad.pk])
    return _skjemaside(request, gettext("Endre %(tittel)s") % {"tittel": rad.tittel}, skjema, tilbake)


def _skjema(request: HttpRequest, start: dict[str, Any], rad: Tilskuddssoknad | None = None) -> Soknadsskjema:
    """The form; those who stand in it today may stay, whoever fills it in."""
    hvem, i_dag = aktor(request), timezone.localdate()
    omfang = hvem.omfang("oppgaver.forvalt")
    alle = dict(personer_i(None, i_dag))
    egne = {pk for pk, _ in personer_i(omfang, i_dag)} | {hvem.eier.pk if hvem.eier else 0}
    faste = {rad.eier_id, rad.stedfortreder_id, rad.leder_id} if rad else set()
    ledere = {*leder_for(i_dag).values(), *toppledere(i_dag)}
    return Soknadsskjema(
        request.POST or None, initial=start, enheter=_enhetsvalg(hvem),
        personer=[(pk, navn) for pk, navn in alle.items() if pk in egne | faste],
        ledere=[(pk, navn) for pk, navn in alle.items() if pk in egne | ledere | faste],
    )  # fmt: skip


def _enhetsvalg(hvem: Aktor | None) -> list[tuple[str, str]]:
    omfang = hvem.omfang("oppgaver.forvalt") if hvem else None
    return [
        (f"{e.nivaa}:{e.kode}", f"{e.kode} {e.navn}" if e.vis_kode else e.navn)
        for e in enheter_paa(timezone.localdate())
        if omfang is None or (e.nivaa, e.kode) in omfang
    ]


def _verdier(data: dict[str, Any]) -> dict[str, Any]:
    nivaa, _, kode = data["enhet"].partition(":")
    kroner: Decimal | None = data["kroner"]
    return {
        "tittel": data["tittel"], "giver": data["giver"], "frist": data["frist"], "merknad": data["merknad"],
        "belop": int(kroner * ORE) if kroner is not None else None, "enhet_nivaa": nivaa, "enhet_kode": kode,
        "eier_id": data["eier"], "stedfortreder_id": data["stedfortreder"], "leder_id": data["leder"],
    }  # fmt: skip


def _kroner(rad: Tilskuddssoknad) -> Decimal | None:
    return Decimal(kroner_fra_ore(rad.belop)) if rad.belop is not None else None


def _skjemaside(request: HttpRequest, tittel: str, skjema: Soknadsskjema, tilbake: str) -> HttpResponse:
    innhold = {"tittel": tittel, "skjema": skjema, "tilbake": tilbake}
    return render(request, "web/skjemaside.html", innhold, status=422 if skjema.errors else 200)

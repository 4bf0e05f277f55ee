"""Pages of tasks: my tasks, the unit's, one task, a new one."""

from collections.abc import Callable, Mapping

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.hendelser.queries import hendelser_om
from rodtraad.oppgaver import handlinger
from rodtraad.oppgaver.adkomst import eiere_paa_pulten, finn, kan_endre, navn_i_loggen
from rodtraad.oppgaver.forms import Kommentarskjema, Nyskjema, Utvalgsskjema
from rodtraad.oppgaver.queries import (
    Oppgaver,
    egne_oppgaver,
    enhetens_oppgaver,
    kommentarer_til,
    lukkede_oppgaver,
    mine_oppgaver,
    velg_ut,
)
from rodtraad.oppgaver.services import OppgaveFeil, kommenter_oppgave
from rodtraad.tilgang.aktor import aktor

PER_SIDE = 50
LISTER: Mapping[str, Callable[..., Oppgaver]] = {"ferdige": lukkede_oppgaver, "alle": egne_oppgaver}


@require_safe
@adgang("innlogget")
def mine(request: HttpRequest) -> HttpResponse:
    """My tasks: what I must do, by deadline, mine and those of whom I stand in for (HJUL-17)."""
    hvem, skjema = aktor(request), Utvalgsskjema(request.GET)
    egen, vis = hvem.eier.pk if hvem.eier else 0, request.GET.get("vis", "")
    rader = LISTER.get(vis, mine_oppgaver)(egen, ogsaa_for=eiere_paa_pulten(hvem))
    rader = velg_ut(rader, skjema.utvalg(), timezone.localdate())
    side = Paginator(rader, PER_SIDE).get_page(request.GET.get("side"))
    innhold = {"side": side, "vis": vis if vis in LISTER else "", "egen": egen, "utvalg": skjema}
    return render(request, "oppgaver/mine.html", innhold)


@require_safe
@adgang("oppgaver.se")
def enhetens(request: HttpRequest) -> HttpResponse:
    """The tasks of the units one leads, by deadline."""
    hvem, skjema = aktor(request), Utvalgsskjema(request.GET)
    ferdige, valgt = request.GET.get("vis") == "ferdige", request.GET.get("enhet", "")
    rader = enhetens_oppgaver(hvem.omfang("oppgaver.se"), lukkede=ferdige)
    if ":" in valgt:
        nivaa, _, kode = valgt.partition(":")
        rader = rader.filter(enhet_nivaa=nivaa, enhet_kode=kode)
    rader = velg_ut(rader, skjema.utvalg(), timezone.localdate())
    innhold = {
        "side": Paginator(rader, PER_SIDE).get_page(request.GET.get("side")),
        "enheter": handlinger.enhetsvalg(hvem, "oppgaver.se"),
        "valgt": valgt,
        "ferdige": ferdige,
        "utvalg": skjema,
        "kan_gi": hvem.har("oppgaver.forvalt"),
    }
    return render(request, "oppgaver/enhetens.html", innhold)


@require_safe
@adgang("innlogget")
def oppgave(request: HttpRequest, oppgave_id: int) -> HttpResponse:
    """One task: what, by when, its acts, remarks and history."""
    return _vis(request, oppgave_id)


def _vis(request: HttpRequest, oppgave_id: int, *, skjema: object = None, gjor: str = "") -> HttpResponse:
    rad = finn(request, oppgave_id)
    hvem = aktor(request)
    skjemaer = handlinger.skjemaer(hvem, rad) if kan_endre(hvem, rad) else {}
    if gjor in skjemaer:
        skjemaer[gjor] = skjema
    innhold = {
        "oppgave": rad,
        "skjemaer": [(navn, handlinger.NAVN[navn], s) for navn, s in skjemaer.items()],
        "gjor": gjor,
        "kommentarskjema": skjema if gjor == "kommenter" else Kommentarskjema(),
        "kommentarer": kommentarer_til(rad.pk),
        "historie": hendelser_om(f"oppgave:{rad.pk}"),
        "enhetsnavn": handlinger.enhetsnavn(rad.enhet),
    }
    return render(request, "oppgaver/oppgave.html", innhold, status=422 if gjor else 200)


@require_POST
@adgang("innlogget")
def gjor(request: HttpRequest, oppgave_id: int, handling: str) -> HttpResponseBase:
    """An act on a task: fullfor, utsett, overfor, avlys or gjenaapne."""
    rad = finn(request, oppgave_id, endre=True)
    skjema = handlinger.bygg(handling, aktor(request), rad, request.POST)
    if skjema.is_valid():
        try:
            navn = navn_i_loggen(aktor(request), rad)
            melding = handlinger.utfor(handling, rad, skjema.cleaned_data, av=navn)
        except OppgaveFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            handlinger.si_fra(request, melding)
            return redirect(handlinger.tilbake(request, rad))
    return _vis(request, oppgave_id, skjema=skjema, gjor=handling)


@require_POST
@adgang("innlogget")
def kommenter(request: HttpRequest, oppgave_id: int) -> HttpResponseBase:
    """A remark on a task one may see."""
    rad = finn(request, oppgave_id)
    skjema = Kommentarskjema(request.POST)
    if not skjema.is_valid():
        return _vis(request, oppgave_id, skjema=skjema, gjor="kommenter")
    navn = navn_i_loggen(aktor(request), rad)
    kommenter_oppgave(oppgave_id=rad.pk, tekst=skjema.cleaned_data["tekst"], av=navn)
    return redirect("oppgaver:oppgave", oppgave_id=rad.pk)


@require_POST
@adgang("innlogget")
def fullfor_flere(request: HttpRequest) -> HttpResponseBase:
    """Completes the chosen of one's own tasks."""
    egne = handlinger.paa_pulten(aktor(request))
    valgt = [int(v) for v in request.POST.getlist("oppgave") if v.isascii() and v.isdigit()]
    antall = handlinger.fullfor_valgte(aktor(request), egne.filter(pk__in=valgt[:500]))
    handlinger.si_fra(request, handlinger.antall_fullfort(antall))
    return redirect("oppgaver:mine")


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("oppgaver.forvalt")
def ny(request: HttpRequest) -> HttpResponseBase:
    """Gives a task to a person for a unit one leads."""
    hvem = aktor(request)
    skjema = Nyskjema(
        request.POST or None,
        personer=handlinger.personvalg(hvem),
        enheter=handlinger.enhetsvalg(hvem, "oppgaver.forvalt"),
    )
    if request.method == "POST" and skjema.is_valid():
        try:
            laget = handlinger.gi(hvem, skjema.cleaned_data)
        except OppgaveFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            handlinger.si_fra(request, gettext("Oppgaven er gitt."))
            return redirect("oppgaver:oppgave", oppgave_id=laget.pk)
    return render(request, "oppgaver/ny.html", {"skjema": skjema}, status=422 if skjema.errors else 200)

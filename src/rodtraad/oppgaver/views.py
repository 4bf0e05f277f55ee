"""Pages of tasks: my tasks, the unit's, one task, a new one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.hendelser.queries import hendelser_om
from rodtraad.oppgaver import handlinger
from rodtraad.oppgaver.adkomst import eiere_paa_pulten, finn, kan_endre
from rodtraad.oppgaver.forms import Kommentarskjema, Nyskjema
from rodtraad.oppgaver.queries import (
    enhetens_oppgaver,
    fullforte_oppgaver,
    kommentarer_til,
    mine_oppgaver,
)
from rodtraad.oppgaver.services import OppgaveFeil, fullfor_oppgaver, kommenter_oppgave, opprett_oppgave
from rodtraad.tilgang.aktor import aktor

PER_SIDE = 50


@require_safe
@adgang("innlogget")
def mine(request: HttpRequest) -> HttpResponse:
    """My tasks: what I must do, by deadline, mine and those of whom I stand in for (HJUL-17)."""
    hvem = aktor(request)
    eiere = eiere_paa_pulten(hvem)
    egen = hvem.eier.pk if hvem.eier else 0
    ferdige = request.GET.get("vis") == "ferdige"
    rader = fullforte_oppgaver(egen) if ferdige else mine_oppgaver(egen, ogsaa_for=eiere)
    side = Paginator(rader, PER_SIDE).get_page(request.GET.get("side"))
    return render(request, "oppgaver/mine.html", {"side": side, "ferdige": ferdige, "egen": egen})


@require_safe
@adgang("oppgaver.se")
def enhetens(request: HttpRequest) -> HttpResponse:
    """The tasks of the units one leads, open, by deadline."""
    rader = enhetens_oppgaver(aktor(request).omfang("oppgaver.se"))
    valgt = request.GET.get("enhet", "")
    if ":" in valgt:
        nivaa, _, kode = valgt.partition(":")
        rader = rader.filter(enhet_nivaa=nivaa, enhet_kode=kode)
    innhold = {
        "side": Paginator(rader, PER_SIDE).get_page(request.GET.get("side")),
        "enheter": handlinger.enhetsvalg(aktor(request), "oppgaver.se"),
        "valgt": valgt,
        "kan_gi": aktor(request).har("oppgaver.forvalt"),
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
            melding = handlinger.utfor(handling, rad, skjema.cleaned_data, av=aktor(request).av)
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
    kommenter_oppgave(oppgave_id=rad.pk, tekst=skjema.cleaned_data["tekst"], av=aktor(request).av)
    return redirect("oppgaver:oppgave", oppgave_id=rad.pk)


@require_POST
@adgang("innlogget")
def fullfor_flere(request: HttpRequest) -> HttpResponseBase:
    """Completes the chosen of one's own tasks."""
    egne = mine_oppgaver(0, ogsaa_for=eiere_paa_pulten(aktor(request)))
    valgt = [int(v) for v in request.POST.getlist("oppgave") if v.isascii() and v.isdigit()]
    ider = list(egne.filter(pk__in=valgt[:500]).values_list("pk", flat=True))
    antall = fullfor_oppgaver(oppgave_ider=ider, av=aktor(request).av)
    handlinger.si_fra(request, handlinger.antall_fullfort(antall))
    return redirect("oppgaver:mine")


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("oppgaver.forvalt")
def ny(request: HttpRequest) -> HttpResponseBase:
    """Gives a task to a person for a unit one leads."""
    hvem = aktor(request)
    valg = {
        "personer": handlinger.personvalg(hvem),
        "enheter": handlinger.enhetsvalg(hvem, "oppgaver.forvalt"),
    }
    skjema = Nyskjema(request.POST or None, **valg)
    if request.method == "POST" and skjema.is_valid():
        data = dict(skjema.cleaned_data)
        enhet, eier = data.pop("enhet"), data.pop("eier")
        laget = opprett_oppgave(
            eier_id=eier, enhet=tuple(enhet.split(":", 1)) if enhet else None,
            leder_id=hvem.eier.pk if hvem.eier else None, av=hvem.av, **data,
        )  # fmt: skip
        handlinger.fortell_ny(laget)
        return redirect("oppgaver:oppgave", oppgave_id=laget.pk)
    return render(request, "oppgaver/ny.html", {"skjema": skjema}, status=422 if skjema.errors else 200)

"""The acts a page of a task offers, each with its form and its service."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy, ngettext

from rodtraad.oppgaver import services
from rodtraad.oppgaver.adkomst import eiere_paa_pulten, navn_i_loggen
from rodtraad.oppgaver.forms import Avlysskjema, Fullforskjema, Handling, Overforskjema, Utsettskjema
from rodtraad.oppgaver.models import Oppgave, Oppgavestatus
from rodtraad.oppgaver.queries import mine_oppgaver
from rodtraad.organisasjon.queries import enheter_paa
from rodtraad.tilgang.aktor import Aktor
from rodtraad.tilgang.queries import personer_i
from rodtraad.tilgang.rettigheter import Enhetsnokkel

AAPNE = ("fullfor", "utsett", "overfor", "avlys")
GJENAAPNE = "gjenaapne"
NAVN = {
    "fullfor": gettext_lazy("Fullfør"),
    "utsett": gettext_lazy("Flytt fristen"),
    "overfor": gettext_lazy("Overfør til en annen"),
    "avlys": gettext_lazy("Avlys"),
    GJENAAPNE: gettext_lazy("Åpne igjen"),
}
MELDING = {
    "fullfor": gettext_lazy("Oppgaven er fullført."),
    "utsett": gettext_lazy("Fristen er flyttet."),
    "overfor": gettext_lazy("Oppgaven er overført."),
    "avlys": gettext_lazy("Oppgaven er avlyst."),
    GJENAAPNE: gettext_lazy("Oppgaven er åpnet igjen."),
}
_SKJEMA: Mapping[str, type[Handling]] = {
    "fullfor": Fullforskjema, "utsett": Utsettskjema, "overfor": Overforskjema, "avlys": Avlysskjema,
    GJENAAPNE: Fullforskjema,
}  # fmt: skip
_TJENESTE: Mapping[str, Callable[..., None]] = {
    "fullfor": services.fullfor_oppgave, "utsett": services.utsett_oppgave, "overfor": services.overfor_oppgave,
    "avlys": services.avlys_oppgave, GJENAAPNE: services.gjenaapne_oppgave,
}  # fmt: skip


def skjemaer(hvem: Aktor, oppgave: Oppgave) -> dict[str, Any]:
    """The forms of the acts that the task's status allows."""
    mulige = AAPNE if oppgave.status == Oppgavestatus.AAPEN else (GJENAAPNE,)
    return {navn: bygg(navn, hvem, oppgave, None) for navn in mulige}


def bygg(handling: str, hvem: Aktor, oppgave: Oppgave, post: Any) -> forms.Form:
    """The form of an act. Raises Http404 for an act there is not."""
    if handling not in _SKJEMA:
        raise Http404
    mer: dict[str, Any] = {"personer": personvalg(hvem)} if handling == "overfor" else {}
    return _SKJEMA[handling](post, initial={"versjon": oppgave.versjon}, prefix=None, **mer)


def utfor(handling: str, oppgave: Oppgave, data: Mapping[str, Any], *, av: str) -> str:
    """Does the act and returns what to tell the person. Raises OppgaveFeil."""
    felter = dict(data)
    if handling == "overfor":
        felter["ny_eier_id"] = felter.pop("ny_eier")
    if handling == GJENAAPNE:
        felter.pop("versjon")
    _TJENESTE[handling](oppgave_id=oppgave.pk, av=av, **felter)
    return str(MELDING[handling])


def paa_pulten(hvem: Aktor) -> QuerySet[Oppgave]:
    """The open tasks on the actor's desk."""
    return mine_oppgaver(hvem.eier.pk if hvem.eier else 0, ogsaa_for=eiere_paa_pulten(hvem))


def fullfor_valgte(hvem: Aktor, valgte: QuerySet[Oppgave]) -> int:
    """Completes them, under the name each is to have in the log; returns how many."""
    etter_navn: dict[str, list[int]] = {}
    pult = eiere_paa_pulten(hvem)
    for oppgave in valgte:
        etter_navn.setdefault(navn_i_loggen(hvem, oppgave, pult), []).append(oppgave.pk)
    return sum(services.fullfor_oppgaver(oppgave_ider=ider, av=navn) for navn, ider in etter_navn.items())


def gi(hvem: Aktor, data: Mapping[str, Any]) -> Oppgave:
    """Gives a task as the form says it, with the giver as the one it is escalated to. Raises OppgaveFeil."""
    felter = dict(data)
    enhet, eier_id = felter.pop("enhet"), felter.pop("eier")
    felter["stedfortreder_id"] = felter.pop("stedfortreder")
    with transaction.atomic():
        laget = services.opprett_oppgave(
            eier_id=eier_id, enhet=tuple(enhet.split(":", 1)) if enhet else None,
            leder_id=hvem.eier.pk if hvem.eier else None, av=hvem.av, **felter,
        )  # fmt: skip
        services.fortell_ny(laget, eier_id)
    return laget


def si_fra(request: HttpRequest, melding: str) -> None:
    """A message on the next page."""
    messages.success(request, melding)


def antall_fullfort(antall: int) -> str:
    """How many were completed, in words."""
    return ngettext("%(n)s oppgave er fullført.", "%(n)s oppgaver er fullført.", antall) % {"n": antall}


def tilbake(request: HttpRequest, oppgave: Oppgave) -> str:
    """Where to go after an act: back to the list it was done from, else the task. Never to another site."""
    til = request.POST.get("til", "")
    if til and url_has_allowed_host_and_scheme(til, allowed_hosts=None):
        return til
    return reverse("oppgaver:oppgave", args=[oppgave.pk])


def personvalg(hvem: Aktor) -> dict[int, str]:
    """Those the actor may give tasks to: persons with a role in the units, by name."""
    return dict(personer_i(hvem.omfang("oppgaver.forvalt"), timezone.localdate()))


def enhetsvalg(hvem: Aktor, rett: str) -> dict[str, str]:
    """The units the actor has the right for, as `nivaa:kode` with code and name."""
    omfang = hvem.omfang(rett)
    return {
        f"{e.nivaa}:{e.kode}": f"{e.kode} {e.navn}" if e.vis_kode else e.navn
        for e in enheter_paa(timezone.localdate())
        if omfang is None or (e.nivaa, e.kode) in omfang
    }


def enhetsnavn(enhet: Enhetsnokkel | None) -> str:
    """The unit in words; its code when it no longer exists."""
    if enhet is None:
        return ""
    for e in enheter_paa(timezone.localdate()):
        if (e.nivaa, e.kode) == enhet:
            return e.navn
    return enhet[1]

"""What tasks give to the shell."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtraad.oppgaver.handlinger import paa_pulten
from rodtraad.oppgaver.queries import Utvalg, enhetens_oppgaver, uleste, velg_ut
from rodtraad.skall.tavler import (
    Menypunkt,
    Panel,
    Sokekilde,
    Toppmerke,
    Treff,
    meny,
    paneler,
    sokekilder,
    toppmerker,
)
from rodtraad.tilgang.aktor import aktor

VIST = 6


def panel(request: HttpRequest) -> Mapping[str, Any]:
    """The nearest of my tasks, and how many there are."""
    hvem = aktor(request)
    rader = paa_pulten(hvem)
    naermeste = list(rader[: VIST + 1])
    antall = len(naermeste) if len(naermeste) <= VIST else rader.count()
    return {"oppgaver": naermeste[:VIST], "antall": antall, "egen": hvem.eier.pk if hvem.eier else 0}


def sok(request: HttpRequest, tekst: str, antall: int) -> Iterable[Treff]:
    """Open tasks with the text in the title: mine first, then those of the units I may see."""
    hvem, i_dag = aktor(request), timezone.localdate()
    sett: set[int] = set()
    kilder = [paa_pulten(hvem)]
    if hvem.har("oppgaver.se"):
        kilder.append(enhetens_oppgaver(hvem.omfang("oppgaver.se")))
    for rader in kilder:
        for rad in velg_ut(rader, Utvalg(tekst), i_dag)[:antall]:
            if rad.pk not in sett and len(sett) < antall:
                sett.add(rad.pk)
                adresse = reverse("oppgaver:oppgave", args=[rad.pk])
                yield Treff(rad.tittel, adresse, _("Oppgave"), f"{rad.eier.navn}, frist {rad.frist:%d.%m.%Y}")


def antall_uleste(request: HttpRequest) -> int:
    """How many messages wait for the person."""
    bruker = aktor(request).bruker
    return uleste(bruker.pk) if bruker else 0


ARBEID, SYSTEM = _("Mitt arbeid"), _("System")
meny.heng_opp(
    Menypunkt(
        _("Mine oppgaver"), "oppgaver:mine", "innlogget", ARBEID, rekkefolge=10, sokeord=_("gjøremål frister")
    ),
    Menypunkt(_("Meldinger"), "oppgaver:meldinger", "innlogget", ARBEID, rekkefolge=20),
    Menypunkt(_("Enhetens oppgaver"), "oppgaver:enhetens", "oppgaver.se", ARBEID, rekkefolge=30),
    Menypunkt(
        _("Varsler til andre systemer"),
        "oppgaver:varsler",
        "varsler.forvalt",
        SYSTEM,
        rekkefolge=930,
        sokeord=_("webhook teams slack e-post"),
    ),
)
paneler.heng_opp(
    Panel("oppgaver", _("Mine oppgaver"), "oppgaver/_panel.html", "innlogget", panel, rekkefolge=10)
)
sokekilder.heng_opp(Sokekilde("oppgaver", "innlogget", sok, rekkefolge=20))
toppmerker.heng_opp(Toppmerke("meldinger", _("Meldinger"), "oppgaver:meldinger", "innlogget", antall_uleste))

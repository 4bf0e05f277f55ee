"""What leadership gives to the shell, and to the events of the year."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtraad.aarshjul.prosesser import Prosess, registrer
from rodtraad.ledelse.adkomst import FORVALT_AVTALER, part, skriver_brev
from rodtraad.ledelse.avtaler import opprett_avtaler, start_evaluering
from rodtraad.ledelse.queries import AAPNE_SOKNADER, brevene, egne_avtaler, pliktstatuser, soknader
from rodtraad.ledelse.services import nytt_brev
from rodtraad.skall.tavler import Menypunkt, Panel, Sokekilde, Treff, meny, paneler, personmeny, sokekilder
from rodtraad.tilgang.aktor import aktor

VIST = 5
STYRING = _("Styring")


def avtalepanel(request: HttpRequest) -> Mapping[str, Any] | None:
    """The year's agreements one is a party to; nothing when there is none."""
    hvem = aktor(request)
    if hvem.eier is None:
        return None
    aar = timezone.localdate().year
    rader = [a for a in egne_avtaler(hvem.eier.pk, aar) if part(hvem, a)]
    return {"avtaler": rader[:VIST], "flere": len(rader) > VIST} if rader else None


def pliktpanel(_request: HttpRequest) -> Mapping[str, Any] | None:
    """What this year and last year still lack."""
    i_aar = timezone.localdate().year
    mangler = [(aar, s) for aar in (i_aar - 1, i_aar) for s in pliktstatuser(aar) if not s.oppfylt]
    return {"mangler": mangler} if mangler else None


def tilskuddspanel(request: HttpRequest) -> Mapping[str, Any] | None:
    """The unsent applications one has to do with, nearest deadline first."""
    hvem = aktor(request)
    if hvem.eier is None:
        return None
    rader = soknader(frozenset(), hvem.eier.pk).filter(status__in=AAPNE_SOKNADER)[:VIST]
    return {"soknader": list(rader)} if rader else None


def sok_brev(request: HttpRequest, tekst: str, antall: int) -> Iterable[Treff]:
    """Letters with the text in title or body."""
    for rad in brevene(ogsaa_utkast=skriver_brev(aktor(request))).filter(tekst__icontains=tekst)[:antall]:
        yield Treff(
            rad.tittel, reverse("ledelse:brev", args=[rad.pk]), _("Oppdragsbrev"), f"versjon {rad.versjon}"
        )


def sok_tilskudd(request: HttpRequest, tekst: str, antall: int) -> Iterable[Treff]:
    """Applications one has to do with, by their title."""
    hvem = aktor(request)
    rader = soknader(hvem.omfang("oppgaver.se"), hvem.eier.pk if hvem.eier else 0)
    for rad in rader.filter(tittel__icontains=tekst)[:antall]:
        yield Treff(
            rad.tittel, reverse("ledelse:soknad", args=[rad.pk]), _("Tilskudd"), f"frist {rad.frist:%d.%m.%Y}"
        )


def _brev(hendelse: Any, av: str) -> str:
    return f"Utkastet til {nytt_brev(aar=hendelse.hjul.aar, av=av).tittel} er laget."


def _avtaler(hendelse: Any, av: str) -> str:
    return opprett_avtaler(aar=hendelse.hjul.aar, av=av).tekst


def _evaluering(hendelse: Any, av: str) -> str:
    return f"{start_evaluering(aar=hendelse.hjul.aar, av=av)} ledere har fått oppgaven med å evaluere."


registrer(
    Prosess("oppdragsbrev", "Begynn på oppdragsbrevet", FORVALT_AVTALER, _brev),
    Prosess(
        "lederavtaler", "Gi alle ledere avtale og oppgave", FORVALT_AVTALER, _avtaler, "lederavtale:{aar}:"
    ),
    Prosess(
        "lederavtaler_evaluering",
        "Start evalueringen",
        FORVALT_AVTALER,
        _evaluering,
        "lederevaluering:{aar}:",
    ),
)
meny.heng_opp(
    Menypunkt(_("Lederavtaler"), "ledelse:avtaler", "lederavtale.se", STYRING, rekkefolge=210, sokeord=_("mål")),
    Menypunkt(_("Oppdragsbrev"), "ledelse:brevliste", "aarshjul.se", STYRING, rekkefolge=205, sokeord=_("satsinger")),
    Menypunkt(_("Plikter og årsavslutning"), "ledelse:aarsavslutning", "aarshjul.se", STYRING, rekkefolge=230,
              sokeord=_("internkontroll kommuneloven 25-2 avslutt året")),
    Menypunkt(_("Tilskudd og søknadsfrister"), "ledelse:tilskudd", "innlogget", STYRING, rekkefolge=220,
              sokeord=_("søknader støtte midler")),
)  # fmt: skip
personmeny.heng_opp(
    Menypunkt(_("Mine lederavtaler"), "ledelse:mine_avtaler", "innlogget", _("Mitt arbeid"), rekkefolge=40)
)
paneler.heng_opp(
    Panel("lederavtale", _("Min lederavtale"), "ledelse/_panel_avtale.html", "innlogget", avtalepanel, 30),
    Panel(
        "plikter",
        _("Rapporter som venter"),
        "ledelse/_panel_plikter.html",
        "aarshjul.forvalt",
        pliktpanel,
        50,
    ),
    Panel("tilskudd", _("Søknadsfrister"), "ledelse/_panel_tilskudd.html", "innlogget", tilskuddspanel, 40),
)
sokekilder.heng_opp(
    Sokekilde("oppdragsbrev", "aarshjul.se", sok_brev, 60),
    Sokekilde("tilskudd", "innlogget", sok_tilskudd, 61),
)

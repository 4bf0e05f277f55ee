"""What persons and roles give to the shell."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtraad.skall.tavler import Menypunkt, Panel, Sokekilde, Treff, meny, paneler, personmeny, sokekilder
from rodtraad.tilgang.aktor import aktor
from rodtraad.tilgang.queries import personer, sok_i_personer, stedfortreder_for
from rodtraad.tilgang.rettigheter import roller


def panel(request: HttpRequest) -> Mapping[str, Any] | None:
    """My roles in words, and whom I may act for today."""
    hvem = aktor(request)
    if hvem.bruker is None:
        return None
    for_andre = stedfortreder_for(hvem.bruker.pk, timezone.localdate())
    mine = sorted(roller()[r].navn for r in hvem.rettigheter.roller)
    return {"roller": mine, "for_andre": for_andre, "handler_for": hvem.for_bruker}


def sok(request: HttpRequest, tekst: str, antall: int) -> Iterable[Treff]:
    """Persons within the asker's right whose name has the text."""
    rader = personer(aktor(request).omfang("personer.se"), timezone.localdate())
    for rad in sok_i_personer(rader, tekst)[:antall]:
        yield Treff(rad.navn, reverse("tilgang:person", args=[rad.pk]), _("Person"), rad.tittel)


KOMMUNEN = _("Kommunen")
meny.heng_opp(
    Menypunkt(
        _("Personer"),
        "tilgang:personer",
        "personer.se",
        KOMMUNEN,
        rekkefolge=420,
        sokeord=_("brukere ansatte roller tilganger"),
        snarvei=True,
    ),
    Menypunkt(
        _("Ledergrupper"),
        "tilgang:ledergrupper",
        "organisasjon.se",
        KOMMUNEN,
        rekkefolge=430,
        sokeord=_("KLT KULT KLG lederforum"),
    ),
    Menypunkt(_("Roller og retter"), "tilgang:rollematrise", "personer.se", KOMMUNEN, rekkefolge=440),
    Menypunkt(
        _("Hvem har adgang"),
        "tilgang:adgang_til",
        "personer.se",
        KOMMUNEN,
        rekkefolge=445,
        sokeord=_("tilgang rettigheter enhet"),
    ),
)
personmeny.heng_opp(
    Menypunkt(_("Min konto"), "konto", "innlogget", KOMMUNEN, rekkefolge=10),
    Menypunkt(_("Stedfortredere"), "tilgang:stedfortredere", "innlogget", KOMMUNEN, rekkefolge=20),
)
paneler.heng_opp(Panel("roller", _("Mine roller"), "tilgang/_panel.html", "innlogget", panel, rekkefolge=90))
sokekilder.heng_opp(Sokekilde("personer", "personer.se", sok, rekkefolge=30))

"""What the contacts of units give to the shell, and to the unit's page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtraad.enhetsroller.queries import kontaktbilder, ledere, manglende_kontakter
from rodtraad.organisasjon.tavle import Enhetspanel, enhetspaneler
from rodtraad.skall.tavler import Menypunkt, Panel, meny, paneler
from rodtraad.tilgang.aktor import aktor
from rodtraad.tilgang.rettigheter import Enhetsnokkel

RETT = "organisasjon.forvalt"
VISTE = 5


def panel(request: HttpRequest) -> Mapping[str, Any] | None:
    """The units one may change that lack a contact; nothing when none does."""
    mangler = manglende_kontakter(aktor(request).omfang(RETT), timezone.localdate())
    if not mangler:
        return None
    return {"mangler": mangler[:VISTE], "flere": max(0, len(mangler) - VISTE)}


def enhetspanel(request: HttpRequest, nokkel: Enhetsnokkel, dato: date) -> Mapping[str, Any]:
    """Leaders and contacts of the unit, and what the asker may do with it."""
    return {
        "nokkel": nokkel, "ledere": ledere(nokkel, dato), "bilder": kontaktbilder(nokkel, dato),
        "kan_endre": aktor(request).gjelder(RETT, nokkel), "har_under": nokkel[0] != "ansvar",
    }  # fmt: skip


meny.heng_opp(
    Menypunkt(
        _("Kontakter i enhetene"), "enhetsroller:kontakter", "organisasjon.se", _("Kommunen"), rekkefolge=410,
        sokeord=_("miljøkontakt superbruker veterankontakt kontaktpersoner"),
    )
)  # fmt: skip
paneler.heng_opp(
    Panel(
        "kontakter", _("Enheter som mangler kontakt"), "enhetsroller/_panel.html", RETT, panel, rekkefolge=60
    )
)
enhetspaneler.heng_opp(
    Enhetspanel(
        "kontakter",
        _("Ledere og kontakter"),
        "enhetsroller/_enhet.html",
        "organisasjon.se",
        enhetspanel,
        rekkefolge=10,
    )
)

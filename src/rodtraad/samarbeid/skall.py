"""What shared services give to the shell, and to the unit's page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rodtraad.organisasjon.tavle import Enhetspanel, enhetspaneler
from rodtraad.organisasjon.tre import Nokkel
from rodtraad.samarbeid.queries import tjenester_i
from rodtraad.skall.tavler import Menypunkt, meny
from rodtraad.tilgang.aktor import aktor


def enhetspanel(request: HttpRequest, nokkel: Nokkel, _dato: date) -> Mapping[str, Any] | None:
    """The shared services the unit carries, or nothing."""
    tjenester = tjenester_i(nokkel)
    return (
        {"tjenester": tjenester, "ser_tall": aktor(request).gjelder("tall.se", nokkel)} if tjenester else None
    )


meny.heng_opp(
    Menypunkt(
        _("Samarbeid med andre kommuner"), "samarbeid:liste", "organisasjon.se", _("Kommunen"), rekkefolge=418,
        sokeord=_("vertskommune interkommunalt fordelingsnøkkel avtale"),
    )
)  # fmt: skip
enhetspaneler.heng_opp(
    Enhetspanel(
        "samarbeid", _("Samarbeid"), "samarbeid/_enhet.html", "organisasjon.se", enhetspanel, rekkefolge=30
    )
)

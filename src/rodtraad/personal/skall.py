"""What headcount gives to the shell, and to the unit's page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rodtraad.organisasjon.tavle import Enhetspanel, enhetspaneler
from rodtraad.organisasjon.tre import Nokkel
from rodtraad.personal.bemanningssporringer import bemanning_i
from rodtraad.skall.tavler import Menypunkt, meny
from rodtraad.tilgang.aktor import aktor


def enhetspanel(request: HttpRequest, nokkel: Nokkel, dato: date) -> Mapping[str, Any] | None:
    """The unit's årsverk and persons at two days and the change, or nothing."""
    endring = bemanning_i(nokkel, dato, aktor(request).omfang("personer.se"))
    return None if endring is None else {"endring": endring}


meny.heng_opp(
    Menypunkt(
        _("Årsverk og personer"), "personal:bemanning", "organisasjon.se", _("Kommunen"), rekkefolge=415,
        sokeord=_("bemanning ansatte stillinger"),
    ),
    Menypunkt(
        _("Lønn og fravær"), "personal:lonn", "tall.se", _("Kommunen"), rekkefolge=416,
        sokeord=_("sykefravær overtid heltid deltid egenmelding legemeldt"),
    ),
)  # fmt: skip
enhetspaneler.heng_opp(
    Enhetspanel(
        "bemanning",
        _("Årsverk og personer"),
        "personal/_enhet.html",
        "organisasjon.se",
        enhetspanel,
        rekkefolge=20,
    )
)

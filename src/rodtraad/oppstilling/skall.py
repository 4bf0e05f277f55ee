"""What the tables give to the shell: my figures on the start page (SYS-01)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rodtraad.oppstilling.enhetstall import tallbilde
from rodtraad.oppstilling.tallvisning import vist
from rodtraad.organisasjon.tavle import Enhetspanel, enhetspaneler
from rodtraad.organisasjon.tre import Nokkel
from rodtraad.skall.tavler import Menypunkt, Panel, meny, paneler
from rodtraad.tilgang.aktor import aktor

FLEST: Final = 6


def panel(request: HttpRequest) -> Mapping[str, Any] | None:
    """The uppermost units the asker may see the figures of; None before there are accounts."""
    bilde = tallbilde()
    if bilde is None:
        return None
    mine = bilde.toppen_av(aktor(request).omfang("tall.se"))
    if not mine:
        return None
    return {"aar": bilde.aar, "rader": [vist(e) for e in mine[:FLEST]], "flere": len(mine) > FLEST}


def enhetspanel(request: HttpRequest, nokkel: Nokkel, _dato: date) -> Mapping[str, Any] | None:
    """The unit's figures of the last year with accounts, for whoever may see them."""
    bilde = tallbilde() if aktor(request).gjelder("tall.se", nokkel) else None
    if bilde is None or nokkel not in bilde.enheter:
        return None
    return {"aar": bilde.aar, "rader": [vist(bilde.enheter[nokkel])], "flere": False}


meny.heng_opp(
    Menypunkt(
        _("Mine tall"), "oppstilling:mine_tall", "tall.se", _("Økonomi"), rekkefolge=300,
        sokeord=_("budsjett regnskap avvik økonomi status"), snarvei=True,
    )
)  # fmt: skip
paneler.heng_opp(Panel("tall", _("Mine tall"), "oppstilling/_panel.html", "tall.se", panel, rekkefolge=20))
enhetspaneler.heng_opp(
    Enhetspanel("tall", _("Tall"), "oppstilling/_panel.html", "tall.se", enhetspanel, rekkefolge=15)
)

"""What the room of KOSTRA gives to the shell: places in the menu, what waits, the work of a day."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtraad.kostra import endring_services, orientering_services
from rodtraad.kostra.endring_queries import uavklarte
from rodtraad.kostra.orientering_queries import aapne_utkast
from rodtraad.lov.frister import kostra_frister
from rodtraad.oppgaver import dagsarbeid
from rodtraad.skall.tavler import Menypunkt, Panel, meny, paneler
from rodtraad.statistikk.korrigering_queries import korrigeringer


def panel(_request: HttpRequest) -> Mapping[str, Any] | None:
    """What waits: changes to be checked, corrections to be looked at again, drafts; nothing when none does."""
    aar = timezone.localdate().year - 1
    venter = uavklarte(aar)
    vurderes = sum(k.maa_vurderes for k in korrigeringer())
    utkast = list(aapne_utkast())
    if not (venter or vurderes or utkast):
        return None
    return {
        "aar": aar, "venter": venter, "vurderes": vurderes, "utkast": utkast, "frist": kostra_frister(aar)[2].dato,
    }  # fmt: skip


dagsarbeid.registrer("kostra-endringer", endring_services.daglig)
dagsarbeid.registrer("kostra-orientering", orientering_services.daglig)
meny.heng_opp(
    Menypunkt(
        _("KOSTRA: avstemming"), "kostra:avstemming", "kostra.se", _("Økonomi"), rekkefolge=360,
        sokeord=_("kostra regnskap differanse ssb store endringer korrigering orientering"),
    ),
    Menypunkt(
        _("KOSTRA: filer til SSB"), "kostra:filer", "kostra.lever", _("Økonomi"), rekkefolge=361,
        sokeord=_("kostra fil 0A 0B kontroll innsending levere kvartal ssb"),
    ),
    Menypunkt(
        _("KOSTRA: publiserte tall"), "kostra:tall", "kostra.se", _("Økonomi"), rekkefolge=362,
        sokeord=_("kostra nøkkeltall korriger korrigering ssb"),
    ),
)  # fmt: skip
paneler.heng_opp(Panel("kostra", _("KOSTRA"), "kostra/_panel.html", "kostra.se", panel, rekkefolge=45))

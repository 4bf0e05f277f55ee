"""What the year gives to the shell, and the processes this room starts itself."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtraad.aarshjul.kalender import politiske_moter, registrer_aapne
from rodtraad.aarshjul.prosesser import Prosess, registrer
from rodtraad.aarshjul.queries import hendelser, kommende
from rodtraad.aarshjul.tertial import start_tertial
from rodtraad.aarshjul.tilstand import start_fra_aarshjul
from rodtraad.skall.tavler import Menypunkt, Panel, Sokekilde, Treff, meny, paneler, personmeny, sokekilder
from rodtraad.tilgang.aktor import aktor

DAGER, VIST = 60, 5


def panel(request: HttpRequest) -> Mapping[str, Any] | None:
    """What happens soon that concerns me."""
    hvem = aktor(request)
    rader = kommende(
        timezone.localdate(),
        DAGER,
        roller=sorted(hvem.rettigheter.roller),
        bruker_id=hvem.eier.pk if hvem.eier else None,
    )
    funnet = list(rader[:VIST])
    return {"hendelser": funnet} if funnet else None


def sok(request: HttpRequest, tekst: str, antall: int) -> Iterable[Treff]:  # noqa: ARG001 - as the board asks
    """Events of this year and the next with the text in the title."""
    i_aar = timezone.localdate().year
    for aar in (i_aar, i_aar + 1):
        for h in hendelser(aar).filter(tittel__icontains=tekst)[:antall]:
            yield Treff(
                h.tittel, reverse("aarshjul:hendelse", args=[h.pk]), _("Årshjul"), f"{h.fra:%d.%m.%Y}"
            )


ARBEID = _("Mitt arbeid")
meny.heng_opp(
    Menypunkt(_("Årshjul"), "aarshjul:idag", "aarshjul.se", ARBEID, 40, _("kalender frister"), snarvei=True),
    Menypunkt(_("Temahjul"), "aarshjul:temahjul", "aarshjul.se", ARBEID, 50, _("folkehelse HMS")),
    Menypunkt(_("Tilstandsrapporter"), "aarshjul:tilstandsrapporter", "aarshjul.se", ARBEID, 60, _("skole")),
)  # fmt: skip
personmeny.heng_opp(
    Menypunkt(_("Kalenderadresse"), "aarshjul:min_kalender", "innlogget", ARBEID, rekkefolge=30)
)
paneler.heng_opp(
    Panel("aarshjul", _("Dette skjer"), "aarshjul/_panel.html", "aarshjul.se", panel, rekkefolge=30)
)
sokekilder.heng_opp(Sokekilde("aarshjul", "aarshjul.se", sok, rekkefolge=40))
registrer_aapne(politiske_moter)
registrer(
    Prosess("tertial1", "Start 1. tertial", "aarshjul.forvalt", start_tertial, "tertial:{pk}:"),
    Prosess("tertial2", "Start 2. tertial", "aarshjul.forvalt", start_tertial, "tertial:{pk}:"),
    Prosess(
        "tilstandsrapport_skole", "Begynn tilstandsrapporten", "aarshjul.forvalt", partial(start_fra_aarshjul, "skole")
    ),
    Prosess(
        "tilstandsrapport_barnevern", "Begynn tilstandsrapporten", "aarshjul.forvalt",
        partial(start_fra_aarshjul, "barnevern"),
    ),
)  # fmt: skip

"""What the frozen reports give to the shell, to the events of the year and to the work of the day."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtraad.aarshjul.prosesser import Prosess, registrer
from rodtraad.oppgaver import dagsarbeid
from rodtraad.rapport.models import Halvaar
from rodtraad.rapport.queries import siste_okonomistatus, vedtaksrapporter
from rodtraad.rapport.services import FORMANNSKAPET, begynn_vedtaksrapport, lag_for_kommende
from rodtraad.sak.mote_queries import moter
from rodtraad.skall.tavler import Menypunkt, Panel, meny, paneler

RETT = "aarshjul.forvalt"
NAER, LENGE = 14, 45
JUNI: Final = 6
POLITIKK = _("Politikk")


def panel(_request: HttpRequest) -> Mapping[str, Any] | None:
    """Drafts to be published, and meetings soon without their page on the economy."""
    i_dag = timezone.localdate()
    kommende = [
        m
        for m in moter(i_dag, i_dag + timedelta(days=NAER))
        if m.status == "planlagt"
        and m.organ == FORMANNSKAPET
        and siste_okonomistatus(m.organ, m.dato) is None
    ]
    utkast = list(vedtaksrapporter().filter(publisert__isnull=True)[:NAER])
    return {"utkast": utkast, "moter": kommende} if utkast or kommende else None


def _vedtaksrapport(hendelse: Any, av: str) -> str:
    """In the first half of the year the report is about last autumn, in the second about this spring."""
    aar = hendelse.hjul.aar
    om = (aar - 1, Halvaar.HOST) if hendelse.fra.month <= JUNI else (aar, Halvaar.VAAR)
    return f"Utkastet til «{begynn_vedtaksrapport(aar=om[0], halvaar=om[1], av=av)}» er laget."


def _okonomistatus(_hendelse: Any, av: str) -> str:
    laget = lag_for_kommende(timezone.localdate(), av=av, dager=LENGE)
    if not laget:
        return "Ingen møter i formannskapet de nærmeste ukene mangler økonomistatus."
    return f"Økonomistatus er laget til {', '.join(f'{s.dato:%d.%m.%Y}' for s in laget)}."


registrer(
    Prosess("vedtaksrapport", "Forbered rapporten om vedtak", RETT, _vedtaksrapport),
    Prosess("okonomistatus", "Lag økonomistatus til neste møter", RETT, _okonomistatus),
)
dagsarbeid.registrer("okonomistatus", lag_for_kommende)
meny.heng_opp(
    Menypunkt(_("Rapporter om vedtak"), "rapport:vedtaksrapporter", RETT, POLITIKK, rekkefolge=330),
    Menypunkt(_("Økonomistatus før møter"), "rapport:okonomiliste", "organer.se", POLITIKK, rekkefolge=340,
              sokeord=_("formannskapet budsjett avvik")),
)  # fmt: skip
paneler.heng_opp(Panel("frosne_rapporter", _("Rapporter i arbeid"), "rapport/_panel.html", RETT, panel, 55))

"""What bodies, meetings and delegated authority give to the shell."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtraad.sak.delegasjon_queries import delegasjoner
from rodtraad.sak.mote_queries import moter, saksfrister
from rodtraad.sak.organ_queries import finn_organer
from rodtraad.skall.tavler import Menypunkt, Panel, Sokekilde, Treff, meny, paneler, sokekilder

VISTE = 4


def panel(_request: HttpRequest) -> Mapping[str, Any] | None:
    """The next deadlines and meetings, or nothing."""
    i_dag = timezone.localdate()
    kommende = [m for m in moter(i_dag, i_dag + timedelta(days=30)) if m.status == "planlagt"][:VISTE]
    frister = saksfrister(i_dag, i_dag + timedelta(days=21))[:VISTE]
    return {"moter": kommende, "frister": frister} if kommende or frister else None


def sok_organer(_request: HttpRequest, tekst: str, antall: int) -> Iterable[Treff]:
    """Bodies whose name has the text."""
    for organ in finn_organer(tekst, antall):
        yield Treff(organ.navn, reverse("sak:organ", args=[organ.pk]), _("Organ"), organ.get_slag_display())


def sok_delegasjoner(_request: HttpRequest, tekst: str, antall: int) -> Iterable[Treff]:
    """Delegations that have the text."""
    for rad in delegasjoner(tekst=tekst)[:antall]:
        yield Treff(rad.myndighet, reverse("sak:delegasjon", args=[rad.pk]), _("Delegasjon"), rad.innehaver)


POLITIKK = _("Politikk")
meny.heng_opp(
    Menypunkt(
        _("Møteplan"), "sak:moteplan", "organer.se", POLITIKK, rekkefolge=300,
        sokeord=_("møter frister saksframlegg kommunestyre formannskap"), snarvei=True,
    ),
    Menypunkt(_("Holdte møter"), "sak:motestatus", "organer.se", POLITIKK, rekkefolge=305, sokeord=_("KLT KLG AMU")),
    Menypunkt(
        _("Organer"), "sak:organer", "organer.se", POLITIKK, rekkefolge=310,
        sokeord=_("utvalg råd medlemmer varamedlemmer kommunestyre formannskap administrasjonsutvalg"),
    ),
    Menypunkt(
        _("Politiske saker"), "sak:saker", "organer.se", POLITIKK, rekkefolge=315,
        sokeord=_("saksliste saksnummer kommunestyresak vedtak eInnsyn"),
    ),
    Menypunkt(
        _("Delegasjoner"), "sak:delegasjoner", "delegasjon.se", POLITIKK, rekkefolge=320,
        sokeord=_("delegasjonsreglement myndighet fullmakt"),
    ),
)  # fmt: skip
paneler.heng_opp(
    Panel("moter", _("Møter og saksfrister"), "sak/_panel.html", "organer.se", panel, rekkefolge=50)
)
sokekilder.heng_opp(
    Sokekilde("organer", "organer.se", sok_organer, rekkefolge=40),
    Sokekilde("delegasjoner", "delegasjon.se", sok_delegasjoner, rekkefolge=50),
)

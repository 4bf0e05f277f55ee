"""What objects and the control of postings give to the shell and to the day's work."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rodtraad.oppgaver.dagsarbeid import registrer
from rodtraad.regnskap.objekt_queries import objektregister
from rodtraad.regnskap.posteringskvalitet_queries import aapne_antall, ansvar_i
from rodtraad.regnskap.posteringskvalitet_services import kontroller_siste_aar
from rodtraad.skall.tavler import Menypunkt, Panel, Sokekilde, Treff, meny, paneler, sokekilder
from rodtraad.tilgang.aktor import aktor


def panel(request: HttpRequest) -> Mapping[str, Any] | None:
    """How many unusual postings wait for an answer in the units one answers for, or nothing."""
    antall = aapne_antall(ansvar_i(aktor(request).omfang("posteringer.svar")))
    return {"antall": antall} if antall else None


def sok(request: HttpRequest, tekst: str, antall: int) -> Iterable[Treff]:
    """Objects with the text in code or name, on the ansvar one may see figures of."""
    ansvar, sokt = ansvar_i(aktor(request).omfang("tall.se")), tekst.casefold()
    funnet: dict[str, Treff] = {}
    for o in objektregister():
        if sokt in f"{o.kode} {o.navn}".casefold() and (ansvar is None or o.ansvar in ansvar):
            funnet[o.kode] = Treff(
                f"{o.kode} {o.navn}", reverse("regnskap:objekt", args=[o.kode]), _("Objekt")
            )
    yield from list(funnet.values())[:antall]


OKONOMI = _("Økonomi")
meny.heng_opp(
    Menypunkt(
        _("Uvanlige posteringer"), "regnskap:posteringer", "posteringer.se", OKONOMI, rekkefolge=310,
        sokeord=_("posteringskontroll feilføring bilag konteringsfeil"),
    ),
    Menypunkt(
        _("Bygg, kjøretøy og andre objekter"), "regnskap:objekter", "tall.se", OKONOMI, rekkefolge=315,
        sokeord=_("objekt bygning bil kostnad per bygg"),
    ),
)  # fmt: skip
paneler.heng_opp(
    Panel(
        "posteringer",
        _("Uvanlige posteringer"),
        "regnskap/_panel.html",
        "posteringer.svar",
        panel,
        rekkefolge=45,
    )
)
sokekilder.heng_opp(Sokekilde("objekter", "tall.se", sok, rekkefolge=60))
registrer("posteringskontroll", kontroller_siste_aar)

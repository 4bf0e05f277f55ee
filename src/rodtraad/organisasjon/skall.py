"""What the organisation gives to the shell."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtraad.organisasjon.enheter import NAVN_PAA_NIVAA
from rodtraad.organisasjon.queries import finn_enheter
from rodtraad.skall.tavler import Menypunkt, Sokekilde, Treff, meny, sokekilder


def sok(_request: HttpRequest, tekst: str, antall: int) -> Iterable[Treff]:
    """Units today whose name or code has the text."""
    for enhet in finn_enheter(tekst, timezone.localdate(), antall):
        yield Treff(
            f"{enhet.kode} {enhet.navn}" if enhet.vis_kode else enhet.navn,
            reverse("organisasjon:enhet", args=[enhet.nivaa, enhet.kode]),
            NAVN_PAA_NIVAA[enhet.nivaa],
        )


meny.heng_opp(
    Menypunkt(
        _("Organisasjonen"), "organisasjon:tre", "organisasjon.se", _("Kommunen"), rekkefolge=400,
        sokeord=_("enheter rammeområder virksomheter ansvar organisasjonskart"), snarvei=True,
    )
)  # fmt: skip
sokekilder.heng_opp(Sokekilde("enheter", "organisasjon.se", sok, rekkefolge=20))

"""Two-factor by role: where the installation demands it, such a person activates it before anything else."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from rodtraad.innstillinger.queries import gjeldende
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.tilgang.aktor import aktor
from rodtraad.tilgang.innlogging_okt import UTSEENDE
from rodtraad.tilgang.innlogging_oppslag import har_totrinn, roller_i_dag
from rodtraad.tilgang.models import Bruker
from rodtraad.tilgang.rettigheter import roller

AAPNE = ("/konto/", *UTSEENDE)
"""Where a person may be before two-factor is on: the account, the looks."""


def totrinnsroller() -> frozenset[str]:
    """Roles that must have two-factor: by the machine (RODTRAAD_TOTRINN_ROLLER) or by the municipality's settings."""
    av_maskinen: frozenset[str] = settings.TOTRINN_ROLLER
    return av_maskinen | gjeldende().totrinn_roller


def ma_ha_totrinn(person: Bruker, ogsaa: frozenset[str] = frozenset()) -> bool:
    """Whether a role the person holds, or one of `ogsaa`, must have two-factor."""
    kreves = totrinnsroller()
    if not kreves:
        return False
    return bool(kreves & (ogsaa | roller_i_dag(person.pk, timezone.localdate())))


def krev_kjente_roller() -> None:
    """A misspelt role would demand nothing of anybody. Raises RodtraadFeil."""
    if ukjente := set(settings.TOTRINN_ROLLER) - set(roller()):
        raise RodtraadFeil(
            f"RODTRAAD_TOTRINN_ROLLER nevner roller som ikke finnes: {', '.join(sorted(ukjente))}.",
            f"Rollene er {', '.join(roller())}.",
        )


def krev_totrinn(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: leads whoever must have two-factor, and has not, to where it is activated."""

    def svar(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(AAPNE) or not totrinnsroller() or not _mangler(request):
            return get_response(request)
        til = reverse("mfa_activate_totp")
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401, headers={"HX-Redirect": til})
        return HttpResponseRedirect(til)

    return svar


def _mangler(request: HttpRequest) -> bool:
    """Whether the person logged in must have two-factor and has not used it."""
    person = request.user
    if not isinstance(person, Bruker):
        return False
    if not ma_ha_totrinn(person, aktor(request).rettigheter.roller):
        return False
    return not (har_totrinn(person.pk) or _hos_leverandor(request))


def _hos_leverandor(request: HttpRequest) -> bool:
    """Whether the login came from a provider that demands two factors itself (RODTRAAD_OIDC_TOTRINN)."""
    if not settings.OIDC_TOTRINN:
        return False
    maater = get_authentication_records(request, request.user)
    return bool(maater) and maater[0].get("method") == "socialaccount"

"""Our own pages of the account; the others are allauth's."""

import secrets
from typing import Any

from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY, resume_request
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import PasswordResetView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe
from requests import RequestException

from rodtraad.hendelser.adgang import adgang
from rodtraad.tilgang.bekreftelse import er_nylig_bekreftet
from rodtraad.tilgang.innlogging_oidc import Tilkobling
from rodtraad.tilgang.innlogging_oppslag import har_totrinn, nettlesernavn, rollene_til
from rodtraad.tilgang.innlogging_totrinn import ma_ha_totrinn
from rodtraad.tilgang.models import Bruker


class GlemtPassord(PasswordResetView):
    """Where no mail server is set, the page says who can help instead."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With whether letters are sent."""
        return super().get_context_data(**kwargs) | {"epost_sendes": settings.EPOST_SENDES}


class SkruPaaTotrinn(ActivateTOTPView):
    """Says so when the role demands it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With whether the role demands two-factor."""
        return super().get_context_data(**kwargs) | {"totrinn_kreves": ma_ha_totrinn(self.request.user)}


class Okter(ListUserSessionsView):
    """Where one is logged in, in words one knows."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With a name for each browser."""
        innhold: dict[str, Any] = super().get_context_data(**kwargs)
        return innhold | {"okter": [(okt, nettlesernavn(okt.user_agent)) for okt in innhold["sessions"]]}


@require_safe
@adgang("innlogget")
@never_cache
def min_konto(request: HttpRequest) -> HttpResponse:
    """What the person is here: name, roles, password, two-factor, where one is logged in."""
    person = request.user
    if not isinstance(person, Bruker):
        raise PermissionDenied
    return render(
        request,
        "tilgang/min_konto.html",
        {
            "person": person,
            "roller": rollene_til(person.pk),
            "har_passord": person.has_usable_password(),
            "har_totrinn": har_totrinn(person.pk),
            "okter": UserSession.objects.filter(user=person.pk).count(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("innlogget")
@never_cache
def bekreft(request: HttpRequest) -> HttpResponseBase:
    """Confirmation for whoever has neither password nor code here: by the provider, then back to the work."""
    tilbake = get_next_redirect_url(request) or reverse("startside")
    if not er_nylig_bekreftet(request):
        return render(
            request, "tilgang/bekreft.html", {"tilbake": tilbake, "leverandorer": _leverandorer(request)}
        )
    if request.method == "POST" or STATE_SESSION_KEY not in request.session:
        return resume_request(request) or HttpResponseRedirect(tilbake)
    return render(request, "tilgang/bekreftet.html", {"tilbake": tilbake})


@require_POST
@adgang("aapen")
@never_cache
def til_leverandor(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Leads to the provider, by a page: a form may not be sent on to another host (Content-Security-Policy)."""
    leverandor = _finn(request, provider_id)
    til, prosess = get_next_redirect_url(request), AuthProcess.LOGIN
    nonce = secrets.token_urlsafe(24)
    valg = {"nonce": nonce}
    if request.user.is_authenticated:
        til = f"{reverse('konto_bekreft')}?{urlencode({'next': til or reverse('startside')})}"
        prosess, valg = AuthProcess.REDIRECT, valg | {"prompt": "login", "max_age": "0"}
    try:
        svar = leverandor.redirect(request, prosess, next_url=til, data={"nonce": nonce}, auth_params=valg)
    except (RequestException, LookupError) as feil:
        return render_authentication_error(request, leverandor, exception=feil)
    if not isinstance(svar, HttpResponseRedirect):
        return svar
    side = render(request, "tilgang/videre.html", {"til": svar.url, "leverandor": leverandor.name})
    side.headers["Refresh"] = f"0;url={svar.url}"
    return side


@require_GET
@adgang("aapen")
@never_cache
def fra_leverandor(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """The provider's answer."""
    _finn(request, provider_id)
    svar: HttpResponseBase = OAuth2CallbackView.adapter_view(Tilkobling(request, provider_id))(request)
    return svar


def utlopt_skjema(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A form that does not belong to this login: sent from elsewhere, or left open since before one logged in."""
    return render(request, "tilgang/utlopt_skjema.html", status=403)


def _leverandorer(request: HttpRequest) -> list[Any]:
    leverandorer: list[Any] = get_adapter(request).list_providers(request)
    return leverandorer


def _finn(request: HttpRequest, provider_id: str) -> Any:
    if not settings.SOCIALACCOUNT_PROVIDERS:
        raise Http404
    try:
        return get_adapter(request).get_provider(request, provider_id)
    except SocialApp.DoesNotExist:
        raise Http404 from None

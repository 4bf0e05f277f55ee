"""Login by the municipality's own provider (OpenID Connect): who the person is here, and when to refuse."""

import time
from typing import Any, NoReturn

from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin, SocialToken
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from rodtraad.hendelser.services import loggfor
from rodtraad.tilgang.innlogging_oppslag import person_fra_leverandor
from rodtraad.tilgang.innlogging_services import opprett_fra_leverandor
from rodtraad.tilgang.models import Bruker


class Tilkobling(OpenIDConnectOAuth2Adapter):
    """Talks with the provider. The signature of the ID token is always checked, also when it came straight."""

    def complete_login(
        self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """The claims about the person, from the ID token and the userinfo of the same subject. Raises OAuth2Error."""
        if not (id_token := kwargs["response"].get("id_token")):
            raise OAuth2Error("Svaret fra leverandøren mangler id_token.")
        self.did_fetch_access_token = False
        krav = self._decode_id_token(app, id_token)
        if "userinfo_endpoint" in self.openid_config:
            mer = self._fetch_user_info(token.token)
            if mer.get("sub") != krav["sub"]:
                raise OAuth2Error("userinfo gjelder en annen enn id_token.")
            krav = mer | krav
        if not krav.get(felt := app.settings["uid_field"]):
            raise OAuth2Error(f"Leverandøren ga ikke feltet «{felt}» (RODTRAAD_OIDC_FELT).")
        return self.get_provider().sociallogin_from_response(request, {"id_token": krav})


class Leverandoradapter(DefaultSocialAccountAdapter):
    """Finds the person here. No link between accounts is stored: the person's own id or e-mail is the link."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Lets in the person the provider names, or refuses. Raises ImmediateHttpResponse."""
        krav = sociallogin.account.extra_data["id_token"]
        tilstand = sociallogin.state.get("data") or {}
        if not tilstand.get("nonce") or krav.get("nonce") != tilstand["nonce"]:
            _avvis(request, "svar_til_en_annen_foresporsel")
        person = person_fra_leverandor(sociallogin)
        if person is None and settings.OIDC_OPPRETT:
            person = opprett_fra_leverandor(sociallogin)
        if person is None:
            _avvis(request, "ukjent_person")
        leverandor = sociallogin.account.provider
        # What the provider told is not kept.
        sociallogin.user, sociallogin.account = person, SocialAccount(provider=leverandor, user=person)
        if sociallogin.state.get("process") == AuthProcess.REDIRECT:
            _bekreft(request, person, krav, leverandor)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:  # noqa: ARG002
        """Logs that a login by the provider did not succeed."""
        feil = kwargs.get("exception")
        grunn = str(feil or kwargs.get("error") or "")
        if feil is not None and feil.__cause__ is not None:
            grunn = f"{grunn}: {type(feil.__cause__).__name__}"
        loggfor(
            handling="ble avvist ved innlogging",
            gjelder="bruker:ukjent",
            av="anonym",
            etter={"leverandør": grunn[:200]},
        )


def _bekreft(request: HttpRequest, person: Bruker, krav: dict[str, Any], leverandor: str) -> None:
    """Notes that the person logged in again just now: the same person, and not a login from this morning."""
    naa = time.time()
    if (
        request.user != person
        or naa - float(krav.get("auth_time") or 0) > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    ):
        _avvis(request, "ikke_bekreftet")
    record_authentication(request, person, "socialaccount", provider=leverandor, reauthenticated=True)


def _avvis(request: HttpRequest, grunn: str) -> NoReturn:
    """Answers with a page that says why, and logs it."""
    loggfor(
        handling="ble avvist ved innlogging",
        gjelder="bruker:ukjent",
        av="anonym",
        etter={"leverandør": grunn},
    )
    raise ImmediateHttpResponse(
        render(request, "tilgang/avvist_leverandor.html", {"grunn": grunn}, status=403)
    )

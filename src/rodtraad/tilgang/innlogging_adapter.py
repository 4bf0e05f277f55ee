"""How allauth does things here: whose attempts are counted, what is logged, in which words it answers."""

from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from rodtraad.hendelser.services import loggfor
from rodtraad.organisasjon.queries import kommune
from rodtraad.tilgang import innlogging_epost, innlogging_sperre, kryptering
from rodtraad.tilgang.bekreftelse import er_nylig_bekreftet
from rodtraad.tilgang.innlogging_oppslag import personer_med_navn
from rodtraad.tilgang.innlogging_totrinn import ma_ha_totrinn
from rodtraad.tilgang.models import Bruker

MELDINGER = {
    "account_inactive": _("Brukeren er ikke aktiv. Ta kontakt med den som administrerer Rødtråd hos dere."),
    "email_password_mismatch": _("Feil navn eller passord. Se etter stor og liten bokstav, og prøv igjen."),
    "username_password_mismatch": _(
        "Feil navn eller passord. Se etter stor og liten bokstav, og prøv igjen."
    ),
    "enter_current_password": _("Det er ikke passordet du har nå. Skriv det på nytt."),
    "incorrect_code": _("Koden er feil eller brukt før. Skriv koden appen viser nå."),
    "incorrect_password": _("Feil passord. Skriv det på nytt."),
    "invalid_password_reset": _("Lenken er brukt eller for gammel. Be om en ny."),
    "rate_limited": _("For mange forsøk på kort tid. Vent et par minutter og prøv igjen."),
    "too_many_login_attempts": _(
        "For mange forsøk med feil. Vent et kvarter og prøv igjen, eller be om et nytt passord."
    ),
}


class Kontoadapter(DefaultAccountAdapter):
    """The local login."""

    error_messages = DefaultAccountAdapter.error_messages | MELDINGER

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nobody makes themselves a user."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only an address in this installation, on the host that was asked."""
        request = context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:  # noqa: ARG002
        """One rule for allauth's pages and ours: confirmed within the last minutes."""
        return not er_nylig_bekreftet(context.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Password, code, and else the municipality's own login; a person always has a way."""
        maater: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if user.is_authenticated and not maater:
            maater = [
                {"id": "leverandor", "description": _("Logg inn på nytt"), "url": reverse("konto_bekreft")}
            ]
        return maater

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ARG002
        """Whose attempts are counted."""
        return innlogging_sperre.nokkel(_navn(credentials))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuses after too many failures; the first refusal is logged. Raises ValidationError."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            if innlogging_sperre.er_forste_avslag(_navn(credentials)):
                self._loggfor_forsok("ble sperret for innlogging", request, credentials)
            raise

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Bruker | None:
        """The person, when the password is right and the person active."""
        person: Bruker | None = super().authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()
        if person is not None and not person.is_active:
            self.authentication_failed(request, **credentials)
            return None
        return person

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Logs the failure. What was typed is never logged: it may be a password in the wrong field."""
        self._loggfor_forsok("ble avvist ved innlogging", request, credentials)

    def _loggfor_forsok(self, handling: str, request: HttpRequest, credentials: dict[str, Any]) -> None:
        person = next(iter(personer_med_navn(_navn(credentials))), None)
        loggfor(
            handling=handling,
            gjelder=f"bruker:{person.pk if person else 'ukjent'}",
            av="anonym",
            etter={"ip": self.get_client_ip(request)},
        )

    @transaction.atomic
    def set_password(self, user: Bruker, password: str) -> None:
        """Changes the password and logs it; every other session of the person ends by that."""
        user.set_password(password)
        user.save(update_fields=["password"])  # and nothing else: the person may be changed meanwhile
        innlogging_sperre.opphev_sperre(user)
        innlogget = context.request.user.is_authenticated
        loggfor(
            handling="byttet passord" if innlogget else "laget passord fra lenke",
            gjelder=f"bruker:{user.pk}",
            av=user.username,
        )

    def send_password_reset_mail(self, user: Bruker, email: str, context: dict[str, Any]) -> None:
        """Logs that a link was asked for, and sends it to the address we have, not the one typed."""
        loggfor(handling="ba om passordlenke", gjelder=f"bruker:{user.pk}", av="anonym")
        super().send_password_reset_mail(user, user.email or email, context)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Renders the letter now and sends it beside the answer: a known address takes no longer than an unknown."""
        innlogging_epost.send(self.render_mail(template_prefix, email, self._brevkontekst(email) | context))

    def _brevkontekst(self, email: str) -> dict[str, Any]:
        return {"request": context.request, "email": email, "kommune": kommune()[1]}

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Bruker,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tells the person that something about the login changed, at the address we have."""
        til = email or user.email
        if til:
            self.send_mail(
                template_prefix, til, {"user": user, "timestamp": timezone.now(), **(context or {})}
            )


def _navn(credentials: dict[str, Any]) -> str:
    """What was typed as the name."""
    return str(credentials.get("username") or credentials.get("email") or "")


class Totrinnsadapter(DefaultMFAAdapter):
    """Two-factor."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": MELDINGER["incorrect_code"],
        "cannot_delete_authenticator": _("Rollen din krever totrinnsbekreftelse. Den kan ikke slås av."),
    }

    def get_totp_issuer(self) -> str:
        """The name the app shows."""
        return f"Rødtråd {kommune()[1]}"

    def get_totp_label(self, user: Bruker) -> str:
        """The account the app shows."""
        return user.username

    def build_totp_svg(self, url: str) -> str:
        """The picture on a white ground: an app cannot read it on a dark page otherwise."""
        bilde = qrcode.make(url, image_factory=SvgPathFillImage)
        return str(bilde.to_string(encoding="unicode"))

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whoever has a role that demands two factors keeps them."""
        return not ma_ha_totrinn(authenticator.user)

    def encrypt(self, text: str) -> str:
        """The secret is not readable in a copy of the database alone."""
        return kryptering.krypter(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret back."""
        return kryptering.dekrypter(encrypted_text)

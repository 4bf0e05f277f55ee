"""What happens with a login goes in the log, and what follows from it is done."""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.signals import authentication_step_completed, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from rodtraad.hendelser.services import loggfor
from rodtraad.tilgang.innlogging_okt import BEGYNTE, avslutt_okter
from rodtraad.tilgang.models import Bruker

MAATER = {
    "password": "passord",
    "mfa": "kode",
    "socialaccount": "leverandør",
}
SLAG = {
    Authenticator.Type.TOTP: "totrinn",
    Authenticator.Type.RECOVERY_CODES: "reservekoder",
}


@receiver(user_logged_in)
def logg_inn(request: HttpRequest, user: Bruker, **_: Any) -> None:
    """Logs a login with the ways it was done; old sessions are swept."""
    maater = [
        MAATER.get(maate["method"], maate["method"]) for maate in get_authentication_records(request, user)
    ]
    loggfor(
        handling="logget inn",
        gjelder=f"bruker:{user.pk}",
        av=user.username,
        etter={"ip": get_adapter(request).get_client_ip(request), "med": maater},
    )
    request.session[BEGYNTE] = int(time.time())
    request.session.clear_expired()


@receiver(user_logged_out)
def logg_ut(user: Bruker | None, **_: Any) -> None:
    """Logs a logout."""
    if user is not None:
        loggfor(handling="logget ut", gjelder=f"bruker:{user.pk}", av=user.username)


@receiver(authentication_step_completed)
def bekreft_identitet(user: Bruker, method: str, **mer: Any) -> None:
    """Logs that somebody confirmed who they are, and so may use elevated rights for some minutes."""
    if mer.get("reauthenticated"):
        loggfor(
            handling="bekreftet hvem det er",
            gjelder=f"bruker:{user.pk}",
            av=user.username,
            etter={"med": MAATER.get(method, method)},
        )


@receiver(authentication_failed)
def avvis_kode(user: Bruker, **_: Any) -> None:
    """Logs a wrong code."""
    loggfor(handling="skrev feil kode", gjelder=f"bruker:{user.pk}", av=user.username)


@receiver(post_save, sender=Authenticator)
def skru_paa(instance: Authenticator, created: bool, **_: Any) -> None:  # noqa: FBT001 - Django's signature
    """Logs that two-factor was activated, and new recovery codes."""
    if created:
        _loggfor(instance, "slo på")


@receiver(post_delete, sender=Authenticator)
def skru_av(instance: Authenticator, **_: Any) -> None:
    """Logs that two-factor was taken off."""
    _loggfor(instance, "slo av")


def _loggfor(maate: Authenticator, handling: str) -> None:
    loggfor(
        handling=f"{handling} {SLAG[Authenticator.Type(maate.type)]}",
        gjelder=f"bruker:{maate.user_id}",
        av=getattr(maate, "fjernet_av", maate.user.username),
    )


@receiver(post_save, sender=Bruker)
def avslutt_ved_inaktiv(instance: Bruker, **_: Any) -> None:
    """Whoever is made inactive is out at once, and stays out when made active again."""
    if not instance.is_active:
        avslutt_okter(instance.pk)

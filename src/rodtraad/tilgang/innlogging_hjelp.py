"""How an administrator helps somebody who cannot get in."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rodtraad.hendelser.adgang import adgang
from rodtraad.tilgang import innlogging_services as innlogging
from rodtraad.tilgang.aktor import aktor
from rodtraad.tilgang.bekreftelse import nylig_bekreftet
from rodtraad.tilgang.innlogging_oppslag import har_totrinn
from rodtraad.tilgang.models import Bruker
from rodtraad.tilgang.personvisning import finn_person


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("personer.forvalt")
@nylig_bekreftet
@never_cache
def hjelp(request: HttpRequest, bruker_id: int) -> HttpResponseBase:
    """A person's login: a new link, two-factor off, out everywhere."""
    person = finn_person(request, bruker_id, "personer.forvalt")
    if request.method != "POST":
        return _side(request, person)
    handling = HANDLINGER.get(request.POST.get("handling", ""))
    if handling is None:
        return HttpResponseBadRequest(_("Ukjent handling."))
    try:
        _krev_selv(request)
        lenke = handling(request, person)
    except innlogging.InnloggingFeil as feil:
        messages.error(request, " ".join(feil.meldinger))
        lenke = ""
    return (
        _side(request, person, lenke) if lenke else redirect("tilgang:innloggingshjelp", bruker_id=bruker_id)
    )


def _krev_selv(request: HttpRequest) -> None:
    """The power to let somebody in is not passed on. Raises InnloggingFeil."""
    if aktor(request).for_bruker is not None:
        raise innlogging.InnloggingFeil(_("En stedfortreder kan ikke hjelpe andre med innloggingen."))


def _side(request: HttpRequest, person: Bruker, lenke: str = "") -> HttpResponse:
    innhold = {
        "person": person,
        "lenke": lenke,
        "kan_sende": _kan_sende(person),
        "har_totrinn": har_totrinn(person.pk),
        "okter": UserSession.objects.filter(user=person).count(),
    }
    return render(request, "tilgang/innloggingshjelp.html", innhold)


def _kan_sende(person: Bruker) -> bool:
    """Whether a letter can reach the person; only where it cannot is the link shown to somebody else."""
    return settings.EPOST_SENDES and bool(person.email)


def _lag_lenke(request: HttpRequest, person: Bruker) -> str:
    """Sends a link, or gives it to be handed over; the address shown."""
    lenke = request.build_absolute_uri(innlogging.lag_passordlenke(person=person, av=aktor(request).av))
    if not _kan_sende(person):
        return lenke
    get_adapter(request).send_mail(
        "account/email/password_reset_key", person.email, {"user": person, "password_reset_url": lenke}
    )
    messages.success(request, _("Lenken er sendt til %(epost)s.") % {"epost": person.email})
    return ""


def _fjern_totrinn(request: HttpRequest, person: Bruker) -> str:
    innlogging.fjern_totrinn(person=person, av=aktor(request).av)
    get_adapter(request).send_notification_mail("mfa/email/totp_deactivated", person)
    messages.success(request, _("Totrinnsbekreftelse er slått av, og personen er logget ut."))
    return ""


def _logg_ut(request: HttpRequest, person: Bruker) -> str:
    antall = innlogging.logg_ut_overalt(person=person, av=aktor(request).av)
    messages.success(request, _("Personen er logget ut %(antall)d steder.") % {"antall": antall})
    return ""


HANDLINGER: dict[str, Callable[[HttpRequest, Bruker], str]] = {
    "lenke": _lag_lenke,
    "fjern_totrinn": _fjern_totrinn,
    "logg_ut": _logg_ut,
}

"""Elevated power is timed: some acts are only for whoever has shown lately who they are.

A person who has the right roller.tildel, personer.forvalt or innstillinger.forvalt still has to show the
password, a code or the login of the municipality once more before using it, unless that was done within the
last minutes (ACCOUNT_REAUTHENTICATION_TIMEOUT, RODTRAAD_BEKREFTELSE_MINUTTER). A screen somebody left open is
then worth little.

    @require_http_methods(["GET", "POST"])
    @adgang("roller.tildel")
    @nylig_bekreftet
    def gi_rolle(request): ...

Nothing is lost: the page with the form is confirmed before it is shown, and when the minutes run out while
somebody fills it in, what was posted waits in the session and is carried out once they have confirmed. Files
in such a form have to be chosen again. Tests: `tests.tilgang.bekreft.bekreft(klient)` gives a browser that
has just confirmed.
"""

import time
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.core.internal.httpkit import serialize_request
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from rodtraad.hendelser.adgang import View

DEMONSTRASJON = "demonstrasjon"
"""The login without a password of a demonstration on one's own machine (demoinnlogging)."""
MAATER = frozenset({"password", "mfa", "socialaccount", DEMONSTRASJON})
"""Ways to show who one is that count; a link from an e-mail does not."""


def er_nylig_bekreftet(request: HttpRequest) -> bool:
    """Whether the person has logged in or confirmed within the last minutes."""
    if not request.user.is_authenticated:
        return False
    tider = (
        float(maate["at"])
        for maate in get_authentication_records(request, request.user)
        if maate.get("method") in MAATER
    )
    sist = max(tider, default=0.0)
    return time.time() - sist < float(app_settings.REAUTHENTICATION_TIMEOUT)


def nylig_bekreftet(view: View) -> View:
    """The view demands that the person has confirmed lately; it stands below @adgang.

    Others are led to the confirmation and come back to where they were, with what they posted.
    """

    @wraps(view)
    def innpakket(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if er_nylig_bekreftet(request):
            return view(request, *args, **kwargs)
        return _led_til_bekreftelse(request)

    return innpakket


def _led_til_bekreftelse(request: HttpRequest) -> HttpResponse:
    """Keeps what was posted in the session and leads to the confirmation.

    A part of a page has no room for it: htmx is told to go there with the whole page.
    """
    i_htmx = "HX-Request" in request.headers
    for navn in [navn for navn in request.META if navn.startswith("HTTP_HX_")]:
        del request.META[navn]
    tilbake = request.get_full_path()
    if request.method == "POST":
        request.session[STATE_SESSION_KEY] = {"request": serialize_request(request)}
        tilbake = request.path
    elif i_htmx:
        tilbake = urlsplit(request.headers.get("HX-Current-URL", "")).path or reverse("startside")
    maate = get_adapter(request).get_reauthentication_methods(request.user)[0]
    til = f"{maate['url']}?{urlencode({'next': tilbake})}"
    if i_htmx:
        return HttpResponse(status=401, headers={"HX-Redirect": til})
    return HttpResponseRedirect(til)

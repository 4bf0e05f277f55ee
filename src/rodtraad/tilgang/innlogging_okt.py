"""How long a session lasts: it ends when nobody uses it, and in any case after some hours."""

import time
from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse

BEGYNTE = "okt_begynte"
SIST = "okt_sist"
UTSEENDE = ("/ressurser/", "/static/")
"""Style, scripts and fonts are the same for everyone: nobody is looked up for them."""
NOYAKTIG = 60
"""Seconds between each time a use is written down: a write per page would be dear."""


def oktens_varighet(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: ends a session older than RODTRAAD_OKT_TIMER; a used one is kept RODTRAAD_INAKTIV_MINUTTER more."""

    def svar(request: HttpRequest) -> HttpResponse:
        # Who has no session is not asked for one, so that what is public may stand in caches.
        har_okt = settings.SESSION_COOKIE_NAME in request.COOKIES
        if har_okt and not request.path.startswith(UTSEENDE) and request.user.is_authenticated:
            _se_paa_klokka(request)
        return get_response(request)

    return svar


def _se_paa_klokka(request: HttpRequest) -> None:
    naa = int(time.time())
    if naa - request.session.setdefault(BEGYNTE, naa) >= settings.OKT_LENGST:
        # Reading the person now gives the anonymous one, and the view leads to the login page.
        get_adapter(request).logout(request)
    elif naa - request.session.get(SIST, 0) >= NOYAKTIG:
        request.session[SIST] = naa


def avslutt_okter(bruker_id: int, *, unntatt: str | None = None) -> int:
    """Ends the sessions of the person, except the one with the key; how many."""
    okter = list(UserSession.objects.filter(user_id=bruker_id).exclude(session_key=unntatt or ""))
    for okt in okter:
        okt.end()
    return len(okter)

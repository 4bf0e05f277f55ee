"""«Prøv som …»: in a demonstration on one's own machine a newcomer is in with one press, as any role.

Open only while all of it holds: the folder is marked as a demonstration, the installation answers only to
names of this machine, without TLS and without a proxy in front, and the browser stands on this machine.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.account.views import LoginView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from rodtraad.hendelser.adgang import adgang
from rodtraad.tilgang.bekreftelse import DEMONSTRASJON
from rodtraad.tilgang.models import Bruker, Rolletildeling
from rodtraad.tilgang.queries import gyldige_paa
from rodtraad.tilgang.rettigheter import roller

MERKE: Final = "demonstrasjon.txt"
"""The file by which demo.mappe marks its folder; tests/tilgang holds the two names equal."""
HER: Final = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})


@dataclass(frozen=True, slots=True)
class Demoperson:
    """Someone to try as."""

    rolle: str
    rollenavn: str
    navn: str


class Innlogging(LoginView):  # type: ignore[misc]
    """The login page; in a demonstration it also offers the persons of it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the persons to try as, if any."""
        personer = demopersoner() if er_apen(self.request) else []
        innhold: dict[str, Any] = super().get_context_data(**kwargs)
        return innhold | {"demopersoner": personer}


def er_apen(request: HttpRequest) -> bool:
    """Whether the request may log in without a password."""
    return (
        (Path(settings.MAPPE) / MERKE).is_file()
        and not settings.SESSION_COOKIE_SECURE
        and not settings.ALLAUTH_TRUSTED_PROXY_COUNT
        and set(settings.ALLOWED_HOSTS) <= HER
        and request.META.get("REMOTE_ADDR") in HER
        and "X-Forwarded-For" not in request.headers
    )


def demopersoner() -> list[Demoperson]:
    """One person per role somebody holds, in the order of the roles."""
    i_dag = timezone.localdate()
    holdere = {rolle: person for rolle in roller() if (person := _holder(rolle, i_dag))}
    return [Demoperson(rolle, roller()[rolle].navn, person.navn) for rolle, person in holdere.items()]


@require_POST
@adgang("aapen")
@never_cache
def prov_som(request: HttpRequest, rolle: str) -> HttpResponseBase:
    """Logs in as the person who holds the role. Raises Http404 in every other installation."""
    person = _holder(rolle, timezone.localdate()) if er_apen(request) else None
    if person is None:
        raise Http404
    record_authentication(request, person, DEMONSTRASJON)
    svar: HttpResponseBase = perform_login(request, person)
    return svar


def _holder(rolle: str, dato: date) -> Bruker | None:
    tildelinger = Rolletildeling.objects.filter(gyldige_paa(dato), rolle=rolle, bruker__is_active=True)
    tildeling = tildelinger.select_related("bruker").order_by("bruker_id").first()
    return tildeling.bruker if tildeling else None

"""The door of the API: a bearer token says who acts; each operation says which right it takes."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import Throttled
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from rodtraad.api.queries import EGET, Bruk, finn_bruk
from rodtraad.api.services import noter_bruk
from rodtraad.tilgang.aktor import Aktor, sett_aktor

LESER: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class FeilendePerAdresse(SimpleRateThrottle):
    """The pace of an address that knocks with keys that do not fit."""

    scope = "feilnokkel"

    def get_cache_key(self, request: HttpRequest) -> str | None:
        """By the address the request came from."""
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


class Nokkeldor(HttpBearer):
    """«Authorization: Bearer rt_…»; without a valid token 401, and a reading key changes nothing."""

    def authenticate(self, request: HttpRequest, token: str) -> Bruk | None:
        """Who acts, set on the request as for a page."""
        bruk = finn_bruk(token, timezone.localdate())
        if bruk is None:
            tak = FeilendePerAdresse("30/m")
            if not tak.allow_request(request):
                raise Throttled(int(tak.wait() or 1))
            return None
        sett_aktor(request, bruk.aktor)
        noter_bruk(bruk.nokkel_id)
        return bruk


def rett(navn: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The operation takes this right (or «eget»), of the person and of the key. Raises PermissionDenied."""

    def pynt(operasjon: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(operasjon)
        def innpakket(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            bruk: Bruk = request.auth  # type: ignore[attr-defined]
            if navn not in bruk.omfang or not (navn == EGET or bruk.aktor.har(navn)):
                raise PermissionDenied
            if request.method not in LESER and not bruk.kan_skrive:
                raise PermissionDenied
            return operasjon(request, *args, **kwargs)

        innpakket.rett = navn  # type: ignore[attr-defined]
        return innpakket

    return pynt


def aktor_i(request: HttpRequest) -> Aktor:
    """Who acts in an operation."""
    bruk: Bruk = request.auth  # type: ignore[attr-defined]
    return bruk.aktor

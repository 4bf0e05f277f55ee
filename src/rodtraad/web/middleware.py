"""Headers every response carries beside those Django sets."""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEKST = ("text/", "application/json", "application/javascript", "image/svg+xml")
PAKKES = ("/arbeid/", "/konto/", "/static/", "/api/")
"""What an edition holds is packed by web.filer, once."""
LUKKET = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"


def lukkede_enheter(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Permissions-Policy: the pages use none of the reader's devices."""

    def svar(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", LUKKET)
        return response

    return svar


class pakk_tekst(GZipMiddleware):  # noqa: N801 - named in settings beside functions
    """Text goes packed to those who take it; pictures, fonts, files and parts of files as they are."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Packs a whole text."""
        if not request.path.startswith(PAKKES):
            return response
        slag = response.headers.get("Content-Type", "")
        if response.status_code == HTTPStatus.PARTIAL_CONTENT or not slag.startswith(TEKST):
            return response
        return super().process_response(request, response)


class stengt_uten_regel:  # noqa: N801 - named in settings beside functions
    """Closed by default: a view that states no rule of adgang is refused, however it got an address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:  # noqa: ARG002
        """Raises PermissionDenied for a view without a rule."""
        if not hasattr(view, "adgang"):
            raise PermissionDenied

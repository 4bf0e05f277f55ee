"""Headers every response carries beside those Django sets."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

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

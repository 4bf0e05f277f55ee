"""What was written in a form that could not be received, so that nobody writes it twice."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url

HEMMELIG: Final = ("passord", "password", "token", "kode", "code", "secret", "hemmelig", "otp")
"""Parts of field names that are never shown again."""


def skrevet(request: HttpRequest) -> list[tuple[str, str]]:
    """(name in words, text) of each field one wrote in, sent from our own page; secrets are left out."""
    if request.method != "POST" or urlsplit(request.headers.get("Origin", "")).netloc != request.get_host():
        return []
    return [
        (navn.replace("_", " ").capitalize(), verdi)
        for navn, verdier in request.POST.lists()
        if not any(ord_ in navn.lower() for ord_ in HEMMELIG)
        for verdi in verdier
        if verdi.strip()
    ]


def ta_vare_paa_det_skrevne(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a form sent after logout gives the text back instead of losing it on the way to the login page."""

    def svar(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        til_innlogging = response.headers.get("Location", "").startswith(resolve_url("account_login"))
        if request.method != "POST" or response.status_code != HTTPStatus.FOUND or not til_innlogging:
            return response
        if request.user.is_authenticated or not skrevet(request):
            return response
        return render(request, "web/logget_ut.html", {"videre": response.headers["Location"]}, status=403)

    return svar

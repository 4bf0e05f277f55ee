"""Adgang: every view states who may enter, by the name of a registered rule."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url

Regel = Callable[[HttpRequest], bool]
View = Callable[..., HttpResponseBase]


def _aapen(_request: HttpRequest) -> bool:
    return True


def _innlogget(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated)


_REGLER: dict[str, Regel] = {"aapen": _aapen, "innlogget": _innlogget}


def registrer_regel(navn: str, regel: Regel) -> None:
    """Adds a rule that views may name; a name is given once. Raises ValueError."""
    if navn in _REGLER:
        raise ValueError(f"Adgangsregelen «{navn}» er registrert fra før.")
    _REGLER[navn] = regel


def _brukernavn(request: HttpRequest) -> str:
    return request.user.get_username() or "anonym"


_NAVNGIVER: list[Callable[[HttpRequest], str]] = [_brukernavn]


def registrer_navngiver(navngiver: Callable[[HttpRequest], str]) -> None:
    """Says how the one who acts is named in the log; the room of persons knows, and stands above this one."""
    _NAVNGIVER[:] = [navngiver]


def hvem(request: HttpRequest) -> str:
    """The name for the log of the one who asks; a deputy's with both names."""
    return _NAVNGIVER[0](request)


def _uten_bekreftelse(view: View) -> View:
    return view


_BEKREFTELSE: list[Callable[[View], View]] = [_uten_bekreftelse]


def registrer_bekreftelse(bekreftelse: Callable[[View], View]) -> None:
    """Says how a person shows again who it is before a powerful act; the room of persons knows."""
    _BEKREFTELSE[:] = [bekreftelse]


def krev_bekreftelse(view: View) -> View:
    """The view demands that the person has shown lately who it is; for rooms below that of persons."""

    @wraps(view)
    def innpakket(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return _BEKREFTELSE[0](view)(request, *args, **kwargs)

    return innpakket


def slipper_inn(navn: str, request: HttpRequest) -> bool:
    """Whether the rule lets the asker in: for menus, panels and searches. Raises KeyError."""
    return _REGLER[navn](request)


def adgang(navn: str) -> Callable[[View], View]:
    """The view is for those the rule lets in; others get 403, or the login page. «aapen» lets everyone in.

    Raises ValueError for a rule nobody has registered.
    """
    if navn not in _REGLER:
        raise ValueError(
            f"Adgangsregelen «{navn}» finnes ikke. Registrerte regler: {', '.join(sorted(_REGLER))}."
        )

    def pynt(view: View) -> View:
        @wraps(view)
        def innpakket(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not _REGLER[navn](request):
                return _vis_bort(request)
            return view(request, *args, **kwargs)

        innpakket.adgang = navn  # type: ignore[attr-defined]
        return innpakket

    return pynt


def _vis_bort(request: HttpRequest) -> HttpResponseBase:
    """The stranger is asked to log in; the known one is refused. Raises PermissionDenied."""
    if request.user.is_authenticated:
        raise PermissionDenied
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": resolve_url("account_login")})
    return redirect_to_login(request.get_full_path())

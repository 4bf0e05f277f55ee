"""Adgang: every view states who may enter, by the name of a registered rule."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

Regel = Callable[[HttpRequest], bool]
View = Callable[..., HttpResponseBase]


def _aapen(_request: HttpRequest) -> bool:
    return True


_REGLER: dict[str, Regel] = {"aapen": _aapen}


def registrer_regel(navn: str, regel: Regel) -> None:
    """Adds a rule that views may name; a name is given once. Raises ValueError."""
    if navn in _REGLER:
        raise ValueError(f"Adgangsregelen «{navn}» er registrert fra før.")
    _REGLER[navn] = regel


def adgang(navn: str) -> Callable[[View], View]:
    """The view is for those the rule lets in; others get 403. «aapen» lets everyone in. Raises ValueError."""
    if navn not in _REGLER:
        raise ValueError(
            f"Adgangsregelen «{navn}» finnes ikke. Registrerte regler: {', '.join(sorted(_REGLER))}."
        )

    def pynt(view: View) -> View:
        @wraps(view)
        def innpakket(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not _REGLER[navn](request):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        innpakket.adgang = navn  # type: ignore[attr-defined]
        return innpakket

    return pynt

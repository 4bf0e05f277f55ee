"""What every page gets from the shell: the menu by rights, who acts, the municipality."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from rodtraad.hendelser.adgang import slipper_inn
from rodtraad.organisasjon.queries import kommune
from rodtraad.publisering.nettsted.metadata import kommunenavn
from rodtraad.skall.tavler import Menypunkt, meny
from rodtraad.tilgang.aktor import aktor


def skall(request: HttpRequest) -> dict[str, Any]:
    """Lazy values: a page that shows none of them pays for none."""
    return {
        "meny": SimpleLazyObject(lambda: menygrupper(request)),
        "aktor": SimpleLazyObject(lambda: aktor(request)),
        "kommune": SimpleLazyObject(lambda: kommunenavn(kommune()[1])),
    }


def menygrupper(request: HttpRequest) -> list[tuple[str, list[Menypunkt]]]:
    """The places the asker may go, grouped, in order."""
    grupper: dict[str, list[Menypunkt]] = {}
    for punkt in meny.alle():
        if slipper_inn(punkt.regel, request):
            grupper.setdefault(str(punkt.gruppe), []).append(punkt)
    return list(grupper.items())

"""What every page gets from the shell: the menu by rights, who acts, the municipality."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from rodtraad.hendelser.adgang import slipper_inn
from rodtraad.innstillinger.queries import gjeldende
from rodtraad.organisasjon.queries import kommune
from rodtraad.publisering.nettsted.metadata import kommunenavn
from rodtraad.skall.tavler import Menypunkt, meny, personmeny, toppmerker
from rodtraad.tilgang.aktor import aktor


def skall(request: HttpRequest) -> dict[str, Any]:
    """Lazy values: a page that shows none of them pays for none."""
    return {
        "meny": SimpleLazyObject(lambda: menygrupper(request)),
        "personmeny": SimpleLazyObject(lambda: _apne(personmeny.alle(), request)),
        "toppmerker": SimpleLazyObject(lambda: _merker(request)),
        "aktor": SimpleLazyObject(lambda: aktor(request)),
        "innstillinger": SimpleLazyObject(gjeldende),
        "kommune": SimpleLazyObject(lambda: kommunenavn(kommune()[1])),
    }


def menygrupper(request: HttpRequest) -> list[tuple[str, list[Menypunkt]]]:
    """The places the asker may go, grouped, in order."""
    grupper: dict[str, list[Menypunkt]] = {}
    for punkt in _apne(meny.alle(), request):
        grupper.setdefault(str(punkt.gruppe), []).append(punkt)
    return list(grupper.items())


def snarveier(request: HttpRequest) -> list[Menypunkt]:
    """The shortcuts of the asker's roles (SYS-01)."""
    return [punkt for punkt in _apne(meny.alle(), request) if punkt.snarvei]


def _apne(punkter: Iterable[Menypunkt], request: HttpRequest) -> list[Menypunkt]:
    return [punkt for punkt in punkter if slipper_inn(punkt.regel, request)]


def _merker(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {"navn": merke.navn, "adresse": merke.adresse, "antall": merke.antall(request)}
        for merke in toppmerker.alle()
        if slipper_inn(merke.regel, request)
    ]

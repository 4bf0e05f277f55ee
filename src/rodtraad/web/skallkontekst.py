"""What every page gets from the shell: the menu by rights, who acts, the municipality."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from rodtraad.hendelser.adgang import slipper_inn
from rodtraad.innstillinger.queries import gjeldende
from rodtraad.organisasjon.queries import kommune
from rodtraad.publisering.nettsted.metadata import kommunenavn
from rodtraad.skall.tavler import Menypunkt, meny, personmeny, toppmerker
from rodtraad.tilgang.aktor import aktor
from rodtraad.web.models import Snarvei
from rodtraad.web.skrevet import skrevet


def skall(request: HttpRequest) -> dict[str, Any]:
    """Lazy values: a page that shows none of them pays for none."""
    return {
        "meny": SimpleLazyObject(lambda: menygrupper(request)),
        "stedet": SimpleLazyObject(lambda: stedet(request)),
        "personmeny": SimpleLazyObject(lambda: _apne(personmeny.alle(), request)),
        "toppmerker": SimpleLazyObject(lambda: _merker(request)),
        "skrevet": SimpleLazyObject(lambda: skrevet(request)),
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


def stedet(request: HttpRequest) -> str:
    """The address of the place in the menu that the page stands under, or nothing."""
    start = reverse("startside")
    over = [
        lenke
        for punkt in meny.alle()
        if (lenke := punkt.lenke) != start
        and request.path.startswith(lenke)
        and slipper_inn(punkt.regel, request)
    ]
    return max(over, key=len, default="")


def apne_steder(request: HttpRequest) -> list[Menypunkt]:
    """Every place of the menu the asker may go."""
    return _apne(meny.alle(), request)


def snarveier(request: HttpRequest) -> list[Menypunkt]:
    """The person's own shortcuts in order, else those of the roles; never where one may not go (SYS-01)."""
    steder = apne_steder(request)
    egne = list(Snarvei.objects.filter(bruker=request.user.pk).values_list("adresse", flat=True))
    if not egne:
        return [punkt for punkt in steder if punkt.snarvei]
    apne = {punkt.adresse: punkt for punkt in steder}
    return [apne[sted] for sted in egne if sted in apne]


def _apne(punkter: Iterable[Menypunkt], request: HttpRequest) -> list[Menypunkt]:
    return [punkt for punkt in punkter if slipper_inn(punkt.regel, request)]


def _merker(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {"navn": merke.navn, "adresse": merke.adresse, "antall": merke.antall(request)}
        for merke in toppmerker.alle()
        if slipper_inn(merke.regel, request)
    ]

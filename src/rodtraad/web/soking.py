"""Search over everything the asker may see: the pages of the menu and every room's own source."""

import logging
from collections.abc import Iterator
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from rodtraad.hendelser.adgang import adgang, slipper_inn
from rodtraad.kjerne.fold import sokeform
from rodtraad.skall.tavler import Sokekilde, Treff, sokekilder
from rodtraad.web.skallkontekst import menygrupper

KORTEST: Final = 2
PER_KILDE: Final = 8
LENGST: Final = 100
logg = logging.getLogger(__name__)


@require_safe
@adgang("innlogget")
def sok(request: HttpRequest) -> HttpResponse:
    """The search page."""
    tekst = _tekst(request)
    return render(request, "web/sok.html", {"tekst": tekst, "treff": finn(request, tekst)})


@require_safe
@adgang("innlogget")
def treff(request: HttpRequest) -> HttpResponse:
    """The list of what was found, for the palette; without text the places one may go."""
    tekst = _tekst(request)
    funnet = finn(request, tekst) if tekst else list(sider(request, ""))
    return render(request, "web/_treff.html", {"tekst": tekst, "treff": funnet})


def finn(request: HttpRequest, tekst: str) -> list[Treff]:
    """Pages first, then each source in order; what begins with the text before what only has it."""
    if len(tekst) < KORTEST:
        return []
    ut = list(sider(request, tekst))
    for kilde in sokekilder.alle():
        if slipper_inn(kilde.regel, request):
            ut += _fra(kilde, request, tekst)
    form = sokeform(tekst)
    return sorted(ut, key=lambda t: not sokeform(t.navn).startswith(form))


def sider(request: HttpRequest, tekst: str) -> Iterator[Treff]:
    """The places of the menu with the text in name or search words."""
    form = sokeform(tekst)
    for gruppe, punkter in menygrupper(request):
        for punkt in punkter:
            if form in sokeform(f"{punkt.navn} {punkt.sokeord}"):
                yield Treff(str(punkt.navn), punkt.lenke, gettext("Side"), gruppe)


def _fra(kilde: Sokekilde, request: HttpRequest, tekst: str) -> list[Treff]:
    """What a source finds; one that fails says so in the log and spoils nothing for the others."""
    try:
        return list(kilde.finn(request, tekst, PER_KILDE))[:PER_KILDE]
    except Exception:
        logg.exception("Søkekilden %s svarte ikke", kilde.id)
        return []


def _tekst(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:LENGST]

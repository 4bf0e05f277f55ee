"""Search over everything the asker may see: the pages of the menu and every room's own source."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from time import monotonic
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from rodtraad.hendelser.adgang import adgang, slipper_inn
from rodtraad.kjerne.fold import sokeform
from rodtraad.skall.tavler import Sokekilde, Treff, sokekilder
from rodtraad.web.skall import ORD
from rodtraad.web.skallkontekst import menygrupper

KORTEST: Final = 2
PER_KILDE: Final = 8
LENGST: Final = 100
TAALMOD: Final = 1.5
"""Seconds the sources may take together before the rest are left out."""
logg = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Funn:
    """What was found, and the sources that did not answer."""

    treff: list[Treff]
    uten: list[str]


@require_safe
@adgang("innlogget")
def sok(request: HttpRequest) -> HttpResponse:
    """The search page."""
    tekst = _tekst(request)
    funn = finn(request, tekst)
    innhold = {"tekst": tekst, "treff": funn.treff, "uten": funn.uten, "for_kort": 0 < len(tekst) < KORTEST}
    return render(request, "web/sok.html", innhold)


@require_safe
@adgang("innlogget")
def treff(request: HttpRequest) -> HttpResponse:
    """The list of what was found, for the palette; without text the places one may go."""
    tekst = _tekst(request)
    funnet = finn(request, tekst).treff if len(tekst) >= KORTEST else list(sider(request, tekst))
    return render(request, "web/_treff.html", {"tekst": tekst, "treff": funnet})


def finn(request: HttpRequest, tekst: str) -> Funn:
    """Pages and what each source finds, best match first; sources wait no longer than TAALMOD together."""
    if len(tekst) < KORTEST:
        return Funn([], [])
    ut, uten, start = list(sider(request, tekst)), [], monotonic()
    for kilde in sokekilder.alle():
        if not slipper_inn(kilde.regel, request):
            continue
        fra = None if monotonic() - start > TAALMOD else _fra(kilde, request, tekst)
        if fra is None:
            uten.append(kilde.id)
        else:
            ut += fra
    form = sokeform(tekst)
    return Funn(sorted(ut, key=lambda t: _avstand(t, form)), uten)


def _avstand(treff: Treff, form: str) -> int:
    """How far off a hit is: same name, begins with it, a word does, has it, only the text does; words last."""
    navn = sokeform(treff.navn)
    passer = (navn == form, navn.startswith(form), f" {form}" in navn, form in navn, True)
    return passer.index(True) + (len(passer) if treff.slag == ORD else 0)


def sider(request: HttpRequest, tekst: str) -> Iterator[Treff]:
    """The places of the menu with the text in name or search words."""
    form = sokeform(tekst)
    for gruppe, punkter in menygrupper(request):
        for punkt in punkter:
            if form in sokeform(f"{punkt.navn} {punkt.sokeord}"):
                yield Treff(str(punkt.navn), punkt.lenke, gettext("Side"), gruppe)


def _fra(kilde: Sokekilde, request: HttpRequest, tekst: str) -> list[Treff] | None:
    """What a source finds; None and a line in the log for one that fails, so that it spoils nothing for others."""
    try:
        return list(islice(kilde.finn(request, tekst, PER_KILDE), PER_KILDE))
    except Exception:
        logg.exception("Søkekilden %s svarte ikke", kilde.id)
        return None


def _tekst(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:LENGST]

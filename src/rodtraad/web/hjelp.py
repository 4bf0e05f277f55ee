"""«Hjelp til denne siden»: what the page is for, the words on it, and whom to ask (SYS-06)."""

from collections.abc import Iterator
from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, get_resolver
from django.views.decorators.http import require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.skall.hjelp import ROM, alle_rom, hjelp_til

LANTE = {"allauth": "tilgang", "ninja": "api"}
"""Packages whose views we use → the room that answers for them."""


@require_safe
@adgang("innlogget")
def hjelp(request: HttpRequest) -> HttpResponse:
    """The help to the page named, or all there is. Raises Http404."""
    side = request.GET.get("side", "")
    if not side:
        return render(request, "web/hjelp.html", {"rom": alle_rom()})
    tekster = hjelp_til(*rom_og_side(side))
    if not tekster:
        raise Http404
    return render(request, "web/hjelp.html", {"tekster": tekster, "rom": alle_rom()})


def rom_og_side(navn: str) -> tuple[str, str]:
    """The room and page of a URL name; «rom:oppgaver» is the whole room."""
    foran, _, bak = navn.rpartition(":")
    if foran == ROM:
        return bak, ROM
    return rommene().get(navn, ""), bak.removesuffix("_")


@cache
def rommene() -> dict[str, str]:
    """URL name → the room its view stands in."""
    return {
        navn: LANTE.get(modul[0], modul[1] if len(modul) > 1 else "")
        for navn, monster in _alle(get_resolver(), "")
        if (modul := monster.callback.__module__.split("."))
    }


def _alle(resolver: URLResolver, rom: str) -> Iterator[tuple[str, URLPattern]]:
    for ett in resolver.url_patterns:
        if isinstance(ett, URLResolver):
            yield from _alle(ett, f"{rom}{ett.namespace}:" if ett.namespace else rom)
        else:
            yield f"{rom}{ett.name}", ett

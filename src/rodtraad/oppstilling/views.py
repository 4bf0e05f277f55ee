"""My figures: the units I answer for, and what each figure is made of."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.oppstilling.enhetstall import ALT, Enhetstall, Tallbilde, tallbilde
from rodtraad.oppstilling.tallvisning import deler, vist, vist_sum
from rodtraad.tilgang.aktor import aktor


@require_safe
@adgang("tall.se")
def mine_tall(request: HttpRequest) -> HttpResponse:
    """The uppermost units of the asker; for the whole municipality what it is made of."""
    bilde = tallbilde()
    if bilde is None:
        return render(request, "oppstilling/ingen_tall.html")
    mine = bilde.toppen_av(aktor(request).omfang("tall.se"))
    if len(mine) == 1:
        return _side(request, bilde, mine[0])
    return render(request, "oppstilling/mine_tall.html", {"aar": bilde.aar, "rader": [vist(e) for e in mine]})


@require_safe
@adgang("tall.se")
def enhet(request: HttpRequest, nivaa: str, kode: str) -> HttpResponse:
    """What a unit's figure is made of. Raises Http404 when there is none, PermissionDenied for others' units."""
    aktor(request).krev("tall.se", (nivaa, kode))
    bilde = tallbilde()
    if bilde is None:
        return render(request, "oppstilling/ingen_tall.html")
    if (nivaa, kode) not in bilde.enheter:
        raise Http404
    return _side(request, bilde, bilde.enheter[nivaa, kode])


def _side(request: HttpRequest, bilde: Tallbilde, valgt: Enhetstall) -> HttpResponse:
    over = bilde.enheter[valgt.over] if valgt.over and _ser(request, valgt.over) else None
    innhold = {
        "aar": bilde.aar, "rad": vist(valgt), "over": vist(over) if over else None, "deler": deler(bilde, valgt),
        "grupper": [vist_sum(gettext(navn), en) for navn, en in valgt.grupper],
    }  # fmt: skip
    return render(request, "oppstilling/enhet.html", innhold)


def _ser(request: HttpRequest, nokkel: tuple[str, str]) -> bool:
    return aktor(request).gjelder("tall.se", None if nokkel == ALT else nokkel)

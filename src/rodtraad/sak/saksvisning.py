"""The page of council cases."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.sak.sak_queries import aar_med_saker, organer_med_saker, sakslister
from rodtraad.sak.skjemaside import valgt_aar, valgt_tall


@require_safe
@adgang("organer.se")
def saker(request: HttpRequest) -> HttpResponse:
    """The cases of a year by number, each gap in the numbering on a line of its own (KONTO-13)."""
    aarene = aar_med_saker()
    aar = valgt_aar(request) if valgt_tall(request, "aar") or not aarene else aarene[0]
    organene = organer_med_saker(aar)
    organ = request.GET.get("organ", "")
    organ = organ if organ in {navn for navn, _ in organene} else ""
    tekst = request.GET.get("q", "").strip()[:100]
    lister = sakslister(aar, organ=organ, tekst=tekst)
    innhold = {
        "aar": aar, "aarene": aarene, "organene": organene, "organ": organ, "q": tekst, "lister": lister,
        "antall": sum(liste.antall for liste in lister), "mangler": sum(liste.mangler for liste in lister),
    }  # fmt: skip
    return render(request, "sak/saker.html", innhold)

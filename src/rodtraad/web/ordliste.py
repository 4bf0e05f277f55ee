"""The glossary as a page: every word the pages use, in plain Norwegian."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.skall.ord import forklarte_ord


@require_safe
@adgang("innlogget")
def ordliste(request: HttpRequest) -> HttpResponse:
    """Words with their explanation, those with the text first asked for."""
    tekst = request.GET.get("q", "").strip().lower()[:100]
    treff = [o for o in forklarte_ord() if tekst in o.term.lower() or tekst in o.forklaring.lower()]
    return render(request, "web/ordliste.html", {"ord": treff, "tekst": tekst})

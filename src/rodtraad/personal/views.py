"""The page of headcount."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.personal.bemanningssporringer import bemanning_paa
from rodtraad.tilgang.aktor import aktor


@require_safe
@adgang("organisasjon.se")
def bemanning(request: HttpRequest) -> HttpResponse:
    """Årsverk and persons per unit on the two last days known, with the change (ORG-15)."""
    nivaa = request.GET.get("nivaa", "virksomhet")
    rader = bemanning_paa(timezone.localdate(), aktor(request).omfang("personer.se"))
    innhold = {"rader": [r for r in rader if r[0].nivaa == nivaa], "nivaa": nivaa}
    return render(request, "personal/bemanning.html", innhold)

"""The parts pages are built of, shown with their markup; docs/arbeidsflate.md says how to use them."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.skall.riktekst import RikTekstFelt

FARGER = (
    (_("Ferdig"), "success"),
    (_("Nær fristen"), "warning"),
    (_("Over fristen"), "danger"),
    (_("Til godkjenning"), "info"),
    (_("Utkast"), "neutral"),
)


class Prove(forms.Form):
    """One of each field, to see how forms look; nothing is kept."""

    tittel = forms.CharField(label=_("Tittel"), max_length=100)
    frist = forms.DateField(label=_("Frist"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    slag = forms.ChoiceField(
        label=_("Slag"), choices=(("a", _("Rapport")), ("b", _("Sak"))), widget=forms.RadioSelect
    )
    antall = forms.IntegerField(label=_("Antall"), min_value=1, help_text=_("Et helt tall, 1 eller mer."))
    klar = forms.BooleanField(label=_("Klar til godkjenning"), required=False)
    tekst = RikTekstFelt(label=_("Tekst"), required=False)


@require_safe
@adgang("innlogget")
def komponenter(request: HttpRequest) -> HttpResponse:
    """Every part in one page; with ?feil=1 the form as it looks when something must be corrected."""
    skjema = Prove({"antall": "0"} if "feil" in request.GET else None)
    side = Paginator(range(1, 101), 10).get_page(request.GET.get("side"))
    return render(request, "web/komponenter.html", {"skjema": skjema, "side": side, "farger": FARGER})

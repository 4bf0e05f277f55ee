"""The page of a form: what every act of this room looks like."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date

from rodtraad.sak.feil import SakFeil
from rodtraad.sak.forms import MEST_AAR, MINST_AAR


def behandle(
    request: HttpRequest,
    skjema: Form,
    gjor: Callable[[dict[str, Any]], object],
    *,
    tittel: str,
    tilbake: str,
    gjort: str,
) -> HttpResponseBase:
    """Shows the form, or does the act and goes back; a refusal becomes the form's error and nothing is lost."""
    if request.method == "POST" and skjema.is_valid():
        try:
            gjor(skjema.cleaned_data)
        except SakFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gjort)
            return redirect(tilbake)
    innhold = {"tittel": tittel, "skjema": skjema, "tilbake": tilbake}
    return render(request, "web/skjemaside.html", innhold, status=422 if skjema.errors else 200)


def utfor(request: HttpRequest, gjor: Callable[[], object], *, tilbake: str, gjort: str) -> HttpResponseBase:
    """Does an act that needs no form, and goes back with what came of it."""
    try:
        gjor()
    except SakFeil as feil:
        messages.error(request, " ".join(feil.meldinger))
    else:
        messages.success(request, gjort)
    return redirect(tilbake)


def valgt_dag(request: HttpRequest) -> date:
    """The day asked for by `dato`, today when it is none."""
    try:
        return parse_date(request.GET.get("dato", "")) or timezone.localdate()
    except ValueError:
        return timezone.localdate()


def valgt_tall(request: HttpRequest, navn: str) -> int | None:
    """A small whole number of the query, None when it is none."""
    tekst = request.GET.get(navn, "")
    return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 10 else None  # noqa: PLR2004 - digits


def valgt_aar(request: HttpRequest) -> int:
    """The year asked for by `aar`, this year when it is none."""
    aar = valgt_tall(request, "aar")
    return aar if aar is not None and MINST_AAR <= aar <= MEST_AAR else timezone.localdate().year

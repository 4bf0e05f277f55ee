"""The audit log for those who control; reading it is itself an act in the log."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from rodtraad.hendelser.adgang import adgang, hvem
from rodtraad.hendelser.eksport import som_csv
from rodtraad.hendelser.forms import Loggfilter
from rodtraad.hendelser.forskjell import forskjell
from rodtraad.hendelser.services import loggfor
from rodtraad.hendelser.utvalg import Loggside, loggside


@require_safe
@adgang("logg.les")
def logg(request: HttpRequest) -> HttpResponse:
    """The log, newest first, as it was before this reading of it."""
    filter_ = Loggfilter(request.GET)
    side = Loggside((), None)
    if filter_.is_valid():
        utvalg = filter_.utvalg()
        side = loggside(utvalg, eldre_enn=_tall(request.GET.get("eldre", "")))
        loggfor(handling="leste_loggen", gjelder="logg:side", av=hvem(request), etter=utvalg.i_ord())
    rader = [(post, forskjell(post.verdi_for, post.verdi_etter)) for post in side.poster]
    return render(request, "hendelser/logg.html", {"filter": filter_, "side": side, "rader": rader})


@require_safe
@adgang("logg.les")
def eksport(request: HttpRequest) -> HttpResponseBase:
    """The selection as CSV."""
    filter_ = Loggfilter(request.GET)
    if not filter_.is_valid():
        return render(
            request, "hendelser/logg.html", {"filter": filter_, "side": Loggside((), None)}, status=400
        )
    utvalg = filter_.utvalg()
    loggfor(handling="eksporterte_loggen", gjelder="logg:eksport", av=hvem(request), etter=utvalg.i_ord())
    svar = StreamingHttpResponse(som_csv(utvalg), content_type="text/csv; charset=utf-8")
    svar.headers["Content-Disposition"] = f'attachment; filename="hendelseslogg-{timezone.localdate()}.csv"'
    return svar


def _tall(tekst: str) -> int | None:
    return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 19 else None  # noqa: PLR2004 - 64 bits

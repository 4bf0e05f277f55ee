"""A person's own shortcuts: pinned, moved and taken away; without a choice those of the roles are shown (SYS-01)."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.hendelser.services import loggfor
from rodtraad.skall.tavler import Menypunkt
from rodtraad.tilgang.aktor import aktor
from rodtraad.web.models import Snarvei
from rodtraad.web.skallkontekst import apne_steder, snarveier

GREP: Final = {"opp": -1, "ned": 1}
INGEN: Final = ""
"""The row of someone who has taken every shortcut away."""


@require_safe
@adgang("innlogget")
def velg(request: HttpRequest) -> HttpResponse:
    """My shortcuts, and the places that may become one."""
    mine = snarveier(request)
    andre = [punkt for punkt in apne_steder(request) if punkt not in mine]
    return render(request, "web/snarveier.html", {"mine": mine, "andre": andre})


@require_POST
@adgang("innlogget")
def endre(request: HttpRequest, grep: str) -> HttpResponseBase:
    """One press: fest, fjern, opp or ned, on a place the asker may go; or the roles' own again."""
    if grep == "rollens":
        _lagre(request, ())
        messages.success(request, gettext("Snarveiene er rollenes igjen."))
        return redirect("snarveier")
    punkt = _finn(request)
    _lagre(request, _med(grep, [p.adresse for p in snarveier(request)], punkt.adresse) or (INGEN,))
    messages.success(request, gettext("Snarveien «%(navn)s» er endret.") % {"navn": punkt.navn})
    return redirect("snarveier")


def _finn(request: HttpRequest) -> Menypunkt:
    """The place named in the form, when the asker may go there. Raises Http404."""
    for punkt in apne_steder(request):
        if punkt.adresse == request.POST.get("sted"):
            return punkt
    raise Http404


def _med(grep: str, rekken: Sequence[str], sted: str) -> list[str]:
    """The row after the press."""
    uten = [s for s in rekken if s != sted]
    if grep == "fjern":
        return uten
    if grep == "fest" or sted not in rekken:
        return [*uten, sted]
    plass = max(0, rekken.index(sted) + GREP[grep])
    return [*uten[:plass], sted, *uten[plass:]]


def _lagre(request: HttpRequest, rekken: Iterable[str]) -> None:
    """Snarvei: replaces the person's own row, in one transaction with its entry in the log."""
    hvem = aktor(request)
    if hvem.bruker is None:
        raise Http404
    nye = [Snarvei(bruker=hvem.bruker, adresse=sted, plass=nr) for nr, sted in enumerate(rekken)]
    with transaction.atomic():
        Snarvei.objects.filter(bruker=hvem.bruker).delete()
        Snarvei.objects.bulk_create(nye)
        loggfor(
            handling="valgte snarveier", gjelder=f"bruker:{hvem.bruker.pk}", av=hvem.av,
            etter={"snarveier": [s.adresse for s in nye]},
        )  # fmt: skip

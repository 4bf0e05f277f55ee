"""The public pages of an installation: the newest edition, all editions, the files of each."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from rodtraad.hendelser.adgang import adgang, slipper_inn
from rodtraad.innstillinger.queries import gjeldende
from rodtraad.organisasjon.queries import kommune
from rodtraad.publisering.nettsted.metadata import AKSENT, kommunenavn
from rodtraad.publisering.nettsted.ressurser import ressursfiler
from rodtraad.publisering.queries import Utgavekort, utgaver
from rodtraad.skall.tavler import paneler
from rodtraad.web.filer import TYPER, vis_fil
from rodtraad.web.skallkontekst import snarveier


@require_safe
@adgang("aapen")
def forside(request: HttpRequest) -> HttpResponseBase:
    """The newest edition, or what to do when nothing is published."""
    gjeldende = [u for u in utgaver() if not u.erstattet]
    if gjeldende:
        return redirect("utgave", utgave=gjeldende[0].id, sti="")
    return render(request, "web/ingen_utgave.html", _felles())


@require_safe
@adgang("aapen")
def alle_utgaver(request: HttpRequest) -> HttpResponseBase:
    """Every edition, also those replaced, grouped by report (PUB-12, RAP-18)."""
    ordnet = sorted(utgaver(), key=lambda u: (u.aar, u.rapport), reverse=True)
    grupper = [(tittel, list(liste)) for tittel, liste in groupby(ordnet, key=lambda u: u.tittel)]
    return render(request, "web/utgaver.html", {**_felles(), "grupper": grupper})


@require_safe
@adgang("aapen")
def utgave(request: HttpRequest, utgave: str, sti: str) -> HttpResponseBase:
    """A file of an edition."""
    return vis_fil(request, _finn(utgave).mappe, sti)


@require_safe
@adgang("aapen")
def rapport(request: HttpRequest, rapport: str, sti: str) -> HttpResponseBase:  # noqa: ARG001 - Django's signature
    """A stable address: the same page in the edition that applies now (PUB-02)."""
    for kort in utgaver():
        if kort.rapport == rapport and not kort.erstattet:
            return redirect("utgave", utgave=kort.id, sti=sti)
    raise Http404


@require_safe
@adgang("aapen")
@gzip_page
def ressurs(request: HttpRequest, fil: str) -> HttpResponseBase:  # noqa: ARG001 - Django's signature
    """Style, script and font of the installation's own pages, in the municipality's colour."""
    innhold = ressursfiler(gjeldende().aksent or AKSENT).get(f"ressurser/{fil}")
    if innhold is None:
        raise Http404
    slag = TYPER.get(f".{fil.rpartition('.')[2]}", "application/octet-stream")
    svar = HttpResponse(innhold, content_type="image/svg+xml" if fil.endswith(".svg") else slag)
    svar.headers["Cache-Control"] = "public, max-age=3600"
    return svar


@require_safe
@adgang("innlogget")
def startside(request: HttpRequest) -> HttpResponse:
    """My page: the panels of the rooms that have something for this person (SYS-01)."""
    bokser = [
        (panel, innhold)
        for panel in paneler.alle()
        if slipper_inn(panel.regel, request) and (innhold := panel.innhold(request)) is not None
    ]
    return render(request, "web/startside.html", {"bokser": bokser, "hurtigvalg": snarveier(request)})


@adgang("aapen")
def ingen_adgang(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403 in the same look: what happened, and who can help."""
    return render(request, "web/403.html", _ramme(request), status=403)


@adgang("aapen")
def finnes_ikke(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404 in the same look."""
    return render(request, "web/404.html", _ramme(request), status=404)


@adgang("aapen")
def tjenerfeil(request: HttpRequest) -> HttpResponse:
    """500 in the same look; touches no data, since that may be what failed."""
    return render(request, "web/500.html", {"kommune": "Rødtråd", "innstillinger": None}, status=500)


def _finn(utgave_id: str) -> Utgavekort:
    for kort in utgaver():
        if kort.id == utgave_id:
            return kort
    raise Http404


def _ramme(request: HttpRequest) -> dict[str, object]:
    """The frame of an error page: the work surface's for whoever works there, else the public one."""
    inne = request.path.startswith(reverse("startside")) and request.user.is_authenticated
    if inne:
        return {"ramme": "web/base_arbeid.html", "i_arbeidet": True}
    return {"ramme": "web/base_publikum.html", **_felles()}


def _felles() -> dict[str, object]:
    _, navn = kommune()
    return {"kommune": kommunenavn(navn)}

"""Pages about the API: what it offers, and one's own keys."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.api.forms import Nokkelskjema
from rodtraad.api.grensesnitt import GRENSESNITT
from rodtraad.api.queries import EGET, nokler_for, omfang_navn
from rodtraad.api.services import ApiFeil, lag_nokkel, trekk_nokkel
from rodtraad.hendelser.adgang import adgang
from rodtraad.tilgang.aktor import Aktor, aktor
from rodtraad.tilgang.bekreftelse import nylig_bekreftet
from rodtraad.tilgang.rettigheter import retter


@require_safe
@adgang("innlogget")
def om_api(request: HttpRequest) -> HttpResponse:
    """The API in words: every operation with its right, from the same description machines read."""
    return render(request, "api/om.html", {"grupper": operasjoner()})


@require_safe
def beskrivelse(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The API as OpenAPI."""
    return JsonResponse(_skjema(), json_dumps_params={"ensure_ascii": False})


def _skjema() -> dict[str, Any]:
    rot = reverse("api:beskrivelse").removesuffix("openapi.json")
    return dict(GRENSESNITT.get_openapi_schema(path_prefix=rot))


def operasjoner() -> list[tuple[str, list[dict[str, str]]]]:
    """Every operation by subject: method, address, what it does, the name of the right it takes."""
    navn = omfang_navn()
    grupper: dict[str, list[dict[str, str]]] = {}
    for adresse, metoder in _skjema()["paths"].items():
        for metode, op in metoder.items():
            rad = {"metode": metode.upper(), "adresse": adresse, "om": op["summary"], "mer": op.get("description", ""),
                   "rett": navn[op["x-rett"]]}  # fmt: skip
            grupper.setdefault(op["tags"][0], []).append(rad)
    return list(grupper.items())


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("innlogget")
@nylig_bekreftet
@never_cache
def nokler(request: HttpRequest) -> HttpResponseBase:
    """One's own keys; a new one is shown once, in the answer to the form that made it."""
    hvem = aktor(request)
    meg = _meg(hvem)
    skjema = Nokkelskjema(request.POST or None, tilgjengelige=_tilgjengelige(hvem))
    token = ""
    if request.method == "POST" and skjema.is_valid():
        token = _lag(skjema, hvem)
        if token:
            skjema = Nokkelskjema(tilgjengelige=_tilgjengelige(hvem))
    innhold = {"skjema": skjema, "nokler": nokler_for(meg), "token": token}
    return render(request, "api/nokler.html", innhold, status=422 if skjema.errors else 200)


@require_POST
@adgang("innlogget")
def trekk(request: HttpRequest, nokkel: str) -> HttpResponseBase:
    """Withdraws one of one's own keys."""
    hvem = aktor(request)
    try:
        trekk_nokkel(nokkel_id=nokkel, bruker_id=_meg(hvem), av=hvem.av)
    except ApiFeil:
        raise Http404 from None
    return redirect("api:nokler")


def _meg(hvem: Aktor) -> int:
    """A key is the person's own, also when acting for another. Raises PermissionDenied."""
    if hvem.bruker is None or hvem.for_bruker is not None:
        raise PermissionDenied
    return hvem.bruker.pk


def _tilgjengelige(hvem: Aktor) -> frozenset[str]:
    return frozenset({EGET, *(rett for rett in retter() if hvem.har(rett))})


def _lag(skjema: Nokkelskjema, hvem: Aktor) -> str:
    data: dict[str, Any] = skjema.cleaned_data
    try:
        return lag_nokkel(bruker_id=_meg(hvem), av=hvem.av, **data)
    except ApiFeil as feil:
        skjema.add_error(None, list(feil.meldinger))
        return ""

"""Who may read from which source, and whose a file that waits is."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from rodtraad.hendelser.adgang import slipper_inn
from rodtraad.innlesing.kilde import Kilde
from rodtraad.innlesing.models import Opplasting
from rodtraad.innlesing.opplasting import rett_for
from rodtraad.innlesing.queries import opplastet_av
from rodtraad.innlesing.register import alle_kilder


def mine_kilder(request: HttpRequest) -> list[Kilde]:
    """The sources the asker may read from."""
    return [k for k in alle_kilder() if slipper_inn(rett_for(k.navn), request)]


def krev_rett(request: HttpRequest, kilde: str) -> None:
    """Refuses whoever may not read from the source. Raises PermissionDenied."""
    if not slipper_inn(rett_for(kilde), request):
        raise PermissionDenied


def er_maktkilde(kilde: str) -> bool:
    """Whether the source gives power, so that whoever reads from it must have shown lately who it is."""
    return rett_for(kilde) != "innlesing.les"


def min_opplasting(request: HttpRequest, opplasting_id: str) -> Opplasting:
    """The asker's own file. Raises Http404, PermissionDenied."""
    rad = opplastet_av(request.user.pk, opplasting_id)
    if rad is None:
        raise Http404
    krev_rett(request, rad.kilde)
    return rad


def trygg_neste(request: HttpRequest, adresse: str) -> str:
    """The address if it is a work page here, else blank."""
    her = url_has_allowed_host_and_scheme(adresse, {request.get_host()}, require_https=request.is_secure())
    return adresse if her and adresse.startswith("/arbeid/") else ""

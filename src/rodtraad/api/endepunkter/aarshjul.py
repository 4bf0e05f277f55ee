"""The municipal year."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema

from rodtraad.aarshjul import queries, services
from rodtraad.api.autentisering import aktor_i, rett

router = Router()


class Hendelsessvar(Schema):
    """An event of the year."""

    id: int
    tittel: str
    presisjon: str
    fra: date
    til: date
    antall: int
    frist: bool
    organ: str
    eier_rolle: str
    sak: str
    status: str
    grunn: str
    prosess: str
    offentlig: bool
    versjon: int


class Statusendring(Schema):
    """What became of an event, as it was when it was read."""

    status: str = Field(pattern="^(planlagt|gjennomfort|avlyst)$")
    grunn: str = Field(default="", max_length=300)
    versjon: int = Field(ge=1, le=2**31)


@router.get("{aar}", response=list[Hendelsessvar], summary="Årshjulet for et år")
@rett("aarshjul.se")
def hent_aar(request: HttpRequest, aar: int) -> list[Any]:  # noqa: ARG001 - ninja's signature
    """Hendelsene i året, i rekkefølge."""
    if aar not in queries.aarene():
        raise Http404
    return list(queries.hendelser(aar))


@router.post(
    "hendelser/{hendelse_id}/status", response=Hendelsessvar, summary="Si hva det ble av en hendelse"
)
@rett("aarshjul.forvalt")
def sett_status(request: HttpRequest, hendelse_id: int, endring: Statusendring) -> Any:
    """En avlyst hendelse må ha en grunn."""
    if hendelse_id >= 2**63 or queries.hent_hendelse(hendelse_id) is None:
        raise Http404
    services.sett_status(hendelse_id=hendelse_id, av=aktor_i(request).av, **endring.dict())
    rad = queries.hent_hendelse(hendelse_id)
    if rad is None:
        raise Http404
    return rad

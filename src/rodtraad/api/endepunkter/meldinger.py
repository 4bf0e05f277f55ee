"""Messages to the person the key belongs to."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from ninja.pagination import paginate

from rodtraad.api.autentisering import aktor_i, rett
from rodtraad.api.queries import EGET
from rodtraad.api.sider import Sider
from rodtraad.oppgaver.meldinger import les_melding
from rodtraad.oppgaver.queries import meldinger_til

router = Router()


class Meldingssvar(Schema):
    """A message."""

    id: int
    emne: str
    tekst: str
    lenke: str
    slag: str
    sendt: datetime
    lest: datetime | None


@router.get("", response=list[Meldingssvar], summary="Mine meldinger")
@paginate(Sider)
@rett(EGET)
def hent_meldinger(request: HttpRequest, **_: Any) -> Any:
    """De uleste først."""
    bruker = aktor_i(request).bruker
    return meldinger_til(bruker.pk if bruker else 0)


@router.post("{melding_id}/les", response={204: None}, summary="Merk en melding som lest")
@rett(EGET)
def merk_lest(request: HttpRequest, melding_id: int) -> tuple[int, None]:
    """Bare egne meldinger."""
    hvem = aktor_i(request)
    if hvem.bruker is None or melding_id >= 2**63:
        raise Http404
    if les_melding(melding_id=melding_id, bruker_id=hvem.bruker.pk, av=hvem.av) is None:
        raise Http404
    return 204, None

"""What has been read in, from where, by whom."""

from datetime import datetime

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from rodtraad.api.autentisering import rett
from rodtraad.innlesing.queries import Innlesingspost, innlesinger

router = Router()


class Innlesingssvar(Schema):
    """One import; amounts in øre."""

    id: str
    nummer: int
    kilde: str
    fil: str
    sha256: str
    bruker: str
    tidspunkt: datetime
    status: str
    antall: int
    kontrolltotal_ore: int | None
    kontrolltotaler: dict[str, int | str]
    merknad: str
    konstruert: bool
    erstattet_av: list[str]


@router.get("", response=list[Innlesingssvar], summary="Innlesingene")
@rett("innlesing.se")
def hent_innlesinger(request: HttpRequest) -> list[Innlesingspost]:  # noqa: ARG001 - ninja's signature
    """Alle innlesinger, den eldste først, også de som er trukket tilbake eller erstattet."""
    return list(innlesinger())


@router.get("{id}", response=Innlesingssvar, summary="Én innlesing")
@rett("innlesing.se")
def hent_innlesing(request: HttpRequest, id: str) -> Innlesingspost:  # noqa: A002, ARG001 - as in the address
    """Innlesingen med filens sha256 og kontrolltotalene."""
    for post in innlesinger([id]):
        return post
    raise Http404

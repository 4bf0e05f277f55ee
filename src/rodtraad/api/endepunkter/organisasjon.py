"""The organisation."""

from datetime import date

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from rodtraad.api.autentisering import rett
from rodtraad.organisasjon.queries import enheter_paa, kommune
from rodtraad.organisasjon.tre import Treenhet

router = Router()


class Kommunesvar(Schema):
    """The municipality of the installation."""

    nummer: str
    navn: str


class Enhetssvar(Schema):
    """A unit, valid on the day asked for."""

    nivaa: str
    kode: str
    navn: str
    overordnet: str
    gyldig_fra: date
    gyldig_til: date | None
    konstruert: bool


@router.get("kommune", response=Kommunesvar, summary="Kommunen")
@rett("organisasjon.se")
def hent_kommune(request: HttpRequest) -> dict[str, str]:  # noqa: ARG001 - ninja's signature
    """Kommunen installasjonen gjelder."""
    nummer, navn = kommune()
    return {"nummer": nummer, "navn": navn}


@router.get("enheter", response=list[Enhetssvar], summary="Enhetene på en dag")
@rett("organisasjon.se")
def hent_enheter(request: HttpRequest, dato: date | None = None) -> list[Treenhet]:  # noqa: ARG001
    """Enhetene som gjelder på dagen (i dag når den ikke er oppgitt), hver overordnet før sine underenheter."""
    return list(enheter_paa(dato or timezone.localdate()))


@router.get("enheter/{nivaa}/{kode}", response=Enhetssvar, summary="Én enhet")
@rett("organisasjon.se")
def hent_enhet(request: HttpRequest, nivaa: str, kode: str, dato: date | None = None) -> Treenhet:  # noqa: ARG001
    """Enheten slik den er på dagen."""
    for enhet in enheter_paa(dato or timezone.localdate()):
        if (enhet.nivaa, enhet.kode) == (nivaa, kode):
            return enhet
    raise Http404

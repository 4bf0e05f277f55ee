"""Persons and their roles."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema
from ninja.pagination import paginate

from rodtraad.api.autentisering import aktor_i, rett
from rodtraad.api.sider import Sider
from rodtraad.tilgang.queries import enheter_til, hent_person, personer, roller_til

router = Router()


class Personsvar(Schema):
    """A person."""

    id: int
    brukernavn: str = Field(alias="username")
    navn: str
    epost: str = Field(alias="email")
    tittel: str
    aktiv: bool = Field(alias="is_active")


class Rollesvar(Schema):
    """A role a person holds or has held; a blank unit means the whole municipality."""

    rolle: str
    rollenavn: str
    enhet_nivaa: str
    enhet_kode: str
    gyldig_fra: date
    gyldig_til: date | None
    personalansvar: bool
    fagansvar: bool
    okonomiansvar: bool
    kilde: str


@router.get("", response=list[Personsvar], summary="Personene")
@paginate(Sider)
@rett("personer.se")
def hent_personer(request: HttpRequest, **_: Any) -> Any:
    """Etter etternavn; for den som har retten for en enhet, bare personene der."""
    return personer(aktor_i(request).omfang("personer.se"), timezone.localdate())


@router.get("{person_id}", response=Personsvar, summary="Én person")
@rett("personer.se")
def hent_en_person(request: HttpRequest, person_id: int) -> Any:
    """Personen, når den har en rolle der retten gjelder."""
    return _finn(request, person_id)


@router.get("{person_id}/roller", response=list[Rollesvar], summary="Rollene til en person")
@rett("personer.se")
def hent_roller(request: HttpRequest, person_id: int) -> list[Any]:
    """Også de som er avsluttet, den siste først."""
    return list(roller_til(_finn(request, person_id).pk))


def _finn(request: HttpRequest, person_id: int) -> Any:
    omfang = aktor_i(request).omfang("personer.se")
    person = hent_person(person_id) if person_id < 2**63 else None
    if person is None or (omfang is not None and not omfang & enheter_til(person_id, timezone.localdate())):
        raise Http404
    return person

"""Tasks: mine, the unit's, and what is done with them."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.pagination import paginate

from rodtraad.api.autentisering import aktor_i, rett
from rodtraad.api.queries import EGET
from rodtraad.api.sider import Sider
from rodtraad.oppgaver import services
from rodtraad.oppgaver.adkomst import kan_endre, kan_se
from rodtraad.oppgaver.queries import enhetens_oppgaver, hent_oppgave, mine_oppgaver
from rodtraad.organisasjon.queries import enheter_paa
from rodtraad.skall.riktekst import rens
from rodtraad.tilgang.queries import hent_person

router = Router()


class Oppgavesvar(Schema):
    """A task."""

    id: int
    tittel: str
    beskrivelse: str
    slag: str
    eier: str = Field(alias="eier.username")
    enhet_nivaa: str
    enhet_kode: str
    frist: date
    status: str
    kilde: str
    versjon: int
    ferdig: datetime | None


class Nyoppgave(Schema):
    """A task to be given; the unit must be one the giver manages."""

    tittel: str = Field(min_length=1, max_length=200, pattern=r"\S")
    eier_id: int = Field(ge=1, le=2**31)
    frist: date
    beskrivelse: str = Field(default="", max_length=50_000)
    enhet_nivaa: str = Field(default="", max_length=12)
    enhet_kode: str = Field(default="", max_length=20)


class Fullforing(Schema):
    """Completing, as the task was when it was read."""

    versjon: int = Field(ge=1, le=2**31)
    kommentar: str = Field(default="", max_length=5_000)


class Enhetsvalg(Schema):
    """Only the tasks of one unit."""

    nivaa: str = ""
    kode: str = ""


@router.get("", response=list[Oppgavesvar], summary="Mine åpne oppgaver")
@paginate(Sider)
@rett(EGET)
def hent_mine(request: HttpRequest, **_: Any) -> Any:
    """Den nærmeste fristen først."""
    eier = aktor_i(request).eier
    return mine_oppgaver(eier.pk if eier else 0)


@router.get("enhetens", response=list[Oppgavesvar], summary="Enhetenes åpne oppgaver")
@paginate(Sider)
@rett("oppgaver.se")
def hent_enhetens(request: HttpRequest, valg: Query[Enhetsvalg], **_: Any) -> Any:
    """Oppgavene for enhetene personen har retten for."""
    rader = enhetens_oppgaver(aktor_i(request).omfang("oppgaver.se"))
    return rader.filter(enhet_nivaa=valg.nivaa, enhet_kode=valg.kode) if valg.kode else rader


@router.get("{oppgave_id}", response=Oppgavesvar, summary="Én oppgave")
@rett(EGET)
def hent_en(request: HttpRequest, oppgave_id: int) -> Any:
    """Egen oppgave, eller en for en enhet personen har retten for."""
    return _finn(request, oppgave_id, endre=False)


@router.post("", response={201: Oppgavesvar}, summary="Gi en oppgave")
@rett("oppgaver.forvalt")
def gi(request: HttpRequest, ny: Nyoppgave) -> tuple[int, Any]:
    """Eieren får en melding. Uten enhet kreves retten for hele kommunen."""
    hvem = aktor_i(request)
    enhet = (ny.enhet_nivaa, ny.enhet_kode) if ny.enhet_kode else None
    hvem.krev("oppgaver.forvalt", enhet)
    if enhet is not None and enhet not in {(e.nivaa, e.kode) for e in enheter_paa(date.today())}:  # noqa: DTZ011
        raise services.OppgaveFeil(f"Enheten {enhet[0]} {enhet[1]} finnes ikke.")
    if hent_person(ny.eier_id) is None:
        raise services.OppgaveFeil(f"Personen {ny.eier_id} finnes ikke.")
    laget = services.opprett_oppgave(
        tittel=ny.tittel,
        eier_id=ny.eier_id,
        frist=ny.frist,
        beskrivelse=rens(ny.beskrivelse),
        enhet=enhet,
        av=hvem.av,
    )
    services.fortell_ny(laget, laget.eier_id)
    return 201, laget


@router.post("{oppgave_id}/fullfor", response=Oppgavesvar, summary="Fullfør en oppgave")
@rett(EGET)
def fullfor(request: HttpRequest, oppgave_id: int, hvordan: Fullforing) -> Any:
    """Avslås når oppgaven er lukket, eller endret siden den ble lest."""
    rad = _finn(request, oppgave_id, endre=True)
    services.fullfor_oppgave(
        oppgave_id=rad.pk, kommentar=hvordan.kommentar, versjon=hvordan.versjon, av=aktor_i(request).av
    )
    return _finn(request, oppgave_id, endre=False)


def _finn(request: HttpRequest, oppgave_id: int, *, endre: bool) -> Any:
    """The task, if the asker may see or change it. Raises Http404."""
    rad = hent_oppgave(oppgave_id) if oppgave_id < 2**63 else None
    maa = kan_endre if endre else kan_se
    if rad is None or not maa(aktor_i(request), rad):
        raise Http404
    return rad

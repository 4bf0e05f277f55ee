"""What has been read in, from where, by whom; and files sent, tried, read in and withdrawn."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from ninja import Field, File, Form, Router, Schema, UploadedFile

from rodtraad.api.autentisering import aktor_i, rett
from rodtraad.innlesing import opplasting as fil
from rodtraad.innlesing import prove
from rodtraad.innlesing.filinnhold import FilFeil
from rodtraad.innlesing.profiler import gjeldende, valg
from rodtraad.innlesing.queries import Innlesingspost, innlesinger, opplastet_av
from rodtraad.innlesing.services import trekk_tilbake

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
    profil: str
    merknad: str
    konstruert: bool
    erstatter: list[str]
    erstattet_av: list[str]


class Opplastingssvar(Schema):
    """A file sent and where it stands; `innlesing` is the import it became."""

    id: str
    kilde: str
    fil: str
    tilstand: str
    profil: str
    antall: int
    har_feil: bool
    kontrolltotaler: dict[str, str]
    virkninger: list[dict[str, Any]]
    funn_per_regel: dict[str, int]
    funn: list[dict[str, Any]]
    innlesing: str


class Nyopplasting(Schema):
    """What is sent with the files."""

    kilde: str = Field(max_length=60)
    aar: int | None = Field(default=None, ge=1990, le=2100)
    profil: str = Field(default="", max_length=120)
    """The name of a saved profile; without, one made for the same heading is used."""


class Svar(Schema):
    """What the file does to figures already there, and whether what stopped it is meant."""

    ved_overlapp: Literal["", "erstatt", "tillegg"] = ""
    bekreft: bool = False


class Trekk(Schema):
    """Why an import is withdrawn."""

    begrunnelse: str = Field(min_length=1, max_length=400, pattern=r"\S")


@router.get("", response=list[Innlesingssvar], summary="Innlesingene")
@rett("innlesing.se")
def hent_innlesinger(request: HttpRequest) -> list[Innlesingspost]:  # noqa: ARG001 - ninja's signature
    """Alle innlesinger, den eldste først, også de som er trukket tilbake eller erstattet."""
    return list(innlesinger())


# Above «{id}», which would take their address.
@router.post("opplastinger", response={201: Opplastingssvar}, summary="Send filer og prøv dem")
@rett("innlesing.les")
def last_opp(
    request: HttpRequest, om: Form[Nyopplasting], filer: File[list[UploadedFile]]
) -> tuple[int, Mapping[str, Any]]:
    """Ingenting er lest inn. Store filer prøves i bakgrunnen: spør igjen til tilstanden er «provd»."""
    _krev_kilde(om.kilde)
    hvem = aktor_i(request)
    ny = fil.ta_imot(
        fil.Sending(
            kilde=om.kilde, filer=[(f.name or "fil", f.chunks()) for f in filer], av=hvem.av, aar=om.aar,
            bruker_id=hvem.bruker.pk if hvem.bruker else 0, profil=_profil(om),
        )
    )  # fmt: skip
    return 201, _som_svar(ny)


@router.get("opplastinger/{opplasting_id}", response=Opplastingssvar, summary="Hva prøven viste")
@rett("innlesing.les")
def hent_opplasting(request: HttpRequest, opplasting_id: str) -> Mapping[str, Any]:
    """Kontrolltotaler, hva som blir erstattet, og funnene med rad og hva en kan gjøre."""
    return _som_svar(_min(request, opplasting_id))


@router.post(
    "opplastinger/{opplasting_id}/les-inn", response=Opplastingssvar, summary="Les inn det som er prøvd"
)
@rett("innlesing.les")
def les_inn_opplasting(request: HttpRequest, opplasting_id: str, svar: Svar) -> Mapping[str, Any]:
    """Alt eller ingenting. Avslås når prøven har feil; store filer leses inn i bakgrunnen."""
    rad = _min(request, opplasting_id)
    if rad.tilstand != "provd":
        raise FilFeil(f"Filen er ikke klar til å leses inn ({rad.get_tilstand_display()}).")
    rad.ved_overlapp = svar.ved_overlapp
    resultat = prove.les_inn_opplastet(opplasting=rad, av=aktor_i(request).av, bekreftet=svar.bekreft)
    if resultat is not None and resultat.har_feil:
        raise FilFeil(
            "Filen har feil. Ingenting er lest inn.", *(f.melding for f in resultat.funn if f.er_feil)
        )
    return _som_svar(rad)


@router.post("opplastinger/{opplasting_id}/forkast", response={204: None}, summary="Forkast filene")
@rett("innlesing.les")
def forkast_opplasting(request: HttpRequest, opplasting_id: str) -> tuple[int, None]:
    """Filene slettes, og ingenting er lest inn."""
    fil.forkast(opplasting=_min(request, opplasting_id), av=aktor_i(request).av)
    return 204, None


@router.get("{id}", response=Innlesingssvar, summary="Én innlesing")
@rett("innlesing.se")
def hent_innlesing(request: HttpRequest, id: str) -> Innlesingspost:  # noqa: A002, ARG001 - as in the address
    """Innlesingen med filens sha256 og kontrolltotalene."""
    return _finn(id)


@router.post("{id}/trekk", response=Innlesingssvar, summary="Trekk tilbake en innlesing")
@rett("innlesing.les")
def trekk_innlesing(request: HttpRequest, id: str, hvorfor: Trekk) -> Innlesingspost:  # noqa: A002
    """Det den erstattet, gjelder igjen. Ingenting slettes."""
    _krev_kilde(_finn(id).kilde)
    trekk_tilbake(id, begrunnelse=hvorfor.begrunnelse, av=aktor_i(request).av)
    return _finn(id)


def _finn(innlesing_id: str) -> Innlesingspost:
    for post in innlesinger([innlesing_id]):
        return post
    raise Http404


def _krev_kilde(kilde: str) -> None:
    """Sources that give power take a person who has just shown who it is, and a key is no person."""
    if fil.rett_for(kilde) != "innlesing.les":
        raise PermissionDenied


def _profil(om: Nyopplasting) -> Any:
    if not om.profil:
        return None
    for rad in gjeldende([om.kilde]):
        if rad.navn == om.profil:
            return valg(rad)
    raise FilFeil(f"Profilen «{om.profil}» er ikke lagret for kilden «{om.kilde}».")


def _min(request: HttpRequest, opplasting_id: str) -> Any:
    bruker = aktor_i(request).bruker
    rad = opplastet_av(bruker.pk if bruker else None, opplasting_id)
    if rad is None:
        raise Http404
    _krev_kilde(rad.kilde)
    return rad


def _som_svar(rad: Any) -> dict[str, Any]:
    return {
        "id": rad.pk, "kilde": rad.kilde, "fil": rad.fil, "tilstand": rad.tilstand, "profil": rad.profilnavn,
        "antall": rad.resultat.get("antall", 0), "har_feil": rad.har_feil,
        "kontrolltotaler": dict(rad.resultat.get("totaler", ())), "virkninger": rad.resultat.get("virkninger", []),
        "funn_per_regel": rad.resultat.get("antall_per_regel", {}), "funn": rad.resultat.get("funn", []),
        "innlesing": rad.innlesing_id or "",
    }  # fmt: skip

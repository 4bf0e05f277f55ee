"""Reads of the list of imports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from rodtraad.innlesing.models import Innlesing, Opplasting, Profilversjon, Status, Tilstand


@dataclass(frozen=True, slots=True)
class Innlesingspost:
    """One import as others see it; `erstattet_av` holds ids of later imports that took its place."""

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
    kontrolltotaler: Mapping[str, int | str]
    profil: str
    merknad: str
    konstruert: bool
    nokkel: str
    erstattet_av: tuple[str, ...]
    erstatter: tuple[str, ...]
    filer: tuple[Mapping[str, Any], ...]
    profiltekst: str
    funn: tuple[Mapping[str, str], ...]
    virkninger: tuple[Mapping[str, Any], ...]


def _post(rad: Innlesing) -> Innlesingspost:
    return Innlesingspost(
        id=rad.id,
        nummer=rad.nummer,
        kilde=rad.kilde,
        fil=rad.fil,
        sha256=rad.sha256,
        bruker=rad.bruker,
        tidspunkt=rad.tidspunkt,
        status=rad.status,
        antall=rad.antall,
        kontrolltotal_ore=rad.kontrolltotal_ore,
        kontrolltotaler=rad.kontrolltotaler,
        profil=rad.profil,
        merknad=rad.merknad,
        konstruert=rad.konstruert,
        nokkel=rad.nokkel,
        erstattet_av=tuple(sorted(i.id for i in rad.erstattet_av.all() if i.status != Status.TRUKKET)),
        erstatter=tuple(sorted(i.id for i in rad.erstatter.all())),
        filer=tuple(rad.filer),
        profiltekst=rad.profiltekst,
        funn=tuple(rad.funn),
        virkninger=tuple(rad.virkninger),
    )


def innlesinger(ider: Iterable[str] | None = None) -> tuple[Innlesingspost, ...]:
    """Innlesinger, oldest first; only those with the given ids when ids are given. Krav KONTO-14."""
    rader = Innlesing.objects.prefetch_related("erstattet_av", "erstatter")
    if ider is not None:
        rader = rader.filter(id__in=list(ider))
    return tuple(_post(rad) for rad in rader)


def gyldige() -> tuple[Innlesingspost, ...]:
    """Innlesinger that count now, oldest first."""
    rader = Innlesing.objects.filter(status=Status.GYLDIG).prefetch_related("erstattet_av", "erstatter")
    return tuple(_post(rad) for rad in rader)


def tilstand() -> tuple[tuple[str, str, str], ...]:
    """What counts and what is said of it, to know whether figures made from the imports still hold. One query."""
    return tuple(Innlesing.objects.order_by("nummer").values_list("id", "status", "merknad"))


def opplastet_av(bruker_id: int | None, opplasting_id: str) -> Opplasting | None:
    """The file a person has sent, while it waits; nobody sees another's."""
    if bruker_id is None:
        return None
    return Opplasting.objects.filter(pk=opplasting_id, bruker_id=bruker_id).first()


def utvalg(
    *, sok: str = "", kilde: str = "", aar: int | None = None, bruker: str = "", status: str = ""
) -> QuerySet[Innlesing]:
    """Imports for a list, the newest first: by a part of the file's name or id, source, year read, person, status."""
    rader = Innlesing.objects.order_by("-nummer").defer("profiltekst", "funn", "virkninger")
    if sok:
        rader = rader.filter(Q(fil__icontains=sok) | Q(id__iexact=sok) | Q(sha256__istartswith=sok))
    if aar:
        rader = rader.filter(tidspunkt__year=aar)
    enkle = {"kilde": kilde, "bruker": bruker, "status": status}
    return rader.filter(**{navn: verdi for navn, verdi in enkle.items() if verdi})


def brukere_som_har_lest() -> list[str]:
    """Everyone who has read something in, by name."""
    return list(Innlesing.objects.order_by("bruker").values_list("bruker", flat=True).distinct())


def statuser() -> list[str]:
    """Where an import can stand."""
    return list(Status.values)


def mine_ventende(bruker_id: int | None) -> list[Opplasting]:
    """The person's own files that are not read in yet, the newest first."""
    if bruker_id is None:
        return []
    rader = Opplasting.objects.filter(bruker_id=bruker_id).exclude(tilstand=Tilstand.LEST_INN)
    return list(rader.defer("resultat", "profiltekst")[:20])


def profilversjon(profil_id: int) -> Profilversjon | None:
    """One version of a profile."""
    return Profilversjon.objects.filter(pk=profil_id).first() if profil_id < 2**63 else None


def versjoner_av(profil: Profilversjon) -> list[Profilversjon]:
    """Every version of the same profile, the newest first."""
    return list(Profilversjon.objects.filter(kilde=profil.kilde, navn=profil.navn).order_by("-versjon"))


def innlesinger_gjennom(kilde: str, profil: str) -> list[Innlesing]:
    """The last imports that were read through a profile file of this name."""
    rader = Innlesing.objects.filter(kilde=kilde, profil=profil).order_by("-nummer")
    return list(rader.defer("profiltekst", "funn", "virkninger")[:20])

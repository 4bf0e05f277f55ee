"""Reads of the list of imports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from rodtraad.innlesing.models import Innlesing, Opplasting, Status


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
    )


def innlesinger(ider: Iterable[str] | None = None) -> tuple[Innlesingspost, ...]:
    """Innlesinger, oldest first; only those with the given ids when ids are given. Krav KONTO-14."""
    rader = Innlesing.objects.prefetch_related("erstattet_av")
    if ider is not None:
        rader = rader.filter(id__in=list(ider))
    return tuple(_post(rad) for rad in rader)


def gyldige() -> tuple[Innlesingspost, ...]:
    """Innlesinger that count now, oldest first."""
    rader = Innlesing.objects.filter(status=Status.GYLDIG).prefetch_related("erstattet_av")
    return tuple(_post(rad) for rad in rader)


def tilstand() -> tuple[tuple[str, str, str], ...]:
    """What counts and what is said of it, to know whether figures made from the imports still hold. One query."""
    return tuple(Innlesing.objects.order_by("nummer").values_list("id", "status", "merknad"))


def opplastet_av(bruker_id: int | None, opplasting_id: str) -> Opplasting | None:
    """The file a person has sent, while it waits; nobody sees another's."""
    if bruker_id is None:
        return None
    return Opplasting.objects.filter(pk=opplasting_id, bruker_id=bruker_id).first()

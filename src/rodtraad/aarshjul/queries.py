"""Reads of the municipal year."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from rodtraad.aarshjul.models import (
    Aarshendelse,
    Aarshjul,
    Budsjettforing,
    Hendelseslenke,
    Hendelsesstatus,
    Presisjon,
    Temahjul,
    Tilstandsrapport,
)

MAANEDER = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
            "desember")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Maaned:
    """A month of the year with what happens in it, in order."""

    nr: int
    navn: str
    hendelser: tuple[Aarshendelse, ...]


def aarene() -> tuple[int, ...]:
    """The years there are, latest first."""
    return tuple(Aarshjul.objects.values_list("aar", flat=True))


def hendelser(
    aar: int, *, organ: str = "", eier: str = "", temahjul: int | None = None, maaned: int | None = None
) -> QuerySet[Aarshendelse]:
    """The events of a year in order, perhaps only those of a body, a role, a wheel or a month."""
    rader = Aarshendelse.objects.filter(hjul__aar=aar).select_related(
        "eier", "temahjul", "erstattet_av", "hjul"
    )
    if organ:
        rader = rader.filter(organ=organ)
    if eier:
        rader = rader.filter(eier_rolle=eier)
    if temahjul is not None:
        rader = rader.filter(temahjul=temahjul)
    if maaned is not None:
        rader = rader.filter(presisjon__in=[Presisjon.DAG, Presisjon.MAANED], fra__month=maaned)
    return rader


def i_maaneder(rader: Sequence[Aarshendelse]) -> tuple[tuple[Maaned, ...], tuple[Aarshendelse, ...]]:
    """Twelve months with their events, and those that have the whole year for their place."""
    hele = tuple(r for r in rader if r.presisjon in {Presisjon.AAR, Presisjon.LOPENDE})
    return (
        tuple(
            Maaned(nr, navn, tuple(r for r in rader if r not in hele and r.fra.month == nr))
            for nr, navn in enumerate(MAANEDER, start=1)
        ),
        hele,
    )


@dataclass(frozen=True, slots=True)
class Gruppe:
    """Events with the same body or the same one responsible."""

    navn: str
    hendelser: tuple[Aarshendelse, ...]


def grupper(rader: Sequence[Aarshendelse], navn_paa: Callable[[Aarshendelse], str]) -> tuple[Gruppe, ...]:
    """Events by what `navn_paa` says of each, by name; those it says nothing of come last."""
    per: dict[str, list[Aarshendelse]] = {}
    for rad in rader:
        per.setdefault(navn_paa(rad), []).append(rad)
    return tuple(
        Gruppe(navn, tuple(per[navn])) for navn in sorted(per, key=lambda n: (n == "", n.casefold()))
    )


def organer(aar: int) -> tuple[str, ...]:
    """The bodies that have events in the year."""
    return tuple(
        Aarshendelse.objects.filter(hjul__aar=aar)
        .exclude(organ="")
        .order_by("organ")
        .values_list("organ", flat=True)
        .distinct()
    )


def hent_hendelse(hendelse_id: int) -> Aarshendelse | None:
    """One event."""
    return (
        Aarshendelse.objects.select_related("hjul", "eier", "temahjul", "erstattet_av")
        .filter(pk=hendelse_id)
        .first()
    )


def lenker(hendelse_id: int) -> tuple[Hendelseslenke, ...]:
    """The documents of an event."""
    return tuple(Hendelseslenke.objects.filter(hendelse=hendelse_id))


def kommende(
    fra: date, dager: int, *, roller: Sequence[str] = (), bruker_id: int | None = None
) -> QuerySet[Aarshendelse]:
    """What happens on a given day or month soon and is not called off; mine and that of my roles first by date."""
    rader = Aarshendelse.objects.filter(til__gte=fra, fra__lte=fra + timedelta(days=dager)).exclude(
        status__in=[Hendelsesstatus.AVLYST, Hendelsesstatus.ERSTATTET, Hendelsesstatus.GJENNOMFORT]
    ).exclude(presisjon__in=[Presisjon.AAR, Presisjon.LOPENDE])  # fmt: skip
    if roller or bruker_id:
        rader = rader.filter(Q(eier_rolle__in=roller) | Q(eier=bruker_id) | Q(offentlig=True))
    return rader.select_related("hjul").order_by("fra", "id")


def foringer(hendelse_id: int) -> tuple[Budsjettforing, ...]:
    """The directives a conference gave."""
    return tuple(Budsjettforing.objects.filter(hendelse=hendelse_id))


def budsjettforinger(aar: int) -> tuple[Budsjettforing, ...]:
    """The directives of the year's conference, for the budget of the year after (HJUL-02)."""
    return tuple(Budsjettforing.objects.filter(hendelse__hjul__aar=aar).select_related("hendelse"))


def hent_foring(foring_id: int) -> Budsjettforing | None:
    """One directive."""
    return Budsjettforing.objects.select_related("hendelse__hjul").filter(pk=foring_id).first()


def temahjulene() -> tuple[Temahjul, ...]:
    """Every wheel."""
    return tuple(Temahjul.objects.all())


def tilstandsrapporter(aar: int | None = None) -> QuerySet[Tilstandsrapport]:
    """Yearly reports on services; of one year when it is given."""
    alle = Tilstandsrapport.objects.prefetch_related("indikatorer")
    return alle if aar is None else alle.filter(aar=aar)


def hent_tilstandsrapport(rapport_id: int) -> Tilstandsrapport | None:
    """One report with its indicators."""
    return Tilstandsrapport.objects.prefetch_related("indikatorer").filter(pk=rapport_id).first()


def dager_i_aaret(fra: date, til: date) -> QuerySet[Aarshendelse]:
    """Events on given days that are not called off or replaced: what a calendar can hold."""
    return (
        Aarshendelse.objects.filter(presisjon=Presisjon.DAG, til__gte=fra, fra__lte=til)
        .exclude(status__in=[Hendelsesstatus.AVLYST, Hendelsesstatus.ERSTATTET])
        .order_by("fra", "id")
    )

"""Shared services, the key that holds in a year, and each municipality's share of the cost."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from rodtraad.hovedbok.queries import aar_med_regnskap, artsummer
from rodtraad.organisasjon.queries import virksomhet_for_ansvar
from rodtraad.samarbeid.fordeling import Kommunedel, share_cost
from rodtraad.samarbeid.models import Fellestjeneste, Fordelingsnokkel, Nokkelstatus
from rodtraad.tilgang.rettigheter import Enhetsnokkel

DRIFT, REGNSKAP = "1", "regnskap"


@dataclass(frozen=True, slots=True)
class Forslag:
    """A proposed key with what it would change in the year."""

    nokkel: Fordelingsnokkel
    deler: tuple[Kommunedel, ...]


@dataclass(frozen=True, slots=True)
class Samarbeidsrapport:
    """A shared service in a year: the net cost in øre, the key, each one's share, and what is proposed."""

    tjeneste: Fellestjeneste
    aar: int
    kostnad: int
    nokkel: Fordelingsnokkel | None
    deler: tuple[Kommunedel, ...]
    forslag: tuple[Forslag, ...]


def fellestjenester() -> QuerySet[Fellestjeneste]:
    """Every shared service with its partners."""
    return Fellestjeneste.objects.prefetch_related("partnere").order_by("navn")


def tjenester_i(enhet: Enhetsnokkel) -> tuple[Fellestjeneste, ...]:
    """The shared services whose cost a unit carries."""
    return tuple(fellestjenester().filter(enhet_kode=enhet[1])) if enhet[0] == "virksomhet" else ()


def hent_tjeneste(tjeneste_id: int) -> Fellestjeneste | None:
    """One shared service."""
    return fellestjenester().filter(pk=tjeneste_id).first()


def hent_nokkel(nokkel_id: int) -> Fordelingsnokkel | None:
    """One key with its service."""
    return Fordelingsnokkel.objects.filter(pk=nokkel_id).select_related("tjeneste").first()


def kommunene(tjeneste: Fellestjeneste) -> list[str]:
    """The host and the partners."""
    return [tjeneste.vertskommune, *(p.navn for p in tjeneste.partnere.all())]


def regnskapsaar() -> list[int]:
    """The years with accounts, the latest first."""
    return sorted(aar_med_regnskap(), reverse=True)


def netto(virksomhet: str, aar: int) -> int:
    """The net operating cost of a virksomhet in a year, in øre, from the ledger."""
    summer = artsummer([aar], virksomhet_for=virksomhet_for_ansvar(aar))
    return sum(rad[5] for rad in summer if rad[1] == REGNSKAP and rad[2] == DRIFT and rad[3] == virksomhet)


def rapport(tjeneste: Fellestjeneste, aar: int) -> Samarbeidsrapport:
    """Each municipality's share of the net cost in a year, by the key that holds (ORG-10)."""
    nokler = list(tjeneste.nokler.prefetch_related("andeler"))
    gjelder = next((n for n in nokler if n.status == Nokkelstatus.VEDTATT and n.fra_aar <= aar), None)
    kostnad = netto(tjeneste.enhet_kode, aar)
    andeler = _andeler(gjelder) if gjelder else None
    forslag = tuple(
        Forslag(n, share_cost(kostnad, _andeler(n), andeler))
        for n in nokler
        if n.status == Nokkelstatus.FORESLAATT
    )
    return Samarbeidsrapport(
        tjeneste, aar, kostnad, gjelder, share_cost(kostnad, andeler) if andeler else (), forslag
    )


def nokkelhistorie(tjeneste: Fellestjeneste) -> Collection[Fordelingsnokkel]:
    """Every key of a service, the latest first."""
    return tjeneste.nokler.prefetch_related("andeler")


def _andeler(nokkel: Fordelingsnokkel) -> dict[str, int]:
    return {a.kommune: a.andel for a in nokkel.andeler.all()}

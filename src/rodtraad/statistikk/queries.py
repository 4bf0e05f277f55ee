"""Datasets as records in order, limited to the municipalities one has chosen to compare with."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rodtraad.organisasjon.queries import kommune
from rodtraad.statistikk.models import Datapunkt, Datasett, Sammenligningskommune
from rodtraad.statistikk.verdier import Post, from_json

GYLDIG = "gyldig"


@dataclass(frozen=True, slots=True)
class Datasettopplysning:
    """What a reader must know of a dataset: owner, licence, years (KLIMA-02), import, constructed or not."""

    navn: str
    tittel: str
    kilde: str
    lisens: str
    dataaar_fra: int | None
    dataaar_til: int | None
    innlesing: str
    konstruert: bool
    publisert: str = ""
    """The day of KOSTRA figures: whether they are revised follows from it (HJUL-07)."""


def datasett(navn: str) -> tuple[Post, ...]:
    """The records of a dataset in order; empty when it has not been imported."""
    return alle_datasett(navn).get(navn, ())


def alle_datasett(navn: str = "") -> dict[str, tuple[Post, ...]]:
    """Dataset name → its records in order, with comparison municipalities as chosen (KOSTRA-08)."""
    punkter = Datapunkt.objects.filter(datasett__innlesing__status=GYLDIG)
    if navn:
        punkter = punkter.filter(datasett__navn=navn)
    poster: dict[str, list[Post]] = defaultdict(list)
    for datasettnavn, kolonner, verdier in punkter.order_by("datasett__navn", "rekkefolge").values_list(
        "datasett__navn", "datasett__kolonner", "verdier"
    ):
        poster[datasettnavn].append(from_json(kolonner, verdier))
    valgte = _chosen()
    return {n: tuple(_limited(p, valgte)) for n, p in poster.items()}


def opplysninger() -> tuple[Datasettopplysning, ...]:
    """What is known of every dataset that counts, by name."""
    rader = Datasett.objects.filter(innlesing__status=GYLDIG).select_related("innlesing").order_by("navn")
    return tuple(
        Datasettopplysning(
            navn=rad.navn,
            tittel=rad.tittel,
            kilde=rad.kilde,
            lisens=rad.lisens,
            dataaar_fra=rad.dataaar_fra,
            dataaar_til=rad.dataaar_til,
            innlesing=rad.innlesing_id,
            konstruert=rad.innlesing.konstruert,
            publisert=rad.publisert.isoformat() if rad.publisert else "",
        )
        for rad in rader
    )


def sammenligningskommuner() -> tuple[str, ...]:
    """The names of the municipalities and groups one compares with, in order (KOSTRA-08)."""
    rader = Sammenligningskommune.objects.filter(innlesing__status=GYLDIG).order_by("rekkefolge")
    return tuple(rader.values_list("navn", flat=True))


def _chosen() -> frozenset[str] | None:
    """Names whose records are shown; None when no choice has been made, then all are."""
    valgte = sammenligningskommuner()
    return frozenset({*valgte, kommune()[1].removesuffix(" kommune")}) if valgte else None


def _limited(poster: Iterable[Post], valgte: frozenset[str] | None) -> Iterable[Post]:
    return [p for p in poster if valgte is None or "kommune" not in p or p["kommune"] in valgte]

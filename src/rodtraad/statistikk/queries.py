"""Datasets as records in order, limited to the municipalities one has chosen to compare with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rodtraad.organisasjon.queries import kommune
from rodtraad.statistikk.avledet import avledede, folketall_1_januar
from rodtraad.statistikk.models import Datapunkt, Datasett, Sammenligningskommune
from rodtraad.statistikk.opplysning import Datasettopplysning, opplysning_om
from rodtraad.statistikk.raadatasett import RAADATASETT, UTENFOR, Kommunevalg, raadata
from rodtraad.statistikk.verdier import Post, from_json

__all__ = [
    "Datasettopplysning",
    "Stand",
    "alle_datasett",
    "datasett",
    "folketall_1_januar",
    "kommunevalg",
    "opplysninger",
    "raadata",
    "raaopplysninger",
    "sammenligningskommuner",
    "stand",
]
GYLDIG = "gyldig"


@dataclass(frozen=True, slots=True)
class Stand:
    """What several questions of one moment need: the municipalities, what gives way, what is made of raw data."""

    valg: Kommunevalg
    overstyrte: tuple[int, ...]
    laget: Mapping[str, tuple[Datasettopplysning, tuple[Post, ...]]]


def stand(navn: str = "") -> Stand:
    """The stand of the datasets now; with `navn`, of what is made together with that dataset."""
    valg = kommunevalg()
    return Stand(valg, tuple(_overstyrte()), avledede(valg, navn))


def datasett(navn: str) -> tuple[Post, ...]:
    """The records of a dataset in order; empty when it has not been imported."""
    return alle_datasett(navn).get(navn, ())


def alle_datasett(navn: str = "", naa: Stand | None = None) -> dict[str, tuple[Post, ...]]:
    """Dataset name → its records in order, with comparison municipalities as chosen (KOSTRA-08).

    Raw datasets are left out, and what is made of them stands in their place.
    """
    naa = naa or stand(navn)
    punkter = Datapunkt.objects.filter(datasett__innlesing__status=GYLDIG)
    if navn:
        punkter = punkter.filter(datasett__navn=navn)
    poster: dict[str, list[Post]] = defaultdict(list)
    for datasettnavn, kolonner, verdier in (
        punkter.exclude(datasett__navn__in=UTENFOR)
        .exclude(datasett__in=naa.overstyrte)
        .order_by("datasett__navn", "rekkefolge")
        .values_list("datasett__navn", "datasett__kolonner", "verdier")
    ):
        poster[datasettnavn].append(from_json(kolonner, verdier))
    valgte = _chosen(naa.valg)
    direkte = {n: tuple(_limited(p, valgte)) for n, p in poster.items()}
    laget = {n: p for n, (_, p) in naa.laget.items() if navn in {"", n}}
    return direkte | laget


def opplysninger(naa: Stand | None = None) -> tuple[Datasettopplysning, ...]:
    """What is known of every dataset that counts, by name; raw ones are left out."""
    naa = naa or stand()
    rader = Datasett.objects.filter(innlesing__status=GYLDIG).exclude(navn__in=UTENFOR)
    rader = rader.exclude(pk__in=naa.overstyrte)
    direkte = {rad.navn: opplysning_om(rad) for rad in rader.select_related("innlesing").order_by("navn")}
    laget = {navn: om for navn, (om, _) in naa.laget.items()}
    return tuple(om for _, om in sorted((direkte | laget).items()))


def _overstyrte() -> list[int]:
    """Datasets that also stand in a newer import, from a file or from SSB: the newest is the one that counts."""
    rader = Datasett.objects.filter(innlesing__status=GYLDIG).order_by("-innlesing__nummer")
    sett: set[str] = set()
    gamle = []
    for pk, navn in rader.values_list("pk", "navn"):
        if navn in sett:
            gamle.append(pk)
        sett.add(navn)
    return gamle


def raaopplysninger() -> dict[str, Datasettopplysning]:
    """Name → what is known of a raw dataset that counts."""
    rader = Datasett.objects.filter(innlesing__status=GYLDIG, navn__in=RAADATASETT)
    return {rad.navn: opplysning_om(rad) for rad in rader.select_related("innlesing")}


def sammenligningskommuner() -> tuple[str, ...]:
    """The names of the municipalities and groups one compares with, in order (KOSTRA-08)."""
    return tuple(navn for navn, _ in _valgte())


def kommunevalg() -> Kommunevalg:
    """One's own municipality and those chosen, with their numbers."""
    nummer, navn = kommune()
    andre = tuple((kommunenummer, valgt) for valgt, kommunenummer in _valgte())
    return Kommunevalg((nummer, navn.removesuffix(" kommune")), andre)


def _valgte() -> tuple[tuple[str, str], ...]:
    rader = Sammenligningskommune.objects.filter(innlesing__status=GYLDIG).order_by("rekkefolge")
    return tuple(rader.values_list("navn", "kommunenummer"))


def _chosen(valg: Kommunevalg) -> frozenset[str] | None:
    """Names whose records are shown; None when no choice has been made, then all are."""
    return frozenset({valg.egen[1], *(navn for _, navn in valg.andre)}) if valg.andre else None


def _limited(poster: Iterable[Post], valgte: frozenset[str] | None) -> Iterable[Post]:
    return [p for p in poster if valgte is None or "kommune" not in p or p["kommune"] in valgte]

"""Datasets too large or too raw for an edition: kept whole, read one municipality at a time through a catalogue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from rodtraad.innlesing.tabelleser import Rad
from rodtraad.statistikk.datasettkrav import Datasettkrav, heltall, tekst
from rodtraad.statistikk.models import Datapunkt
from rodtraad.statistikk.verdier import Post, from_json

UTSLIPP_SEKTOR, UTSLIPP_KILDE = "utslipp_sektor", "utslipp_kilde"
FOLKETALL, FOLKETALL_ALDER = "folketall", "folketall_alder"
FRAMSKRIVING_ALLE = "framskriving_alle"
DELKOSTNAD_ALLE = "delkostnadsindekser_alle"
DELMAAL = "baerekraftsdelmaal"
PER_KOMMUNE: Final = frozenset(
    {UTSLIPP_SEKTOR, UTSLIPP_KILDE, FOLKETALL, FOLKETALL_ALDER, FRAMSKRIVING_ALLE, DELKOSTNAD_ALLE}
)
"""They have the columns kommunenummer and kommune, and beside them a catalogue of where each municipality stands."""
RAADATASETT: Final = PER_KOMMUNE | {DELMAAL}
KATALOG: Final = "_katalog"
UTENFOR: Final = RAADATASETT | {f"{navn}{KATALOG}" for navn in PER_KOMMUNE}
"""Not part of a Grunnlag."""
_GYLDIG: Final = {"datasett__innlesing__status": "gyldig"}


@dataclass(frozen=True, slots=True)
class Kommunevalg:
    """The municipality of the installation and those it compares with: (number, name), a number may be blank."""

    egen: tuple[str, str]
    andre: tuple[tuple[str, str], ...] = ()

    @property
    def alle(self) -> tuple[tuple[str, str], ...]:
        """One's own first, then the others in the order chosen."""
        return (self.egen, *self.andre)

    def navn_for(self, nummer: object, navn: object) -> str | None:
        """What we call the municipality of a record: by its number, else by its name; None when not chosen."""
        for eget_nummer, eget_navn in self.alle:
            if nummer == eget_nummer if nummer and eget_nummer else navn == eget_navn:
                return eget_navn
        return None


def ordnet_per_kommune(krav: Datasettkrav, rader: Sequence[Rad]) -> tuple[list[Rad], Datasettkrav, list[Rad]]:
    """The rows with each municipality's together, and the catalogue: first and last place of each."""
    grupper: dict[tuple[object, object], list[Rad]] = {}
    for rad in rader:
        grupper.setdefault((rad["kommunenummer"], rad["kommune"]), []).append(rad)
    ordnet: list[Rad] = []
    katalog: list[Rad] = []
    for nr, ((nummer, navn), deres) in enumerate(grupper.items(), start=1):
        forst = len(ordnet) + 1
        ordnet += deres
        innslag = {"kommunenummer": nummer, "kommune": navn, "forst": forst, "sist": len(ordnet)}
        katalog.append(Rad(innslag, nr))  # type: ignore[arg-type]
    katalogkrav = Datasettkrav(
        f"{krav.navn}{KATALOG}",
        f"{krav.tittel}: hvor hver kommune står",
        krav.kilde,
        krav.lisens,
        {"kommunenummer": tekst(), "kommune": tekst(), "forst": heltall(), "sist": heltall()},
    )
    return ordnet, katalogkrav, katalog


def raadata(navn: str, valg: Kommunevalg | None = None) -> tuple[Post, ...]:
    """The records of a raw dataset that counts; with `valg` only those chosen, named as ours."""
    punkter = Datapunkt.objects.filter(datasett__navn=navn, **_GYLDIG)
    if valg is not None:
        plasser = _plasser(navn, valg)
        if plasser is None:
            return ()
        punkter = punkter.filter(plasser)
    rader = punkter.order_by("datasett_id", "rekkefolge").values_list("datasett__kolonner", "verdier")
    poster = (from_json(kolonner, verdier) for kolonner, verdier in rader)
    return tuple(poster) if valg is None else tuple(p for post in poster if (p := _som_vaar(post, valg)))


def _plasser(navn: str, valg: Kommunevalg) -> Q | None:
    """Where the chosen stand, by the catalogue of each import; None when none of them is there."""
    katalog = Datapunkt.objects.filter(datasett__navn=f"{navn}{KATALOG}", **_GYLDIG)
    steder: Q | None = None
    for innlesing, (nummer, kommune, forst, sist) in katalog.values_list("datasett__innlesing_id", "verdier"):
        if valg.navn_for(nummer, kommune) is not None:
            sted = Q(datasett__innlesing_id=innlesing, rekkefolge__range=(forst, sist))
            steder = sted if steder is None else steder | sted
    return steder


def _som_vaar(post: Mapping[str, object], valg: Kommunevalg) -> Post | None:
    navn = valg.navn_for(post["kommunenummer"], post["kommune"])
    return None if navn is None else {**post, "kommune": navn}  # type: ignore[dict-item]

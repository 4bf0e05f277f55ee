"""Datasets too large or too raw for an edition: kept whole, read one at a time, shown through what is made of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from rodtraad.statistikk.models import Datapunkt
from rodtraad.statistikk.verdier import Post, from_json

UTSLIPP_SEKTOR, UTSLIPP_KILDE = "utslipp_sektor", "utslipp_kilde"
FOLKETALL, FOLKETALL_ALDER = "folketall", "folketall_alder"
FRAMSKRIVING_ALLE = "framskriving_alle"
DELKOSTNAD_ALLE = "delkostnadsindekser_alle"
DELMAAL = "baerekraftsdelmaal"

RAADATASETT: Final = frozenset(
    {UTSLIPP_SEKTOR, UTSLIPP_KILDE, FOLKETALL, FOLKETALL_ALDER, FRAMSKRIVING_ALLE, DELKOSTNAD_ALLE, DELMAAL}
)
"""Not part of a Grunnlag. Those about municipalities begin with the columns kommunenummer and kommune."""


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


def raadata(navn: str, valg: Kommunevalg | None = None) -> tuple[Post, ...]:
    """The records of a raw dataset that counts; with `valg` only those chosen, named as ours."""
    punkter = Datapunkt.objects.filter(datasett__navn=navn, datasett__innlesing__status="gyldig")
    if valg is not None:
        numre = [nummer for nummer, _ in valg.alle if nummer]
        navnene = [kommunenavn for _, kommunenavn in valg.alle]
        punkter = punkter.filter(Q(verdier__0__in=numre) | Q(verdier__1__in=navnene))
    rader = punkter.order_by("datasett_id", "rekkefolge").values_list("datasett__kolonner", "verdier")
    poster = (from_json(kolonner, verdier) for kolonner, verdier in rader)
    return tuple(poster) if valg is None else tuple(p for post in poster if (p := _som_vaar(post, valg)))


def _som_vaar(post: Mapping[str, object], valg: Kommunevalg) -> Post | None:
    navn = valg.navn_for(post["kommunenummer"], post["kommune"])
    return None if navn is None else {**post, "kommune": navn}  # type: ignore[dict-item]

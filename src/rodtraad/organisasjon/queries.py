"""What the organisation looked like, and where a cost centre belongs."""

from datetime import date

from django.db.models import Count, Max

from rodtraad.organisasjon.enheter import Enhetsversjon
from rodtraad.organisasjon.models import Enhet, Kommunen
from rodtraad.organisasjon.tre import Treenhet, build_tre, map_ansvar, map_under, siste_dag


def kommune() -> tuple[str, str]:
    """The municipality's number and name; empty texts before it is registered."""
    return Kommunen.objects.values_list("nummer", "navn").first() or ("", "")


def versjoner() -> tuple[Enhetsversjon, ...]:
    """Every version of every unit that counts, in register order."""
    return tuple(
        Enhetsversjon(**verdier)
        for verdier in Enhet.objects.filter(gjelder=True)
        .order_by("rekkefolge", "kode", "gyldig_fra")
        .values(
            "kode", "navn", "nivaa", "overordnet", "gyldig_fra", "gyldig_til", "rekkefolge", "vis_kode",
            "har_tabeller", "linje_overordnet", "etterfolger", "konstruert",
        )
    )  # fmt: skip


def tre(aar: int, *, linje: bool = False) -> tuple[Treenhet, ...]:
    """The units valid on the last day of the year, in print order (ORG-01, ORG-02).

    `linje=True` gives the line structure instead of the reporting structure (ORG-03).
    """
    return build_tre(versjoner(), siste_dag(aar), linje=linje)


def virksomhet_for_ansvar(aar: int) -> dict[str, str]:
    """Each cost centre → its virksomhet on the tree of the year, for this and earlier years' figures."""
    return map_ansvar(versjoner(), siste_dag(aar))


def siste_registrerte_aar() -> int | None:
    """The last year in which a version of the tree begins; None without a register."""
    forste_dager = Enhet.objects.filter(gjelder=True).values_list("gyldig_fra", flat=True)
    return max((dag.year for dag in forste_dager), default=None)


def enheter_under(dato: date) -> dict[tuple[str, str], frozenset[tuple[str, str]]]:
    """Each unit valid on the day (level, code) → itself and every unit below it, in either tree (ORG-03)."""
    return map_under(versjoner(), dato)


def enheter_paa(dato: date) -> tuple[Treenhet, ...]:
    """The units valid on the day, in print order, in the reporting structure."""
    return build_tre(versjoner(), dato)


def tilstand() -> tuple[object, ...]:
    """A mark that changes when the register of units does. One query."""
    tall = Enhet.objects.filter(gjelder=True).aggregate(
        antall=Count("id"), siste=Max("id"), avsluttet=Count("gyldig_til"), slutt=Max("gyldig_til")
    )
    return tuple(tall.values())

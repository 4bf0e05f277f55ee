"""Reads of the frozen reports."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from rodtraad.rapport.forklaringslenker import forklaringer
from rodtraad.rapport.models import Halvaar, Okonomistatus, Vedtaksrapport


def vedtaksrapporter() -> QuerySet[Vedtaksrapport]:
    """Every run and version, drafts too, the latest first."""
    return Vedtaksrapport.objects.defer("innhold").order_by("-aar", "halvaar", "-versjon")


def hent_vedtaksrapport(rapport_id: int) -> Vedtaksrapport | None:
    """One run."""
    return Vedtaksrapport.objects.filter(pk=rapport_id).first()


def offentlige_vedtaksrapporter() -> tuple[Vedtaksrapport, ...]:
    """What is published and holds: the last version of each half-year."""
    rader = Vedtaksrapport.objects.filter(publisert__isnull=False).order_by("-aar", "halvaar", "versjon")
    return tuple({(r.aar, r.halvaar): r for r in rader}.values())


def publiserte(aar: int, halvaar: str) -> tuple[Vedtaksrapport, ...]:
    """The published versions of a half-year, the last first."""
    return tuple(
        Vedtaksrapport.objects.filter(aar=aar, halvaar=halvaar, publisert__isnull=False).order_by("-versjon")
    )


def forrige_innhold(aar: int, halvaar: str) -> list[dict[str, Any]]:
    """The decisions as the run before showed them; empty when there was none."""
    for_aar, for_halvaar = (aar, Halvaar.VAAR) if halvaar == Halvaar.HOST else (aar - 1, Halvaar.HOST)
    forrige = publiserte(for_aar, for_halvaar)
    return list((forrige[0].innhold or {}).get("oppdrag", ())) if forrige else []


def okonomistatuser() -> QuerySet[Okonomistatus]:
    """Every page on the economy, the latest meeting first."""
    return Okonomistatus.objects.defer("innhold")


def hent_okonomistatus(status_id: int) -> Okonomistatus | None:
    """One page."""
    return Okonomistatus.objects.filter(pk=status_id).first()


def siste_okonomistatus(organ: str, dato: date) -> Okonomistatus | None:
    """The last version for a meeting."""
    return Okonomistatus.objects.filter(organ=organ, dato=dato).order_by("-versjon").first()


def med_lenker(innhold: Mapping[str, Any]) -> dict[str, Any]:
    """The page's rows, each with the address where its figures explain themselves in the newest edition."""
    finn = forklaringer(int(innhold["aar"]))

    def lenket(rad: Mapping[str, Any]) -> dict[str, Any]:
        return {**rad, "lenke": finn(str(rad["tabell"]), int(rad["linje"]))}

    sum_ = innhold["sum"]
    return {
        **innhold,
        "omraader": [lenket(r) for r in innhold["omraader"]],
        "storste": [lenket(r) for r in innhold["storste"]],
        "sum": lenket(sum_) if sum_ else None,
    }

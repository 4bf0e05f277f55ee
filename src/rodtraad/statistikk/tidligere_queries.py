"""Versions of a dataset that were replaced: what the figures were before (KOSTRA-06)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rodtraad.statistikk.models import Datapunkt, Datasett
from rodtraad.statistikk.verdier import Post, from_json

GYLDIG, ERSTATTET = "gyldig", "erstattet"


@dataclass(frozen=True, slots=True)
class Datasettversjon:
    """A dataset as one import brought it: which import, the day it is as published on, its records."""

    innlesing: str
    publisert: date
    gjelder: bool
    poster: tuple[Post, ...]


def versjoner(navn: str) -> Iterator[Datasettversjon]:
    """The versions of a KOSTRA dataset, newest import first; what was withdrawn is left out. Reads one at a time."""
    rader = Datasett.objects.filter(
        navn=navn, publisert__isnull=False, innlesing__status__in=(GYLDIG, ERSTATTET)
    ).select_related("innlesing")
    for rad in rader.order_by("-innlesing__nummer"):
        punkter = (
            Datapunkt.objects.filter(datasett=rad).order_by("rekkefolge").values_list("verdier", flat=True)
        )
        if rad.publisert is not None:
            yield Datasettversjon(
                innlesing=rad.innlesing_id,
                publisert=rad.publisert,
                gjelder=rad.innlesing.status == GYLDIG,
                poster=tuple(from_json(rad.kolonner, verdier) for verdier in punkter),
            )

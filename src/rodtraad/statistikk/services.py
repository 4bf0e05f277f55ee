"""Storing datasets and the choice of comparison municipalities as part of an import."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from rodtraad.innlesing.tabelleser import Rad
from rodtraad.statistikk.datasettkrav import PUBLISERT, Datasettkrav
from rodtraad.statistikk.models import Datapunkt, Datasett, Sammenligningskommune
from rodtraad.statistikk.verdier import to_json


def lagre_datasett(
    krav: Datasettkrav, rader: Sequence[Rad], *, innlesing_id: str, merknader: Sequence[str] = ()
) -> None:
    """Stores a dataset with its records in the order of the file, and what must be shown wherever it is.

    KOSTRA figures are as published on the day the file says, the earliest if it says several, else as today (HJUL-07).
    """
    aar = [verdi for rad in rader if isinstance(verdi := rad.get("aar"), int)]
    oppgitt = [dag for rad in rader if isinstance(dag := rad.get(PUBLISERT), date)]
    datasett = Datasett.objects.create(
        innlesing_id=innlesing_id,
        navn=krav.navn,
        tittel=krav.tittel,
        kilde=krav.kilde,
        lisens=krav.lisens,
        kolonner=list(krav.kolonner),
        dataaar_fra=min(aar, default=None),
        dataaar_til=max(aar, default=None),
        publisert=min(oppgitt, default=timezone.localdate()) if krav.felles else None,
        merknader=list(merknader),
    )
    Datapunkt.objects.bulk_create(
        [
            Datapunkt(
                datasett=datasett, rekkefolge=nr, verdier=to_json(rad[kolonne] for kolonne in krav.kolonner)
            )
            for nr, rad in enumerate(rader, start=1)
        ]
    )


def lagre_sammenligningskommuner(rader: Iterable[Mapping[str, Any]], *, innlesing_id: str) -> None:
    """Stores the choice of municipalities and groups to compare with, in order (KOSTRA-08)."""
    Sammenligningskommune.objects.bulk_create(
        [
            Sammenligningskommune(
                innlesing_id=innlesing_id,
                rekkefolge=nr,
                navn=rad["navn"],
                slag=rad["slag"],
                kommunenummer=rad["kommunenummer"] or "",
            )
            for nr, rad in enumerate(rader, start=1)
        ]
    )

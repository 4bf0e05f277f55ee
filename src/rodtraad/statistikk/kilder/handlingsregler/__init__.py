"""The council's fiscal rules with targets, and how they have been met."""

from rodtraad.innlesing.register import kilde
from rodtraad.statistikk.datasettkrav import (
    AAR,
    CC_BY,
    KOMMUNEN,
    KOSTRA,
    NLOD,
    Datasettkrav,
    heltall,
    tall,
    tekst,
)
from rodtraad.statistikk.tabellkilde import Tabellkilde


@kilde("handlingsregler")
class Handlingsregler(Tabellkilde):
    """Rules adopted in the økonomiplan, and their history (kommuneloven § 14-2)."""

    navn = "handlingsregler"
    beskrivelse = "Handlingsregler med måltall, og utviklingen i flere kommuner"
    datasett = (
        Datasettkrav(
            "handlingsregler",
            "Handlingsregler vedtatt i økonomiplanen",
            KOMMUNEN,
            NLOD,
            {
                "nr": heltall(),
                "kode": tekst(),
                "regel": tekst(),
                "maaltall_pct": tall(),
                "retning": tekst(),
                "grunnlag": tekst(),
            },
        ),
        Datasettkrav(
            "handlingsregler_historikk",
            "Status for handlingsreglene",
            KOSTRA,
            CC_BY,
            {
                "indikator": tekst(),
                "enhet": tekst(),
                "kommune": tekst(),
                "aar": AAR,
                "verdi": tall(paakrevd=False),
            },
        ),
    )

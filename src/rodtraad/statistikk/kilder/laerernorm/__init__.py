"""Pupils per grade and pupils per teacher against the norm."""

from rodtraad.innlesing.register import kilde
from rodtraad.statistikk.datasettkrav import KOMMUNEN, NLOD, Datasettkrav, heltall, tall, tekst
from rodtraad.statistikk.kontroller import within_norm
from rodtraad.statistikk.tabellkilde import Tabellkilde


@kilde("laerernorm")
class Laerernorm(Tabellkilde):
    """Group size 2 per school and main stage (R-54, R-55)."""

    navn = "laerernorm"
    beskrivelse = "Elever per trinn og elever per lærer, sett mot lærernormen"
    datasett = (
        Datasettkrav(
            "laerernorm",
            "Lærernorm",
            KOMMUNEN,
            NLOD,
            {
                "skole": tekst(),
                "hovedtrinn": tekst(),
                "trinn": heltall(),
                "elever": heltall(),
                "norm_elever_per_laerer": heltall(),
                "gruppestorrelse_hovedtrinn": tall(),
            },
            (within_norm,),
        ),
    )

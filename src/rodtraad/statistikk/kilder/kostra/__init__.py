"""KOSTRA figures for the municipality and those it compares with."""

from rodtraad.innlesing.register import kilde
from rodtraad.statistikk.datasettkrav import AAR, CC_BY, ER_SUM, KOSTRA, Datasettkrav, heltall, tall, tekst
from rodtraad.statistikk.kontroller import adds_up
from rodtraad.statistikk.tabellkilde import Tabellkilde


@kilde("kostra")
class Kostra(Tabellkilde):
    """Main figures and cost per inhabitant by function (KOSTRA-01, KOSTRA-03)."""

    navn = "kostra"
    beskrivelse = "KOSTRA: hovedtall og netto driftsutgifter per innbygger og funksjon"
    datasett = (
        Datasettkrav(
            "kostra_hovedtall",
            "KOSTRA hovedtall",
            KOSTRA,
            CC_BY,
            {
                "rad": heltall(),
                "seksjon": tekst(),
                "indikator": tekst(),
                "enhet": tekst(),
                "kommune": tekst(),
                "aar": AAR,
                "verdi": tall(paakrevd=False),
            },
        ),
        Datasettkrav(
            "kostra_funksjonsomraader",
            "Netto driftsutgifter per innbygger etter funksjon",
            KOSTRA,
            CC_BY,
            {
                "omrade": tekst(),
                "funksjon_kode": tekst(paakrevd=False),
                "funksjon": tekst(),
                "kommune": tekst(),
                "aar": AAR,
                "kr_per_innbygger": tall(paakrevd=False),
                "er_sum": ER_SUM,
            },
            (adds_up("KOSTRA-03", "kr_per_innbygger", per=("omrade", "kommune", "aar")),),
        ),
    )

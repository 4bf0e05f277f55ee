"""Population by age group, counted and projected, and how many of working age there are per elderly."""

from rodtraad.innlesing.register import kilde
from rodtraad.statistikk.datasettkrav import AAR, CC_BY, SSB, Datasettkrav, heltall, tall, tekst
from rodtraad.statistikk.tabellkilde import Tabellkilde


@kilde("aldersgrupper")
class Aldersgrupper(Tabellkilde):
    """Age groups of the last ten years, projections, and aldersbæreevne (DEMO-02, DEMO-04)."""

    navn = "aldersgrupper"
    beskrivelse = "Folketall etter aldersgruppe, framskriving og aldersbæreevne"
    vises_paa = "statistikk:befolkning"
    datasett = (
        Datasettkrav(
            "aldersgrupper",
            "Folketall 1. januar etter aldersgruppe",
            SSB,
            CC_BY,
            {"aar": AAR, "aldersgruppe": tekst(), "personer": heltall()},
        ),
        Datasettkrav(
            "framskriving",
            "Framskrevet folketall etter aldersgruppe",
            SSB,
            CC_BY,
            {"aar": AAR, "aldersgruppe": tekst(), "alternativ": tekst(), "personer": heltall()},
        ),
        Datasettkrav(
            "aldersbaereevne",
            "Aldersbæreevne: innbyggere 20–66 år per innbygger over 67 år",
            SSB,
            CC_BY,
            {"aar": AAR, "innbyggere_20_66_per_67": tall(), "slag": tekst()},
        ),
    )

"""What the year-end closing leaves: errors to correct, the cover plan, and inputs of the minimum instalment."""

from rodtraad.innlesing.kolonnekrav import Kolonnekrav
from rodtraad.innlesing.register import kilde
from rodtraad.statistikk.datasettkrav import AAR, KOMMUNEN, NLOD, Datasettkrav, heltall, tall, tekst
from rodtraad.statistikk.tabellkilde import Tabellkilde

AVDRAGSPOSTER = frozenset({"laanegjeld", "avskrivbare_anleggsmidler", "fra_videreutlaan"})


@kilde("aarsoppgjor")
class Aarsoppgjor(Tabellkilde):
    """Registers that follow the accounts of a year (REGN-08, REGN-09, FIN-11)."""

    navn = "aarsoppgjor"
    beskrivelse = "Feil til retting, vedtatt inndekningsplan og inndata til minimumsavdraget"
    datasett = (
        Datasettkrav(
            "feil_til_retting",
            "Feil som skal rettes i et senere regnskap",
            KOMMUNEN,
            NLOD,
            {
                "nr": heltall(),
                "feil": tekst(),
                "oppstaatt": tekst(),
                "belop_kr": tall(),
                "rettes_i": AAR,
                "status": Kolonnekrav(tillatt=frozenset({"Åpen", "Rettet"})),
            },
        ),
        Datasettkrav(
            "inndekningsplan",
            "Vedtatt plan for inndekning av merforbruk",
            KOMMUNEN,
            NLOD,
            {"aar": AAR, "belop_kr": tall(), "vedtak": tekst()},
        ),
        Datasettkrav(
            "minimumsavdrag",
            "Inndata til minimumsavdraget",
            KOMMUNEN,
            NLOD,
            {"aar": AAR, "post": Kolonnekrav(tillatt=AVDRAGSPOSTER), "belop_kr": tall()},
        ),
    )

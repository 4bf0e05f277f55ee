"""Emissions of greenhouse gases per sector, municipality, year and inhabitant."""

from decimal import Decimal

from rodtraad.innlesing.register import kilde
from rodtraad.statistikk.datasettkrav import AAR, ER_SUM, MILJODIREKTORATET, NLOD, Datasettkrav, tall, tekst
from rodtraad.statistikk.kontroller import adds_up
from rodtraad.statistikk.tabellkilde import Tabellkilde

_TOLERANSE = Decimal("0.2")
"""Rule R-78."""


@kilde("klima")
class Klima(Tabellkilde):
    """The municipal emission figures (KLIMA-01)."""

    navn = "klima"
    beskrivelse = "Utslipp av klimagasser per sektor, kommune, år og innbygger"
    vises_paa = "statistikk:klima"
    datasett = (
        Datasettkrav(
            "klima_per_kommune",
            "Utslipp av klimagasser per kommune",
            MILJODIREKTORATET,
            NLOD,
            {"sektor": tekst(), "kommune": tekst(), "aar": AAR, "tonn_co2e": tall(), "er_sum": ER_SUM},
            (adds_up("R-78", "tonn_co2e", per=("kommune", "aar"), toleranse=_TOLERANSE),),
        ),
        Datasettkrav(
            "klima_per_aar_sektor",
            "Utslipp av klimagasser per år",
            MILJODIREKTORATET,
            NLOD,
            {"kommune": tekst(), "sektor": tekst(), "aar": AAR, "tonn_co2e": tall(), "er_sum": ER_SUM},
            (adds_up("R-78", "tonn_co2e", per=("kommune", "aar"), toleranse=_TOLERANSE),),
        ),
        Datasettkrav(
            "klima_per_innbygger",
            "Utslipp av klimagasser per innbygger",
            MILJODIREKTORATET,
            NLOD,
            {"kommune": tekst(), "aar": AAR, "tonn_co2e_per_innbygger": tall(), "er_sum": ER_SUM},
        ),
        Datasettkrav(
            "klima_2009_2023",
            "Utslipp per sektor i 2009 og 2023",
            MILJODIREKTORATET,
            NLOD,
            {
                "kommune": tekst(),
                "sektor": tekst(),
                "tonn_co2e_2009": tall(),
                "tonn_co2e_2023": tall(),
                "endring_tonn": tall(paakrevd=False),
                "endring_pct": tall(paakrevd=False),
                "er_sum": ER_SUM,
            },
            (
                adds_up("R-78", "tonn_co2e_2009", per=("kommune",), toleranse=_TOLERANSE),
                adds_up("R-78", "tonn_co2e_2023", per=("kommune",), toleranse=_TOLERANSE),
            ),
        ),
    )

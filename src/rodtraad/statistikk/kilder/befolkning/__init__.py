"""Population and its changes per year."""

from rodtraad.innlesing.register import kilde
from rodtraad.statistikk.datasettkrav import AAR, CC_BY, SSB, Datasettkrav, heltall
from rodtraad.statistikk.kontroller import (
    equals,
    fodselsoverskudd,
    folkevekst,
    follows_last_year,
    netto_flytting,
)
from rodtraad.statistikk.tabellkilde import Tabellkilde

_TALL = (
    "folketall_inngang", "fodte", "dode", "fodselsoverskudd", "innvandring", "utvandring",
    "innflytting_innenlands", "utflytting_innenlands", "netto_innvandring_flytting", "folkevekst",
    "folketall_utgang",
)  # fmt: skip


@kilde("befolkning")
class Befolkning(Tabellkilde):
    """Births, deaths, moving and population at the end of each year (DEMO-01)."""

    navn = "befolkning"
    beskrivelse = "Folketall, fødte, døde og flytting per år"
    datasett = (
        Datasettkrav(
            "befolkning",
            "Befolkningsutvikling",
            SSB,
            CC_BY,
            {"aar": AAR} | dict.fromkeys(_TALL, heltall()),
            (
                equals("R-70", "fodselsoverskudd", "fødte minus døde", fodselsoverskudd),
                equals("R-71", "netto_innvandring_flytting", "inn minus ut", netto_flytting),
                equals("R-72", "folkevekst", "fødselsoverskudd pluss netto flytting", folkevekst),
                follows_last_year,
            ),
        ),
    )

"""Key figures of the services and the organisation: figures for text and indicators."""

from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.tabelleser import Kolonnekrav
from rodtraad.statistikk.datasettkrav import (
    AAR,
    AAR_OM_KJENT,
    ER_SUM,
    KOMMUNEN,
    MERKNAD,
    NLOD,
    Datasettkrav,
    heltall,
    tall,
    tekst,
)
from rodtraad.statistikk.tabellkilde import Tabellkilde

_TEKST, _TALL, _TALL_OM_KJENT = tekst(), tall(), tall(paakrevd=False)


def _tabell(navn: str, tittel: str, /, **kolonner: Kolonnekrav) -> Datasettkrav:
    return Datasettkrav(navn, tittel, KOMMUNEN, NLOD, kolonner)


_TALLTABELLER = (
    _tabell(
        "nokkeltall", "Nøkkeltall fra alle kapitler",
        kapittel=_TEKST, navn=_TEKST, aar=AAR, verdi=_TALL, enhet=_TEKST,
    ),
    _tabell(
        "likestilling", "Likestilling",
        navn=_TEKST, kjonn=_TEKST, aar=AAR, verdi=_TALL, enhet=_TEKST, merknad=MERKNAD,
    ),
    _tabell("flyktninger", "Bosetting av flyktninger",
        navn=_TEKST, aar=AAR_OM_KJENT, verdi=_TALL, enhet=_TEKST, merknad=MERKNAD,
    ),
    _tabell("sfo", "Skolefritidsordningen", navn=_TEKST, enhet=_TEKST, aar=AAR, verdi=_TALL),
    _tabell(
        "kultur_tall", "Kulturtall",
        omrade=_TEKST, navn=_TEKST, aar=AAR_OM_KJENT, verdi=_TALL, enhet=_TEKST, merknad=MERKNAD,
    ),
    _tabell(
        "avvik_tilsyn", "Avvik og tilsyn",
        kategori=_TEKST, enhet=_TEKST, aar=AAR, navn=_TEKST, verdi=_TALL, merknad=MERKNAD,
    ),
    _tabell(
        "elevundersokelse", "Elevundersøkelsen",
        aar=AAR, indikator=_TEKST, trinn=heltall(), omrade=_TEKST, verdi=_TALL_OM_KJENT, enhet=_TEKST,
        merknad=MERKNAD,
    ),
    _tabell(
        "nasjonale_prover", "Nasjonale prøver",
        aar=AAR, trinn=heltall(), fag=_TEKST, egen_skole=_TALL_OM_KJENT, nasjonalt=_TALL_OM_KJENT,
        forrige_8_trinn=_TALL_OM_KJENT, merknad=MERKNAD,
    ),
)  # fmt: skip
_ANTALL = (
    _tabell(
        "arsverk", "Årsverk og ansatte",
        enhet=_TEKST, tidspunkt=_TEKST, arsverk=_TALL_OM_KJENT, ansatte=_TALL_OM_KJENT, merknad=MERKNAD,
    ),
    _tabell("barnehager", "Barnehager", barnehage=_TEKST, navn=_TEKST, antall=_TALL, merknad=MERKNAD),
    _tabell(
        "samisk_opplaering", "Samisk opplæring",
        navn=_TEKST, periode=_TEKST, antall=_TALL, merknad=MERKNAD,
    ),
    _tabell("helse_plasser", "Plasser i helse og omsorg",
        sted=_TEKST, navn=_TEKST, antall=_TALL, merknad=MERKNAD,
    ),
    _tabell(
        "kommunale_boliger", "Kommunale boliger",
        gruppe=_TEKST, navn=_TEKST, antall=_TALL, er_sum=ER_SUM, merknad=MERKNAD,
    ),
    _tabell("brann_mannskap", "Brannmannskap", stasjon=_TEKST, navn=_TEKST, antall=_TALL, merknad=MERKNAD),
    _tabell("bredbaand", "Dekningsgrad for bredbånd",
        bygningstype=_TEKST, dekning_for_pct=_TALL, dekning_etter_pct=_TALL,
    ),
    _tabell(
        "tekstavvik_per_ansvar", "Avvik per ansvar slik teksten oppgir dem",
        virksomhet=_TEKST, ansvar_kode=tekst(paakrevd=False), navn=_TEKST,
        avvik_kr=heltall(paakrevd=False), noyaktighet=_TEKST, merknad=MERKNAD,
    ),
)  # fmt: skip


@kilde("nokkeltall")
class Nokkeltall(Tabellkilde):
    """Figures the chapters of the report are written from."""

    navn = "nokkeltall"
    beskrivelse = "Nøkkeltall for tjenestene og organisasjonen"
    datasett = (*_TALLTABELLER, *_ANTALL)

"""Open data: every table of the edition as CSV and JSON, with all a user of data must know (PUB-09)."""

from collections.abc import Iterator
from dataclasses import dataclass

from rodtraad.oppstilling.csvform import som_csv, som_json
from rodtraad.oppstilling.tabell import Tabell
from rodtraad.publisering.manifest import json_bytes
from rodtraad.publisering.nettsted.metadata import Metadata
from rodtraad.rapport.dokument import Dokument, Figurblokk, Tabellblokk


@dataclass(frozen=True, slots=True)
class Datasett:
    """A table of the document and where it stands: anchor, heading, chapter."""

    anker: str
    tittel: str
    kapittel: str
    tabell: Tabell


def datasett(dokument: Dokument) -> Iterator[Datasett]:
    """Every table in reading order; the numbers of a chart under the anchor of the chart."""
    for kapittel in dokument.alle_kapitler():
        for blokk in kapittel.blokker:
            if isinstance(blokk, Tabellblokk):
                yield Datasett(blokk.anker, blokk.tabell.tittel, kapittel.tittel, blokk.tabell)
            elif isinstance(blokk, Figurblokk):
                yield Datasett(blokk.anker, blokk.figur.tittel, kapittel.tittel, blokk.figur.data)


def datafiler(dokument: Dokument, metadata: Metadata) -> Iterator[tuple[str, bytes]]:
    """Path and content of the data files of an edition."""
    utgave = {
        "rapport": dokument.id,
        "tittel": dokument.tittel,
        "kommune": dokument.kommune,
        "versjon": metadata.versjon,
        "publisert": metadata.publisert.isoformat(),
        "status": dokument.status,
        "konstruert": dokument.konstruert,
    }
    for sett in datasett(dokument):
        yield f"data/{sett.anker}.csv", som_csv(sett.tabell).encode()
        innhold = {**som_json(sett.tabell), "anker": sett.anker, "kapittel": sett.kapittel, "utgave": utgave}
        yield f"data/{sett.anker}.json", json_bytes(innhold)

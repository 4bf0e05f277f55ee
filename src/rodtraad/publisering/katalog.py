"""The catalogue of the edition's data as DCAT-AP-NO, in Turtle and JSON-LD; the same input, the same bytes."""

import json
from collections.abc import Iterator
from typing import Any

from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef

from rodtraad.oppstilling.grunnlag import Kommune
from rodtraad.publisering.aapnedata import Datasett, datasett
from rodtraad.publisering.nettsted.metadata import Metadata
from rodtraad.rapport.dokument import Dokument

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
EU = "http://publications.europa.eu/resource/authority"
VERSJON = URIRef(f"{DCAT}version")
NORSK = URIRef(f"{EU}/language/NOB")
AAPEN = URIRef(f"{EU}/access-right/PUBLIC")
TEMA = URIRef(f"{EU}/data-theme/GOVE")
LISENSER = {
    "NLOD 2.0": URIRef(f"{EU}/licence/NLOD_2_0"),
    "NLOD 1.0": URIRef(f"{EU}/licence/NLOD_1_0"),
    "CC BY 4.0": URIRef(f"{EU}/licence/CC_BY_4_0"),
    "CC0 1.0": URIRef(f"{EU}/licence/CC0"),
}
FORMATER = {
    "csv": ("CSV", URIRef("https://www.iana.org/assignments/media-types/text/csv")),
    "json": ("JSON", URIRef("https://www.iana.org/assignments/media-types/application/json")),
}
_PREFIKS = {"dcat": DCAT, "dct": DCTERMS, "foaf": FOAF, "vcard": VCARD, "xsd": XSD}


def katalogfiler(dokument: Dokument, kommune: Kommune, metadata: Metadata) -> Iterator[tuple[str, bytes]]:
    """The catalogue in both forms; addresses of files are relative to the folder `data`."""
    graf = lag_katalog(dokument, kommune, metadata)
    yield "data/katalog.ttl", graf.serialize(format="turtle").encode()
    rot = json.loads(graf.serialize(format="json-ld", auto_compact=False))
    yield "data/katalog.jsonld", (json.dumps(_ordnet(rot), ensure_ascii=False, indent=2) + "\n").encode()


def lag_katalog(dokument: Dokument, kommune: Kommune, metadata: Metadata) -> Graph:
    """The catalogue as a graph: one dataset per table, each as CSV and JSON. No blank nodes."""
    graf = Graph(bind_namespaces="none")
    for prefiks, rom in _PREFIKS.items():
        graf.bind(prefiks, rom)
    rapport = f"urn:rodtraad:{kommune.nummer}:{dokument.id}"
    utgiver, kontakt = (
        URIRef(f"urn:rodtraad:{kommune.nummer}"),
        URIRef(f"urn:rodtraad:{kommune.nummer}:kontakt"),
    )
    katalog = URIRef(f"{rapport}:v{metadata.versjon}")
    _utgiver(graf, utgiver, kontakt, kommune, metadata)
    _felles(graf, katalog, utgiver, f"{dokument.tittel}, {kommune.navn}: åpne data", metadata)
    graf.add((katalog, RDF.type, DCAT.Catalog))
    graf.add((katalog, DCTERMS.license, LISENSER["NLOD 2.0"]))
    graf.add((katalog, DCTERMS.description, _nb(f"Alle tabeller i {dokument.tittel} som CSV og JSON.")))
    for sett in datasett(dokument):
        emne = URIRef(f"{rapport}:{sett.anker}")
        graf.add((katalog, DCAT.dataset, emne))
        graf.add((emne, DCAT.contactPoint, kontakt))
        _felles(graf, emne, utgiver, sett.tittel, metadata)
        _datasett(graf, emne, sett, dokument)
    return graf


def _utgiver(graf: Graph, utgiver: URIRef, kontakt: URIRef, kommune: Kommune, metadata: Metadata) -> None:
    graf.add((utgiver, RDF.type, FOAF.Agent))
    graf.add((utgiver, FOAF.name, _nb(kommune.navn)))
    graf.add((utgiver, DCTERMS.identifier, Literal(kommune.nummer)))
    graf.add((kontakt, RDF.type, VCARD.Organization))
    graf.add((kontakt, VCARD.fn, _nb(kommune.navn)))
    if "@" in metadata.kontakt:
        graf.add((kontakt, VCARD.hasEmail, URIRef(f"mailto:{metadata.kontakt}")))


def _felles(graf: Graph, emne: URIRef, utgiver: URIRef, tittel: str, metadata: Metadata) -> None:
    graf.add((emne, DCTERMS.title, _nb(tittel)))
    graf.add((emne, DCTERMS.publisher, utgiver))
    graf.add((emne, DCTERMS.language, NORSK))
    graf.add((emne, DCTERMS.issued, Literal(metadata.publisert.isoformat(), datatype=XSD.date)))
    graf.add((emne, VERSJON, Literal(str(metadata.versjon))))


def _datasett(graf: Graph, emne: URIRef, sett: Datasett, dokument: Dokument) -> None:
    tabell = sett.tabell
    graf.add((emne, RDF.type, DCAT.Dataset))
    graf.add((emne, DCTERMS.identifier, Literal(sett.anker)))
    graf.add((emne, DCTERMS.description, _nb(_beskrivelse(sett, dokument))))
    graf.add((emne, DCTERMS.accessRights, AAPEN))
    graf.add((emne, DCAT.theme, TEMA))
    graf.add((emne, DCAT.keyword, _nb(dokument.tittel)))
    graf.add((emne, DCAT.keyword, _nb(sett.kapittel)))
    if tabell.kilde:
        graf.add((emne, DCTERMS.source, _nb(tabell.kilde)))
    for endelse, (navn, medietype) in FORMATER.items():
        fil = URIRef(f"{sett.anker}.{endelse}")
        utgivelse = URIRef(f"{emne}:{endelse}")
        graf.add((emne, DCAT.distribution, utgivelse))
        graf.add((utgivelse, RDF.type, DCAT.Distribution))
        graf.add((utgivelse, DCTERMS.title, _nb(f"{sett.tittel} ({navn})")))
        graf.add((utgivelse, DCAT.accessURL, fil))
        graf.add((utgivelse, DCAT.downloadURL, fil))
        graf.add((utgivelse, DCTERMS["format"], URIRef(f"{EU}/file-type/{navn}")))
        graf.add((utgivelse, DCAT.mediaType, medietype))
        if tabell.lisens in LISENSER:
            graf.add((utgivelse, DCTERMS.license, LISENSER[tabell.lisens]))
        elif tabell.lisens:
            graf.add((utgivelse, DCTERMS.rights, _nb(tabell.lisens)))


def _beskrivelse(sett: Datasett, dokument: Dokument) -> str:
    tabell = sett.tabell
    deler = [
        f"{sett.tittel} fra kapitlet «{sett.kapittel}» i {dokument.tittel}.",
        f"Enhet: {tabell.enhet}." if tabell.enhet else "",
        f"Hjemmel: {'; '.join(str(h) for h in tabell.hjemmel)}." if tabell.hjemmel else "",
        f"Status: {tabell.status}." if tabell.status else "",
        tabell.fortegn,
    ]
    return " ".join(d for d in deler if d)


def _nb(tekst: str) -> Literal:
    return Literal(tekst, lang="nb")


def _ordnet(verdi: Any) -> Any:
    """JSON-LD is a set of statements; sort it, so that two runs write it alike."""
    if isinstance(verdi, dict):
        return {n: _ordnet(verdi[n]) for n in sorted(verdi)}
    if isinstance(verdi, list):
        return sorted((_ordnet(v) for v in verdi), key=lambda v: json.dumps(v, ensure_ascii=False))
    return verdi

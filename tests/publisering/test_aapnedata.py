"""Open data: every table as CSV and JSON with what a user must know, and a catalogue of them all."""

import csv
import io
import json
import subprocess
import sys

import pytest
from rdflib import DCAT, DCTERMS, RDF, Graph
from rdflib.compare import isomorphic

from rodtraad.oppstilling.grunnlag import Kommune
from rodtraad.publisering.aapnedata import datafiler, datasett
from rodtraad.publisering.katalog import katalogfiler, lag_katalog
from tests.installasjoner import ROT
from tests.publisering.eksempel import TOTAL, dokument, metadata

KOMMUNE = Kommune("5025", "Røros kommune")


@pytest.mark.krav("PUB-09")
def test_every_table_and_chart_is_there_as_csv_and_json() -> None:
    filer = dict(datafiler(dokument(), metadata()))
    for sett in datasett(dokument()):
        rader = list(csv.DictReader(io.StringIO(filer[f"data/{sett.anker}.csv"].decode())))
        data = json.loads(filer[f"data/{sett.anker}.json"])
        assert len(rader) == len(data["rader"]) == len(sett.tabell.rader)
        for navn in ("enhet", "kilde", "lisens", "hjemmel", "status", "utgave", "fortegn"):
            assert navn in data
    assert {"tabell-total", "figur-folketall"} <= {s.anker for s in datasett(dokument())}


def test_the_data_file_carries_the_figures_of_the_page() -> None:
    filer = dict(datafiler(dokument(), metadata()))
    data = json.loads(filer["data/tabell-total.json"])
    assert data["rader"][0]["regnskap_2024"] == TOTAL.verdi(1, "regnskap_2024") == -447772
    assert data["rader"][1]["avvik_pct"] == 543.1
    assert data["rader"][6]["avvik_pct"] is None
    assert (data["lisens"], data["utgave"]["versjon"]) == ("NLOD 2.0", 1)
    assert filer["data/tabell-total.csv"].splitlines()[2].endswith(b"39217,543.1")


def test_the_catalogue_has_what_dcat_ap_no_demands() -> None:
    graf = lag_katalog(dokument(), KOMMUNE, metadata())
    (katalog,) = graf.subjects(RDF.type, DCAT.Catalog)
    sett = list(graf.subjects(RDF.type, DCAT.Dataset))
    assert len(sett) == len(list(datasett(dokument())))
    for krav in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.license, DCTERMS.language):
        assert graf.value(katalog, krav)
    for emne in sett:
        assert (katalog, DCAT.dataset, emne) in graf
        for krav in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.identifier):
            assert graf.value(emne, krav)
        for krav in (DCAT.theme, DCAT.contactPoint, DCTERMS.accessRights):
            assert graf.value(emne, krav)
        utgivelser = list(graf.objects(emne, DCAT.distribution))
        assert len(utgivelser) == 2
        for utgivelse in utgivelser:
            assert graf.value(utgivelse, DCAT.accessURL)
            assert graf.value(utgivelse, DCTERMS.license)
            assert graf.value(utgivelse, DCTERMS["format"])


def test_turtle_and_jsonld_say_the_same_and_point_at_files_that_exist() -> None:
    filer = {**dict(datafiler(dokument(), metadata())), **dict(katalogfiler(dokument(), KOMMUNE, metadata()))}
    base = "http://example.org/utgave/data/"
    turtle = Graph().parse(data=filer["data/katalog.ttl"], format="turtle", publicID=base)
    jsonld = Graph().parse(data=filer["data/katalog.jsonld"], format="json-ld", publicID=base)
    assert isomorphic(turtle, jsonld)
    pekt_paa = {str(fil).removeprefix(base) for fil in turtle.objects(None, DCAT.downloadURL)}
    assert {f"data/{navn}" for navn in pekt_paa} == {s for s in filer if "katalog" not in s}


def test_the_catalogue_is_the_same_bytes_under_any_hash_seed() -> None:
    kode = (
        "import django; django.setup(); import hashlib;"
        "from tests.publisering.test_aapnedata import *;"
        "print([hashlib.sha256(r).hexdigest() for _, r in katalogfiler(dokument(), KOMMUNE, metadata())])"
    )
    svar = {
        subprocess.run(
            [sys.executable, "-c", kode],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROT,
            env={
                "PYTHONPATH": f"{ROT / 'src'}:{ROT}",
                "PYTHONHASHSEED": fro,
                "DJANGO_SETTINGS_MODULE": "rodtraad.web.settings",
                "RODTRAAD_MAPPE": str(ROT / "build" / "testmappe"),
            },
        ).stdout
        for fro in ("1", "2")
    }
    assert len(svar) == 1

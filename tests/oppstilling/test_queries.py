"""The Grunnlag gathered from an installation, and the detail behind its figures."""

import json
from pathlib import Path

import pytest

from tests.oppstilling.demo import i_installasjonen

SAMME_SUMMER = """
from rodtraad.oppstilling.queries import hent_grunnlag
from tests.oppstilling.grunnlag_fra_demo import demo_grunnlag
def summer(rader):
    return [tuple(getattr(r, f) for f in type(r).__dataclass_fields__ if f != "antall") for r in rader]
a, b = hent_grunnlag(), demo_grunnlag()
for navn in ("artsummer", "funksjonssummer", "prosjektsummer"):
    print(navn, summer(getattr(a, navn)) == summer(getattr(b, navn)))
"""

SPORRINGER = """
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rodtraad.oppstilling.queries import hent_grunnlag
with CaptureQueriesContext(connection) as sporringer:
    hent_grunnlag()
print(len(sporringer))
"""

ALLE_CELLER = """
from rodtraad.oppstilling.detaljer import hent_strenger
from rodtraad.oppstilling.forklar import antall_per_streng, poster
from rodtraad.oppstilling.kontekst import kontekst_for
from rodtraad.oppstilling.queries import alle_forklaringer, hent_grunnlag
from rodtraad.oppstilling.tabeller import bygget, tabell_ider
g = hent_grunnlag()
strenger = hent_strenger(kontekst_for(g))
def fast(hel, ledd):
    if ledd.linje:
        return faste(hel, hel.rader[ledd.linje - 1])
    return 0 if ledd.uttak else ledd.fast or 0
def faste(hel, formel):
    return sum(ledd.fortegn * fast(hel, ledd) for ledd in formel.ledd)
feil, celler, delfeil = [], 0, []
forklaringer = alle_forklaringer(g, tabell_ider(g.aar), offentlig=False)
for (id_, linje, kolonne), f in forklaringer.items():
    hel = bygget(g, id_)
    formel, kol = hel.rader[linje - 1], hel.kolonner[kolonne]
    funnet = antall_per_streng(tuple(poster(hel, formel, kol)), strenger)
    celler += 1
    if sum(n * s.ore for s, n in funnet.items()) + faste(hel, formel) != f.ore:
        feil.append((id_, linje, kolonne))
    if sum(d.fortegn * d.ore for d in f.deler) != f.ore:
        delfeil.append((id_, linje, kolonne))
print(celler, feil[:5], delfeil[:5])
"""

OFFENTLIG = """
from rodtraad.oppstilling.queries import alle_forklaringer, hent_grunnlag
from rodtraad.oppstilling.skjerming import skjermede_funksjoner
from rodtraad.oppstilling.tabeller import tabell_ider
g = hent_grunnlag()
klient = skjermede_funksjoner()
alle = alle_forklaringer(g, tabell_ider(g.aar)).values()
print(sum(s.funksjon in klient and bool(s.ansvar or s.art) for f in alle for s in f.kontostrenger))
print(sum(b.funksjon in klient for f in alle for b in f.bilag))
print(sum(b.kontoklasse == "2" for f in alle for b in f.bilag))
print(sum(bool(b.tekst) for f in alle for b in f.bilag))
print(sum(bool(f.skjermet) for f in alle) > 100, sum(len(f.bilag) for f in alle) > 10_000)
"""

SAMME_BILAG = """
from rodtraad.oppstilling.forklar import Omfang
from rodtraad.oppstilling.queries import alle_forklaringer, forklar, hent_grunnlag
g = hent_grunnlag()
alle = alle_forklaringer(g, ["finans", "okonomi_per_tjeneste"], offentlig=False)
for celle in (("finans", 1, "avvik_kr"), ("okonomi_per_tjeneste", 171, "regnskap_2024")):
    enkel = forklar(g, *celle, omfang=Omfang(strenger=25, bilag=10))
    hel = alle[celle]
    print([b.ore for b in enkel.bilag] == [b.ore for b in hel.bilag], enkel.kontostrenger == hel.kontostrenger)
"""


def test_the_sums_of_the_installation_are_those_of_the_constructed_amounts(demo_mappe: Path) -> None:
    assert set(i_installasjonen(demo_mappe, SAMME_SUMMER).split()[1::2]) == {"True"}


def test_a_grunnlag_takes_few_database_queries(demo_mappe: Path) -> None:
    assert int(i_installasjonen(demo_mappe, SPORRINGER)) <= 45


@pytest.mark.krav("KONTO-03")
def test_the_account_strings_of_every_cell_sum_exactly_to_its_ore(demo_mappe: Path) -> None:
    antall, feil = i_installasjonen(demo_mappe, ALLE_CELLER).split(" ", 1)
    assert int(antall) > 6000
    assert feil.strip() == "[] []"


def test_the_public_sees_no_detail_of_a_client_function_and_no_text(demo_mappe: Path) -> None:
    assert i_installasjonen(demo_mappe, OFFENTLIG).split() == ["0", "0", "0", "0", "True", "True"]


def test_a_single_look_up_finds_the_same_strings_and_vouchers_as_a_whole_publication(
    demo_mappe: Path,
) -> None:
    assert set(i_installasjonen(demo_mappe, SAMME_BILAG).split()) == {"True"}


LAGRING = """
import json, sys, tempfile
from pathlib import Path
from rodtraad.oppstilling.lagring import les_grunnlag, skriv_grunnlag, som_filer
from rodtraad.oppstilling.queries import hent_grunnlag
g = hent_grunnlag()
with tempfile.TemporaryDirectory() as mappe:
    skriv_grunnlag(g, Path(mappe))
    lest = les_grunnlag(Path(mappe))
print(json.dumps([lest == g, list(som_filer(lest)) == list(som_filer(g))]))
"""


def test_a_stored_grunnlag_reads_back_the_same_to_the_byte(demo_mappe: Path) -> None:
    assert json.loads(i_installasjonen(demo_mappe, LAGRING)) == [True, True]

"""The tree with history: pure functions, no database."""

from datetime import date

import pytest

from rodtraad.organisasjon.enheter import Enhetsversjon, check_enheter
from rodtraad.organisasjon.tre import build_tre, map_ansvar, siste_dag

GAMMEL, NY = date(2020, 1, 1), date(2022, 1, 1)
SISTE_DAG_2021 = date(2021, 12, 31)


def enhet(kode: str, navn: str, over: str = "", *, fra: date = GAMMEL, **annet) -> Enhetsversjon:
    nivaa = {2: "rammeomrade", 3: "virksomhet", 4: "ansvar"}[len(kode)]
    return Enhetsversjon(kode, navn, nivaa, over, fra, **annet)


# From 2022, kultur (210) leaves oppvekst for an area of its own, ansvar 2101 is merged into 2102,
# and the virksomhet fritid (220) is merged into kultur.
OMORGANISERT = [
    enhet("20", "Oppvekst", rekkefolge=1),
    enhet("50", "Kultur", fra=NY, rekkefolge=2),
    enhet("200", "Skole", "20", rekkefolge=3),
    enhet("210", "Kultur", "20", gyldig_til=SISTE_DAG_2021, rekkefolge=4),
    enhet("210", "Kultur", "50", fra=NY, rekkefolge=4),
    enhet("220", "Fritid", "20", gyldig_til=SISTE_DAG_2021, etterfolger="210", rekkefolge=5),
    enhet("2001", "Røros skole", "200", rekkefolge=6),
    enhet("2101", "Bibliotek", "210", gyldig_til=SISTE_DAG_2021, etterfolger="2102", rekkefolge=7),
    enhet("2102", "Kulturskole", "210", rekkefolge=8),
    enhet("2201", "Fritidsklubb", "220", gyldig_til=SISTE_DAG_2021, rekkefolge=9),
]


def koder(aar: int, **valg) -> list[tuple[str, str]]:
    return [(e.kode, e.overordnet) for e in build_tre(OMORGANISERT, siste_dag(aar), **valg)]


def test_the_register_of_the_reorganised_municipality_has_no_faults() -> None:
    assert check_enheter(OMORGANISERT) == []


@pytest.mark.krav("ORG-02")
def test_it_shows_the_old_tree_for_2021_and_the_new_for_2022() -> None:
    assert koder(2021) == [
        ("20", ""), ("200", "20"), ("2001", "200"), ("210", "20"), ("2101", "210"), ("2102", "210"),
        ("220", "20"), ("2201", "220"),
    ]  # fmt: skip
    assert koder(2022) == [
        ("20", ""), ("200", "20"), ("2001", "200"), ("50", ""), ("210", "50"), ("2102", "210"),
    ]  # fmt: skip


@pytest.mark.krav("ORG-02")
def test_it_restates_last_years_cost_centres_on_this_years_tree() -> None:
    assert map_ansvar(OMORGANISERT, siste_dag(2021)) == {
        "2001": "200", "2101": "210", "2102": "210", "2201": "220",
    }  # fmt: skip
    assert map_ansvar(OMORGANISERT, siste_dag(2022)) == {
        "2001": "200", "2101": "210", "2102": "210", "2201": "210",
    }  # fmt: skip


def test_a_cost_centre_that_moves_counts_where_it_is_now() -> None:
    flyttet = [
        enhet("20", "Oppvekst"),
        enhet("200", "Skole", "20"),
        enhet("230", "Barnehage", "20"),
        enhet("2001", "Førskole", "200", gyldig_til=SISTE_DAG_2021),
        enhet("2001", "Førskole", "230", fra=NY),
    ]
    assert map_ansvar(flyttet, siste_dag(2021)) == {"2001": "200"}
    assert map_ansvar(flyttet, siste_dag(2022)) == {"2001": "230"}


def test_a_cost_centre_of_next_year_is_known_to_this_years_report() -> None:
    ny = [enhet("200", "Skole"), enhet("2009", "Ny skole", "200", fra=NY)]
    assert map_ansvar(ny, siste_dag(2021)) == {"2009": "200"}


def test_successors_in_a_circle_come_to_an_end() -> None:
    slutt = {"gyldig_til": SISTE_DAG_2021}
    ring = [
        enhet("200", "Skole"),
        enhet("2001", "A", "200", etterfolger="2002", **slutt),
        enhet("2002", "B", "200", etterfolger="2001", **slutt),
    ]
    assert map_ansvar(ring, siste_dag(2022)) == {"2001": "200", "2002": "200"}


@pytest.mark.krav("ORG-03")
def test_brann_stands_alone_in_the_line_and_under_tekniske_omraader_in_the_reporting() -> None:
    enheter = [
        enhet("60", "Tekniske områder", rekkefolge=1),
        enhet("610", "VAR", "60", rekkefolge=2),
        enhet("640", "Brann", "60", linje_overordnet="topp", rekkefolge=3),
        enhet("6150", "Beredskap", "640", rekkefolge=4),
    ]
    dag = siste_dag(2024)
    rapportering = {e.kode: e.overordnet for e in build_tre(enheter, dag)}
    linje = {e.kode: e.overordnet for e in build_tre(enheter, dag, linje=True)}
    assert rapportering == {"60": "", "610": "60", "640": "60", "6150": "640"}
    assert linje == {"60": "", "610": "60", "640": "", "6150": "640"}


@pytest.mark.krav("ORG-04")
def test_it_refuses_a_second_ansvar_3409_with_a_readable_message() -> None:
    register = [
        enhet("340", "Hjemmebaserte tjenester"),
        enhet("3409", "Dagsenter", "340", rad=2),
        enhet("3409", "Strømmehagen", "340", fra=date(2021, 6, 1), rad=3),
    ]
    (feil,) = check_enheter(register)
    assert feil.rad == 3
    assert feil.melding == (
        "Ansvar 3409 er allerede i bruk: «Dagsenter» har koden fra 01.01.2020 og videre, "
        "og «Strømmehagen» skulle få den fra 01.06.2021 og videre."
    )
    assert "annen kode" in feil.tiltak


def test_a_code_may_be_used_again_from_the_day_after_it_was_freed() -> None:
    register = [
        enhet("340", "Hjemmebaserte tjenester"),
        enhet("3409", "Dagsenter", "340", gyldig_til=SISTE_DAG_2021),
        enhet("3409", "Strømmehagen", "340", fra=NY),
    ]
    assert check_enheter(register) == []
    overlapper = [*register[:2], enhet("3409", "Strømmehagen", "340", fra=SISTE_DAG_2021)]
    assert len(check_enheter(overlapper)) == 1


def test_every_fault_of_a_register_is_told_at_once() -> None:
    register = [
        enhet("20", "Oppvekst", "10", rad=2),
        enhet("200", "Skole", "30", rad=3),
        enhet("2001", "Røros skole", "", rad=4),
        enhet("2002", "Glåmos skole", "200", etterfolger="2009", rad=5),
        enhet("2003", "Brekken skole", "200", gyldig_til=date(2019, 1, 1), rad=6),
        enhet("210", "Kultur", "20", linje_overordnet="999", rad=7),
    ]
    assert [(f.rad, f.kolonne) for f in check_enheter(register)] == [
        (2, "overordnet"), (3, "overordnet"), (4, "overordnet"), (5, "etterfolger"), (6, "gyldig_til"),
        (7, "linje_overordnet"),
    ]  # fmt: skip

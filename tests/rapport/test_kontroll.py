"""The publishing gate of a document: one case per refusal."""

from dataclasses import replace

import pytest

from rodtraad.oppstilling.tabell import Celle, Kolonne, Tabell, Tabellrad
from rodtraad.rapport.bidrag import avsnitt
from rodtraad.rapport.dokument import (
    Avsnitt,
    Blokk,
    Dokument,
    Figur,
    Figurblokk,
    Kapittel,
    Kryssref,
    Tabellblokk,
)
from rodtraad.rapport.kontroll import kontroller_dokument
from rodtraad.rapport.nummerering import nummerer

TABELL = Tabell("t", "Tittel", "kr", (Kolonne("a", "A"),), (Tabellrad(1, (Celle("x"),)),), status="Revidert")
FIGUR = Figur("f", "Ser dette", "En stolpe på 3.", {"mark": "bar"}, TABELL, "Kilde")


def dokument(*blokker: Blokk) -> Dokument:
    kapittel = Kapittel("k", "Kapittel", 1, blokker)
    return nummerer(Dokument("r", "R", "", "Prøve", 2030, "Revidert", "2031-03-31", "nb", (kapittel,)))


def numre(*blokker: Blokk) -> list[str]:
    return [f.kontroll for f in kontroller_dokument(dokument(*blokker))]


def test_a_sound_document_passes() -> None:
    assert (
        numre(
            avsnitt("Se ", Kryssref("tab", ""), "."),
            Tabellblokk("tab", 0, TABELL),
            Figurblokk("fig", 0, FIGUR),
        )
        == []
    )


def test_an_empty_chapter_is_refused() -> None:
    assert numre() == ["R001"]


@pytest.mark.parametrize(
    "tekst", ["TODO skriv mer", "Lorem ipsum", "[sett inn tall]", "Beløpet er {belop}", "Det var None"]
)
def test_a_placeholder_is_refused(tekst: str) -> None:
    assert numre(avsnitt(tekst)) == ["R002"]


@pytest.mark.parametrize(
    "lenke",
    [
        "http://localhost:8000/x",
        "file:///c/rapport.pdf",
        "https://www.staging.kommune.no/a",
        "https://test.kommune.no",
        "C:\\Rapport",
    ],
)
def test_a_link_the_reader_cannot_reach_is_refused(lenke: str) -> None:
    assert numre(avsnitt(f"Les mer: {lenke}")) == ["R003"]


def test_an_open_address_is_not_refused() -> None:
    assert numre(avsnitt("Les mer: https://www.ssb.no/kostra og om attestasjon")) == []


def test_a_reference_to_nothing_is_refused() -> None:
    assert numre(avsnitt("Se ", Kryssref("finnes-ikke", ""))) == ["R004"]


def test_an_address_used_twice_is_refused() -> None:
    annen = replace(TABELL, id="u")
    assert numre(Tabellblokk("tab", 0, TABELL), Tabellblokk("tab", 0, annen)) == ["R005"]


def test_a_table_placed_twice_is_refused() -> None:
    assert numre(Tabellblokk("a", 0, TABELL), Tabellblokk("b", 0, TABELL)) == ["R006"]


def test_a_table_without_rows_or_status_is_refused() -> None:
    assert numre(Tabellblokk("a", 0, replace(TABELL, rader=()))) == ["R007"]
    assert numre(Tabellblokk("a", 0, replace(TABELL, status=""))) == ["R008"]


@pytest.mark.parametrize(
    ("figur", "ord_"),
    [
        (replace(FIGUR, alternativ=" "), "tekstalternativ"),
        (replace(FIGUR, data=replace(TABELL, rader=())), "datatabell"),
        (replace(FIGUR, kilde=""), "kilde"),
    ],
)
def test_a_figure_without_text_data_or_source_is_refused(figur: Figur, ord_: str) -> None:
    (funn,) = kontroller_dokument(dokument(Figurblokk("a", 0, figur)))
    assert funn.kontroll == "R009"
    assert ord_ in funn.melding


def test_every_finding_says_where_and_what_to_do() -> None:
    for funn in kontroller_dokument(
        dokument(Avsnitt((Kryssref("borte", ""),)), Tabellblokk("a", 0, replace(TABELL, status="")))
    ):
        assert funn.er_feil
        assert funn.sted
        assert funn.tiltak

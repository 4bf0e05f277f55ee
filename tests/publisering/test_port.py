"""The publishing gate stops what must not leave the house, and names it."""

from dataclasses import replace

import pytest

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.publisering import nettsted
from rodtraad.publisering.aapnedata import datafiler
from rodtraad.publisering.port import dokumentfunn, krev_feilfri
from rodtraad.rapport.dokument import (
    Avsnitt,
    Blokk,
    Dokument,
    Figurblokk,
    Kapittel,
    Kryssref,
    Tabellblokk,
    Tekst,
)
from tests.publisering.eksempel import FIGUR, TOTAL, dokument, metadata


def med(*blokker: Blokk) -> Dokument:
    return replace(dokument(), kapitler=(*dokument().kapitler, Kapittel("ekstra", "Ekstra", 1, blokker)))


@pytest.mark.parametrize(
    "tekst",
    [
        "Kommentar: TODO",
        "[sett inn tall her]",
        "Lorem ipsum dolor",
        "{{ belop }}",
        "Det ble XX kroner",
        "{navn}",
    ],
)
def test_it_stops_a_placeholder(tekst: str) -> None:
    (funn,) = dokumentfunn(med(Avsnitt((Tekst(tekst),))))
    assert "plassholder" in funn.melding
    assert funn.sted == "ekstra"


def test_it_stops_a_reference_to_what_does_not_exist() -> None:
    (funn,) = dokumentfunn(med(Avsnitt((Kryssref("tabell-borte", "tabell 99"),))))
    assert "tabell-borte" in funn.melding


def test_it_stops_a_chart_without_words_an_address_used_twice_and_an_empty_chapter() -> None:
    stum = Figurblokk("figur-x", 9, replace(FIGUR, alternativ=" "))
    dobbel = Tabellblokk("tabell-total", 9, TOTAL)
    meldinger = [f.melding for f in dokumentfunn(med(stum, dobbel))]
    assert len(meldinger) == 2
    assert "tekstalternativ" in meldinger[0]
    assert "2 ganger" in meldinger[1]
    assert "tomt" in dokumentfunn(med())[0].melding


def test_it_lets_a_whole_document_through() -> None:
    meta = replace(metadata(), pdf="aarsrapport-2024.pdf")
    filer = (
        dict(nettsted.bygg(dokument(), {}, meta)) | dict(datafiler(dokument(), meta)) | {meta.pdf: b"%PDF"}
    )
    krev_feilfri(dokument(), filer)


def test_the_refusal_lists_every_fault() -> None:
    feilfull = med(Avsnitt((Tekst("TODO"), Kryssref("borte", "her"))))
    with pytest.raises(RodtraadFeil, match=r"kan ikke publiseres\. 2 feil") as feil:
        krev_feilfri(feilfull, {})
    assert "ekstra" in str(feil.value)

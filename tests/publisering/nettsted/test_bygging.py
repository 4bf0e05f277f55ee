"""The site is pure, complete without scripts, and every number on it is a door."""

import json
import re
import time
from dataclasses import replace

import pytest

from rodtraad.publisering.nettsted import Metadata, bygg, sjekk_lenker
from rodtraad.publisering.nettsted.sider import lag_nettkart
from rodtraad.rapport.dokument import Kapittel
from tests.publisering import eksempel

ANKERE = ("total", "herav", "kostra", "oppvekst", "skolene", "folketall", "prosjekter")
DATAFILER = [f"data/tabell-{a}.{e}" for a in ANKERE for e in ("csv", "json")]
DATAFILER += [f"data/figur-folketall.{e}" for e in ("csv", "json")]


def test_the_same_document_gives_the_same_bytes(nettsted: dict[str, bytes]) -> None:
    igjen = dict(bygg(eksempel.dokument(), eksempel.forklaringer(), eksempel.metadata(2)))
    assert list(igjen) == list(nettsted)
    assert igjen == nettsted


def test_no_path_is_given_twice() -> None:
    stier = [sti for sti, _ in bygg(eksempel.dokument(), eksempel.forklaringer(), eksempel.metadata())]
    assert len(stier) == len(set(stier))


@pytest.mark.krav("PUB-02")
def test_every_chapter_has_an_address_that_is_its_id_and_every_link_resolves(
    nettsted: dict[str, bytes],
) -> None:
    for sti in (
        "okonomiske-kommentarer",
        "totaloversikt",
        "kostra-analyse",
        "oppvekst",
        "skolene",
        "samfunn",
    ):
        assert f"{sti}/index.html" in nettsted
    assert sjekk_lenker(nettsted.items(), lovlige=DATAFILER) == []


def test_two_chapters_cannot_share_an_address() -> None:
    dokument = eksempel.dokument()
    dobbel = replace(dokument, kapitler=(*dokument.kapitler, Kapittel("samfunn", "Samfunn igjen", 1)))
    with pytest.raises(ValueError, match="samfunn"):
        lag_nettkart(dobbel)


def test_a_small_text_chapter_is_a_section_and_a_unit_is_a_page(sider: dict[str, str]) -> None:
    assert "ordet-samfunn/index.html" not in sider
    assert 'id="ordet-samfunn"' in sider["kommunedirektoren-har-ordet/index.html"]
    assert "<h1>Skolene</h1>" in sider["skolene/index.html"]
    assert '<h2 id="skolene-kommentar"' in sider["skolene/index.html"]


@pytest.mark.krav("RAP-14")
def test_a_cross_reference_is_a_link_to_the_table_wherever_it_stands(sider: dict[str, str]) -> None:
    lenke = '<a class="ds-link" href="../totaloversikt/index.html#tabell-total">tabell 1</a>'
    assert lenke in sider["kommunedirektoren-har-ordet/index.html"]
    assert 'id="tabell-total"' in sider["totaloversikt/index.html"]


def test_a_number_links_to_the_page_that_explains_it(sider: dict[str, str]) -> None:
    assert (
        '<a href="../forklar/totaloversikt_okonomi/6.html#regnskap_2024">191\u202f330</a>'
        in sider["totaloversikt/index.html"]
    )
    forklaring = sider["forklar/totaloversikt_okonomi/6.html"]
    for tekst in (
        'id="regnskap_2024"',
        "Sum av alle posteringer",
        "Forskrift om økonomiplan, årsbudsjett, årsregnskap og årsberetning",
        "§ 5-4 ledd 1",
        "2001 Røros skole",
        "de 2 største av 14",
        "240311",
        "a1b2c3",
        "../../totaloversikt/index.html#tabell-total",
    ):
        assert tekst in forklaring


def test_a_sum_leads_on_to_its_parts(sider: dict[str, str]) -> None:
    assert (
        '<a class="ds-link" href="1.html#regnskap_2024">Sentrale inntekter</a>'
        in (sider["forklar/totaloversikt_okonomi/4.html"])
    )


def test_what_is_withheld_is_said(sider: dict[str, str]) -> None:
    assert "Tekst er utelatt for tjenester med få mottakere." in sider["forklar/totaloversikt_okonomi/3.html"]


@pytest.mark.krav("PUB-08")
def test_a_chart_has_text_alternative_and_its_numbers_in_a_table(sider: dict[str, str]) -> None:
    side = sider["samfunn/index.html"]
    bilde = re.search(r'<img src="../figurer/figur-folketall.svg" alt="([^"]+)"[^>]*>', side)
    assert bilde
    assert "5 666 til 5 681" in bilde.group(1)
    figur = side[side.index('<figure class="rt-figur" id="figur-folketall"') : side.index("</figure>")]
    assert "<details" in figur
    assert "5\u202f681" in figur


def test_no_picture_stands_without_text_and_table(sider: dict[str, str]) -> None:
    for sti, side in sider.items():
        for bilde in re.findall(r"<img[^>]*>", side):
            assert re.search(r'alt="[^"]{10,}"', bilde), sti


@pytest.mark.krav("PUB-09")
def test_every_table_has_a_link_to_csv_and_json(sider: dict[str, str]) -> None:
    alt = "".join(sider.values())
    for fil in DATAFILER:
        assert f'../{fil}" download' in alt
    for side in sider.values():
        assert side.count('class="rt-tabell"') + side.count("<figure") == side.count('class="rt-data"')


@pytest.mark.krav("RAP-18")
def test_version_two_says_what_changed_and_why_and_names_version_one(sider: dict[str, str]) -> None:
    om = sider["om-utgaven/index.html"]
    assert "Avskrivninger var ført på feil virksomhet." in om
    assert '<a class="ds-link" href="../totaloversikt/index.html#tabell-total">' in om
    assert "<td>109 170</td><td>109 171</td>" in om
    assert "versjon 1, 1. mars 2026" in om
    assert "Erstattet av en nyere versjon." in om
    assert all("Dette er versjon 2." in side for side in sider.values())


def test_a_first_edition_claims_no_correction() -> None:
    forste = dict(bygg(eksempel.dokument(), {}, eksempel.metadata(1)))
    assert b"Dette er den f\xc3\xb8rste utgaven." in forste["om-utgaven/index.html"]
    assert b"rt-rettelse" not in forste["index.html"]


@pytest.mark.krav("KOSTRA-04")
def test_a_figure_per_inhabitant_shows_amount_and_inhabitants(sider: dict[str, str]) -> None:
    side = sider["kostra-analyse/index.html"]
    setning = "144\u202f578 kr per innbygger, 5\u202f681 innbyggere, i alt om lag 821,3 mill. kr"
    assert f'tabindex="0" title="{setning}">144\u202f578</span>' in side
    assert f"Brutto driftsutgifter: {setning}" in side
    assert "146\u202f390 kr per innbygger" not in side  # the inhabitants of others are not ours to multiply


@pytest.mark.krav("REGN-11")
def test_driften_opens_from_rammeomraade_to_virksomhet_to_tjeneste_to_art(sider: dict[str, str]) -> None:
    side = sider["detaljer/index.html"]
    ledd = [
        ">Oppvekst</span>",
        ">Skolene</span>",
        ">Grunnskole</span>",
        '<th scope="row">Fastlønn</th>',
    ]
    plasser = [side.index(tekst) for tekst in ledd]
    assert plasser == sorted(plasser)
    assert side.count('<details class="rt-drill">') == 4


def test_pages_work_without_script_and_hold_none_inline(sider: dict[str, str]) -> None:
    for sti, side in sider.items():
        assert not re.search(r"<script(?![^>]*\bsrc=)", side), sti
        assert not re.search(r"\s(style|on[a-z]+)=", side), sti
        assert "<style" not in side, sti
        assert "script-src &#x27;self&#x27;" in side, sti
    assert "Totaloversikt økonomi (tabell 1)" in sider["sok/index.html"]
    assert "hidden" not in sider["sok/index.html"].split("data-register")[1].split(">")[0]


def test_the_front_page_answers_ordinary_questions_within_a_click(sider: dict[str, str]) -> None:
    forside = sider["index.html"]
    assert (
        '<a href="totaloversikt/index.html#tabell-total">Ble det overskudd eller underskudd?</a>' in forside
    )
    assert '<a href="skolene/index.html">Hva brukes på skolene?</a>' in forside
    assert "−4,3 %" in forside
    assert "Målet er høyst 90 % av driftsinntektene." in forside


def test_text_is_escaped_wherever_it_comes_from() -> None:
    dokument = eksempel.dokument()
    ond = '<img src=x onerror="alert(1)">'
    farlig = replace(
        dokument,
        tittel=ond,
        kommune=ond,
        kapitler=(Kapittel("k", ond, 1, (eksempel.avsnitt(ond),), ansvarlig=ond),),
    )
    metadata = replace(eksempel.metadata(2), begrunnelse=ond, status=ond, kontakt=ond)
    for sti, innhold in bygg(farlig, {}, metadata):
        if sti.endswith(".html"):
            assert b"<img src=x" not in innhold, sti


def test_foreign_words_carry_their_language(sider: dict[str, str]) -> None:
    assert '<span lang="sma">Healsoedåehkie</span>' in sider["kommunedirektoren-har-ordet/index.html"]


@pytest.mark.krav("PUB-06")
def test_the_index_finds_sami_words_typed_without_their_letters(nettsted: dict[str, bytes]) -> None:
    indeks = json.loads(nettsted["sok/indeks.json"])
    treff = [post for post in indeks if "healsoedaehkie" in post["f"]]
    assert {post["s"] for post in treff} == {"Kapittel", "Prosjekt"}
    assert any("healsoedåehkie" in post["t"] for post in treff)
    assert any("cielga cahci" in post["f"] for post in indeks)


def test_the_index_holds_text_tables_charts_projects_and_numbers(nettsted: dict[str, bytes]) -> None:
    indeks = json.loads(nettsted["sok/indeks.json"])
    assert {"Kapittel", "Tabell", "Figur", "Prosjekt", "Tall"} <= {post["s"] for post in indeks}
    for post in indeks:
        assert post["a"].partition("#")[0] in nettsted


def test_the_register_is_in_norwegian_order(sider: dict[str, str]) -> None:
    bokstaver = re.findall(r"<h3>(.)</h3>", sider["sok/index.html"])
    assert bokstaver == sorted(bokstaver, key=lambda b: ("ÆØÅ".find(b) + 1, b))
    assert "Ø" in bokstaver


def test_a_page_is_light_and_a_thousand_explanations_take_seconds() -> None:
    forlagg = eksempel.forklaringer()["totaloversikt_okonomi", 4, "regnskap_2024"]
    mange = {
        ("totaloversikt_okonomi", linje, f"kolonne_{nr}"): replace(
            forlagg, linje=linje, kolonne=f"kolonne_{nr}", kontostrenger=forlagg.kontostrenger * 5
        )
        for linje in range(1, 1001)
        for nr in range(6)
    }
    start = time.process_time()
    sider = dict(bygg(eksempel.dokument(), mange, eksempel.metadata()))
    brukt = time.process_time() - start
    assert len([s for s in sider if s.startswith("forklar/")]) == 1000
    assert brukt < 5
    assert max(len(b) for s, b in sider.items() if s.endswith(".html")) < 150_000


def test_metadata_says_the_date_as_people_do() -> None:
    metadata = eksempel.metadata()
    assert isinstance(metadata, Metadata)
    assert metadata.publisert_tekst == "22. november 2026"

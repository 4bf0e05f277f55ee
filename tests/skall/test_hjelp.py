"""SYS-06: help on each page, words explained where they stand, somebody to ask."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.template import Context, Template, engines

import rodtraad
from rodtraad.innstillinger.services import lagre
from rodtraad.skall.hjelp import alle_rom, hjelp_til, les_hjelp
from rodtraad.skall.ord import FIL, forklarte_ord, ordbok
from rodtraad.web.hjelp import rom_og_side
from tests.personer import lag_verden

KILDE = Path(rodtraad.__file__).parent
TESTER = Path(__file__).resolve().parents[1]


def arbeidssider() -> list[str]:
    """The URL names of every page of work a person can open."""
    rader = [r for fil in TESTER.glob("*/rollematrise*.yaml") for r in yaml.safe_load(fil.read_text("utf-8"))]
    return sorted(
        {r["navn"] for r in rader if r["adresse"].startswith("/arbeid/") and r.get("metode", "GET") == "GET"}
    )


@pytest.mark.krav("SYS-06")
@pytest.mark.parametrize("navn", arbeidssider())
def test_every_page_of_work_has_help(navn: str) -> None:
    assert hjelp_til(*rom_og_side(navn)), f"skriv src/rodtraad/{rom_og_side(navn)[0]}/hjelp/rom.md"


@pytest.mark.krav("SYS-06")
@pytest.mark.django_db
def test_each_page_leads_to_its_own_help_with_somebody_to_ask() -> None:
    klient = lag_verden().klient("revisor")
    side = klient.get("/arbeid/logg/").content.decode()
    assert "/arbeid/hjelp/?side=hendelser%3Alogg" in side or "/arbeid/hjelp/?side=hendelser:logg" in side
    assert "Kommunen har ikke skrevet hvem du kan spørre" in hjelp(klient, "hendelser:logg")
    lagre(
        versjon=0,
        av="kari",
        superbruker="Kari Prøve",
        hjelp_epost="hjelp@prove.example",
        hjelp_telefon="12345678",
    )
    tekst = hjelp(klient, "hendelser:logg")
    for del_ in (
        "Loggen viser hver handling",
        "Kari Prøve",
        "mailto:hjelp@prove.example",
        "tel:12345678",
        "Kjedeledd",
    ):
        assert del_ in tekst


@pytest.mark.django_db
@pytest.mark.parametrize("side", ["finnes:ikke", "rom:../web", "../../etc/passwd", "rom:"])
def test_help_that_is_not_written_is_not_found(side: str) -> None:
    assert lag_verden().klient("ansatt").get("/arbeid/hjelp/", {"side": side}).status_code == 404


@pytest.mark.django_db
def test_all_help_is_listed() -> None:
    tekst = hjelp(lag_verden().klient("ansatt"), "")
    for rom, tittel in alle_rom():
        assert f"side=rom:{rom}" in tekst
        assert tittel in tekst


@pytest.mark.parametrize("fil", sorted(KILDE.glob("*/hjelp/*.md")), ids=lambda f: f"{f.parts[-3]}/{f.stem}")
def test_a_help_text_can_be_read_and_uses_known_words(fil: Path) -> None:
    tekst = les_hjelp(fil.parts[-3], fil.stem)
    assert tekst is not None
    assert tekst.tittel
    assert "<p>" in tekst.tekst
    assert fil.read_text("utf-8").startswith("# ")


def test_every_word_of_the_glossary_is_explained_in_one_plain_sentence_or_two() -> None:
    uten = [o["term"] for o in yaml.safe_load(FIL.read_text("utf-8")) if not o.get("forklaring")]
    assert uten == []
    for o in forklarte_ord():
        assert o.forklaring.endswith("."), o.term
        assert len(o.forklaring) < 200, o.term


def test_a_word_is_explained_by_the_browsers_own_popover() -> None:
    html = Template('{% ord "bevilgning" "bevilgningen" %} {% ord "bevilgning" %}').render(Context())
    maal = re.findall(r'popovertarget="([^"]+)"', html)
    assert len(set(maal)) == 2
    assert [f'id="{m}" popover' in html for m in maal] == [True, True]
    assert ">bevilgningen</button>" in html
    assert ordbok()["bevilgning"] in html
    assert "script" not in html


def test_a_word_that_is_not_explained_stops_the_page() -> None:
    with pytest.raises(KeyError):
        Template('{% ord "ukjentord" %}').render(Context())


def test_a_field_named_by_a_word_has_its_explanation_beside_it() -> None:
    mal = engines["django"].from_string("{% ordtegn navn %}")
    assert 'aria-label="Hva er bevilgning?"' in mal.render({"navn": "Bevilgning"})
    assert mal.render({"navn": "Fornavn"}) == ""


def test_every_word_tag_in_the_templates_names_a_word() -> None:
    brukt = {
        (fil.name, ord_)
        for fil in KILDE.rglob("templates/**/*.html")
        for ord_ in re.findall(r'{%\s*ord\s+"([^"]+)"', fil.read_text("utf-8"))
    }
    assert {b for b in brukt if b[1] not in ordbok()} == set()
    assert brukt


def hjelp(klient: Any, side: str) -> str:
    return klient.get("/arbeid/hjelp/", {"side": side} if side else {}).content.decode()

"""Search and palette: everything one may see, and nothing else, also when a source fails."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from rodtraad.hendelser.adgang import slipper_inn
from rodtraad.oppgaver.services import opprett_oppgave
from rodtraad.publisering import utgavesok
from rodtraad.publisering.queries import arkivmappe
from rodtraad.skall.tavler import Sokekilde, sokekilder
from rodtraad.web import soking
from tests.personer import ANNEN, EGEN, Verden, lag_person, lag_verden
from tests.tilgang.test_rollematrise import lag_eksempler

pytestmark = pytest.mark.django_db
UTEN_EKSEMPEL = {"utgaver", "aarshjul"}
"""Sources whose things the examples of the matrix do not make; they have a test of their own."""


@pytest.fixture
def verden() -> Verden:
    verden = lag_verden()
    verden.personer["fremmed"] = lag_person("solveig.sjukehjem", "ansatt", enhet=ANNEN)
    verden.personer["naer"] = lag_person("solveig.skole", "ansatt", enhet=EGEN)
    return verden


def sok(verden: Verden, rolle: str, tekst: str) -> str:
    side: str = verden.klient(rolle).get("/arbeid/sok/", {"q": tekst}).content.decode()
    return side.replace("<mark>", "").replace("</mark>", "")


def test_a_leader_finds_persons_of_the_unit_and_no_others(verden: Verden) -> None:
    side = sok(verden, "virksomhetsleder", "solveig")
    assert "Solveig.skole" in side
    assert "Solveig.sjukehjem" not in side
    assert "Solveig.sjukehjem" in sok(verden, "kommunedirektor", "solveig")
    assert "Solveig" not in sok(verden, "politiker", "solveig").replace("«solveig»", "")


def test_one_finds_ones_own_tasks_and_not_those_of_others(verden: Verden) -> None:
    opprett_oppgave(
        tittel="Bestill nye stoler",
        eier_id=verden.personer["ansatt"].pk,
        frist=timezone.localdate() + timedelta(1),
        av="t",
    )
    assert "Bestill nye stoler" in sok(verden, "ansatt", "stoler")
    assert "Bestill nye stoler" not in sok(verden, "fagleder", "stoler")


def test_pages_are_found_by_name_and_other_words_and_only_where_one_may_go(verden: Verden) -> None:
    assert "Varsler til andre systemer" in sok(verden, "systemadministrator", "webhook")
    assert "Varsler til andre systemer" not in sok(verden, "virksomhetsleder", "webhook")


def test_the_palette_gives_the_places_before_anything_is_written(verden: Verden) -> None:
    treff = verden.klient("ansatt").get("/arbeid/sok/treff/").content.decode()
    assert "Mine oppgaver" in treff
    assert "<html" not in treff
    assert "Personer" not in treff


def test_what_is_searched_for_is_shown_as_text(verden: Verden) -> None:
    side = sok(verden, "ansatt", "<script>alert(1)</script>")
    assert "<script>alert" not in side
    assert "&lt;script&gt;" in side


def test_one_letter_is_too_little_and_a_thousand_are_cut(verden: Verden) -> None:
    assert "0 treff" in sok(verden, "ansatt", "m")
    assert f'value="{"a" * 100}"' in sok(verden, "ansatt", "a" * 1000)


def test_a_source_that_fails_spoils_nothing(verden: Verden, monkeypatch: pytest.MonkeyPatch) -> None:
    def feil(*_: Any) -> Any:
        raise RuntimeError("borte")

    monkeypatch.setattr(
        sokekilder, "_oppslag", {"x": Sokekilde("x", "innlogget", feil), **sokekilder._oppslag}
    )
    assert "Mine oppgaver" in sok(verden, "ansatt", "oppgaver")


def test_a_search_costs_a_bounded_number_of_queries(
    verden: Verden, django_assert_max_num_queries: Any
) -> None:
    klient = verden.klient("kommunedirektor")
    with django_assert_max_num_queries(8 + 2 * len(sokekilder.alle())):
        klient.get("/arbeid/sok/", {"q": "skole"})


@pytest.mark.parametrize("kilde", [k.id for k in sokekilder.alle()])
def test_whatever_a_source_gives_a_role_that_role_may_open(verden: Verden, kilde: str) -> None:
    lag_eksempler(verden)
    kilden = next(k for k in sokekilder.alle() if k.id == kilde)
    lukket, sett = {}, 0
    for rolle in verden.personer:
        klient = verden.klient(rolle, raise_request_exception=False)
        request = klient.get("/arbeid/snarveier/").wsgi_request
        if not slipper_inn(kilden.regel, request):
            continue
        for treff in [t for ord_ in ("e", "skole") for t in kilden.finn(request, ord_, 4)]:
            sett += 1
            if (status := klient.get(treff.adresse.partition("#")[0]).status_code) not in {200, 302}:
                lukket[rolle, treff.adresse] = status
    assert lukket == {}
    assert sett or kilde in UTEN_EKSEMPEL


def test_the_best_match_stands_first_and_is_marked(verden: Verden) -> None:
    side = verden.klient("ansatt").get("/arbeid/sok/", {"q": "meldinger"}).content.decode()
    liste = side.split('class="rt-treff"', 1)[1]
    assert liste.index("<mark>Meldinger</mark>") < liste.index("</li>")


def test_sources_beyond_the_patience_are_left_out_and_it_is_said(
    verden: Verden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(soking, "TAALMOD", -1)
    side = sok(verden, "ansatt", "oppgaver")
    assert "kan derfor mangle noe" in side
    assert "Mine oppgaver" in side


def test_what_is_published_is_found_with_every_spelling(verden: Verden) -> None:
    lag_eksempler(verden)
    indeks = arkivmappe() / "matrise" / "sok" / "indeks.json"
    indeks.parent.mkdir(exist_ok=True)
    post = {
        "s": "Kapittel",
        "t": "Økonomisk åpenhet",
        "a": "okonomi/#aapen",
        "k": "Økonomi",
        "u": "",
        "f": "okonomisk apenhet",
    }
    indeks.write_text(json.dumps([post]), encoding="utf-8")
    utgavesok.indeks.cache_clear()
    for skrevet in ("økonomisk åpenhet", "OKONOMISK aapenhet", "åpenhet Økonomisk"):
        assert "okonomi/#aapen" in sok(verden, "ansatt", skrevet), skrevet
    utgavesok.indeks.cache_clear()
    indeks.unlink()

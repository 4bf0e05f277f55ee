"""Search and palette: everything one may see, and nothing else, also when a source fails."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from rodtraad.oppgaver.services import opprett_oppgave
from rodtraad.skall.tavler import Sokekilde, sokekilder
from tests.personer import ANNEN, EGEN, Verden, lag_person, lag_verden

pytestmark = pytest.mark.django_db


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
    with django_assert_max_num_queries(22):
        klient.get("/arbeid/sok/", {"q": "skole"})

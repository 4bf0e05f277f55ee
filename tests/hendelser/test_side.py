"""The log as the controller reads it."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rodtraad.hendelser import utvalg
from rodtraad.hendelser.forskjell import forskjell
from rodtraad.hendelser.models import Hendelse
from rodtraad.hendelser.queries import hendelser_om
from rodtraad.hendelser.services import loggfor
from rodtraad.hendelser.utvalg import Loggutvalg, loggside
from tests.personer import lag_verden

pytestmark = pytest.mark.django_db
SIDE, FIL = "/arbeid/logg/", "/arbeid/logg.csv"


@pytest.fixture
def revisor() -> Client:
    return lag_verden().klient("revisor")


def tekst(svar: Any) -> str:
    return svar.content.decode()


@pytest.mark.krav("SYS-04")
def test_the_auditor_sees_who_did_what_with_the_difference(revisor: Client) -> None:
    loggfor(handling="endret_person", gjelder="bruker:7", av="kari", for_={"navn": "Ola", "aktiv": True},
            etter={"navn": "Olav", "aktiv": True})  # fmt: skip
    side = tekst(revisor.get(SIDE))
    assert side.index("Endret person") < side.index("opprettet kommune".capitalize())
    for del_ in ("kari", "bruker:7", "Ola</td>", "Olav</td>", "endret</td>", "uendret</td>"):
        assert del_ in side


def test_reading_the_log_is_itself_in_the_log(revisor: Client) -> None:
    revisor.get(SIDE, {"av": "kari"})
    (post,) = hendelser_om("logg:side")
    assert (post.av, post.handling, post.verdi_etter) == ("revisor", "leste_loggen", {"av": "kari"})


def test_a_reading_that_was_refused_leaves_no_entry() -> None:
    assert lag_verden().klient("systemadministrator").get(SIDE).status_code == 403
    assert hendelser_om("logg:side") == ()


@pytest.mark.parametrize(
    ("sporring", "ventet"),
    [
        ({"av": "KARI"}, {"bruker:1", "innlesing:a"}),
        ({"av": "kari (stedfortreder"}, {"innlesing:a"}),
        ({"av": "ingen"}, set()),
        ({"handling": "gav_rolle"}, {"bruker:1"}),
        ({"gjelder": "bruker:1"}, {"bruker:1"}),
        ({"gjelder": "bruker"}, {"bruker:1", "bruker:2"}),
        ({"gjelder": "innlesing:"}, {"innlesing:a"}),
        ({"tekst": "rådgiver"}, {"bruker:2"}),
        ({"tekst": "RÅDGIVER"}, {"bruker:2"}),
        ({"tekst": "rolle", "av": "per"}, set()),
        ({"tekst": "100 %"}, set()),
    ],
)
def test_the_log_can_be_searched(revisor: Client, sporring: dict[str, str], ventet: set[str]) -> None:
    loggfor(handling="gav_rolle", gjelder="bruker:1", av="kari")
    loggfor(handling="endret", gjelder="bruker:2", av="per", etter={"tittel": "rådgiver"})
    loggfor(handling="les_inn", gjelder="innlesing:a", av="kari (stedfortreder for per)")
    poster = revisor.get(SIDE, sporring).context["side"].poster
    assert {p.gjelder for p in poster} == ventet


def test_a_period_takes_both_its_days(revisor: Client) -> None:
    loggfor(handling="h", gjelder="ting:1")
    i_dag = timezone.localdate()
    assert revisor.get(SIDE, {"fra": i_dag, "til": i_dag}).context["side"].poster
    assert not revisor.get(SIDE, {"fra": i_dag + timedelta(days=1)}).context["side"].poster
    assert not revisor.get(SIDE, {"til": i_dag - timedelta(days=1)}).context["side"].poster


@pytest.mark.parametrize(
    ("sporring", "melding"),
    [
        ({"fra": "i går"}, "Fra og med"),
        ({"fra": "2026-05-02", "til": "2026-05-01"}, "Siste dag er før første dag"),
        ({"handling": "finnes_ikke"}, "Handling"),
    ],
)
@pytest.mark.parametrize("adresse", [SIDE, FIL])
def test_a_filter_that_cannot_be_read_is_told(
    revisor: Client, adresse: str, sporring: dict[str, str], melding: str
) -> None:
    svar = revisor.get(adresse, sporring)
    assert melding in tekst(svar)
    assert "<table" not in tekst(svar)


def test_pages_follow_each_other_without_gap_or_repetition(revisor: Client) -> None:
    for nr in range(120):
        loggfor(handling="h", gjelder=f"ting:{nr}", av="kari")
    sett, eldre = [], ""
    while True:
        side = revisor.get(SIDE, {"av": "kari", "eldre": eldre}).context["side"]
        sett += [p.gjelder for p in side.poster]
        if side.eldre is None:
            break
        eldre = str(side.eldre)
    assert sett == [f"ting:{nr}" for nr in reversed(range(120))]


def test_a_search_without_index_stops_after_a_stretch_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(utvalg, "VINDU", 10)
    loggfor(handling="h", gjelder="ting:0", etter={"ord": "nål"})
    for nr in range(1, 25):
        loggfor(handling="h", gjelder=f"ting:{nr}")
    valg, eldre, runder = Loggutvalg(tekst="nål"), None, 0
    while not (side := loggside(valg, eldre_enn=eldre)).poster:
        assert side.sett_til is not None
        eldre, runder = side.eldre, runder + 1
    assert ([p.gjelder for p in side.poster], runder) == (["ting:0"], 2)


@pytest.mark.parametrize("eldre", ["x", "-1", "99999999999999999999", "²"])
def test_an_address_with_nonsense_is_read_as_the_newest(revisor: Client, eldre: str) -> None:
    assert revisor.get(SIDE, {"eldre": eldre}).context["side"].poster


def test_the_selection_comes_as_csv_and_the_export_is_logged(revisor: Client) -> None:
    loggfor(handling="gav_rolle", gjelder="bruker:1", av="=HYPERLINK(1)", for_={"a": "ø"})
    svar = revisor.get(FIL, {"handling": "gav_rolle"})
    assert svar.streaming
    (rad,) = csv.DictReader(io.StringIO(svar.innhold.decode()))
    assert (rad["av"], rad["gjelder"], rad["for"]) == ("'=HYPERLINK(1)", "bruker:1", '{"a": "ø"}')
    assert rad["kjedesum"] == Hendelse.objects.get(gjelder="bruker:1").ledd.kjedesum
    assert hendelser_om("logg:eksport")[0].verdi_etter == {"handling": "gav_rolle"}


@pytest.mark.parametrize("metode", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("adresse", [SIDE, FIL])
def test_no_address_changes_the_log(revisor: Client, adresse: str, metode: str) -> None:
    assert getattr(revisor, metode)(adresse).status_code == 405


def test_a_page_of_the_log_takes_few_queries(revisor: Client, django_assert_max_num_queries: Any) -> None:
    for nr in range(60):
        loggfor(handling="h", gjelder=f"ting:{nr}")
    revisor.get(SIDE)
    with django_assert_max_num_queries(16):
        revisor.get(SIDE, {"tekst": "ting"})


def test_script_in_an_entry_is_shown_as_text(revisor: Client) -> None:
    loggfor(handling="h", gjelder="ting:1", av="<script>a</script>", etter={"<b>": "<script>b</script>"})
    assert "<script>a" not in (side := tekst(revisor.get(SIDE)))
    assert "<script>b" not in side


def test_the_difference_says_what_was_set_changed_and_taken_away() -> None:
    felter = forskjell({"a": 1, "b": None, "c": [1, 2]}, {"a": 1, "b": True, "d": {"x": 1}})
    assert [(f.navn, f.for_, f.etter, f.hva) for f in felter] == [
        ("b", "–", "ja", "endret"),
        ("c", "1, 2", "", "fjernet"),
        ("d", "", '{\n "x": 1\n}', "satt"),
        ("a", "1", "1", "uendret"),
    ]

"""SYS-01: each role sees the figures it answers for."""

import time
from pathlib import Path
from typing import Any

import pytest

from rodtraad.hovedbok import queries as hovedbok
from rodtraad.oppstilling import enhetstall
from rodtraad.oppstilling.enhetstall import Sum, tallbilde
from rodtraad.oppstilling.queries import hent_grunnlag
from rodtraad.oppstilling.tabeller import tabell
from tests.oppstilling.smaa_tall import les_smaa_tall
from tests.personer import Verden, lag_verden

pytestmark = pytest.mark.django_db
KR = 100


@pytest.fixture
def verden(settings: Any, tmp_path: Path) -> Verden:
    settings.MAPPE = tmp_path
    enhetstall._bygg.cache_clear()
    return lag_verden()


@pytest.fixture
def med_tall(verden: Verden) -> Verden:
    les_smaa_tall()
    return verden


def panelet(verden: Verden, rolle: str) -> str:
    side = verden.klient(rolle).get("/arbeid/").content.decode()
    _, foran, rest = side.partition('id="panel-tall"')
    return rest.partition("</section>")[0] if foran else ""


@pytest.mark.krav("SYS-01")
def test_a_leader_sees_budget_accounts_and_avvik_of_the_own_unit_in_words_and_sign(med_tall: Verden) -> None:
    panel = panelet(med_tall, "virksomhetsleder")
    assert "Drift 2024 i 1000 kroner" in panel
    for del_ in (
        "Skolene",
        ">1\u202f000<",
        ">800<",
        ">200<",
        "mindreforbruk (20,0",
        "/arbeid/tall/virksomhet/200/",
    ):
        assert del_ in panel
    assert "Barnehagene" not in panel
    assert "Institusjon" not in panel


def test_an_overspending_is_said_with_the_true_minus(med_tall: Verden) -> None:
    side = med_tall.klient("revisor").get("/arbeid/tall/virksomhet/310/").content.decode()
    assert "\u2212300" in side
    assert "merforbruk (\u221230,0" in side


def test_whoever_answers_for_all_sees_the_whole_municipality_and_its_parts_add_up(med_tall: Verden) -> None:
    panel = panelet(med_tall, "kommunedirektor")
    assert "Oppvekst" in panel
    assert "Helse og omsorg" in panel
    assert "Hele kommunen" not in panel  # in one sum with taxes and grants it is about zero and says nothing
    side = med_tall.klient("kommunedirektor").get("/arbeid/tall/").content.decode()
    assert "Oppvekst" in side
    assert "Helse og omsorg" in side
    bilde = tallbilde()
    assert bilde is not None
    alt = bilde.enheter["kommune", ""].sum
    assert alt == Sum(2_600_000 * KR, 2_500_000 * KR)
    for nivaa in ("rammeomrade", "virksomhet", "ansvar"):
        assert sum((e.sum for (n, _), e in bilde.enheter.items() if n == nivaa), Sum()) == alt


def test_a_figure_shows_what_it_is_made_of(med_tall: Verden) -> None:
    side = med_tall.klient("virksomhetsleder").get("/arbeid/tall/virksomhet/200/").content.decode()
    for del_ in ("Skolene felles", "Kjøp av varer og tjenester", "Refusjoner", "\u2212100"):
        assert del_ in side


def test_the_figures_are_those_of_the_table_in_the_report(med_tall: Verden) -> None:
    bilde = tallbilde()
    assert bilde is not None
    tabellen = tabell(hent_grunnlag(2024), "okonomi_per_virksomhet")
    kol = {
        n: tabellen.kolonnenr(n)
        for n in ("tabell_enhet", "er_sum", "regnskap_2024", "rev_bud_2024", "avvik_kr")
    }
    trykt = {
        r.celler[kol["tabell_enhet"]].verdi: [
            r.celler[kol[n]].ore for n in ("regnskap_2024", "rev_bud_2024", "avvik_kr")
        ]
        for r in tabellen.rader
        if r.celler[kol["er_sum"]].verdi == 1
    }
    assert trykt
    for enhet in bilde.enheter.values():
        if enhet.navn in trykt:
            assert trykt[enhet.navn] == [enhet.sum.regnskap, enhet.sum.budsjett, enhet.sum.avvik]


@pytest.mark.parametrize(
    "rolle", ["ansatt", "motesekretar", "verneombud", "systemadministrator", "innbygger"]
)
def test_roles_without_figures_see_none(med_tall: Verden, rolle: str) -> None:
    assert panelet(med_tall, rolle) == ""


def test_before_any_accounts_nothing_is_shown_and_the_page_says_why(verden: Verden) -> None:
    assert panelet(verden, "virksomhetsleder") == ""
    assert "Ingen regnskap er lest inn ennå" in verden.klient("okonomi").get("/arbeid/tall/").content.decode()
    assert "Ingen regnskap" in verden.klient("okonomi").get("/arbeid/tall/virksomhet/200/").content.decode()


def test_a_unit_that_does_not_exist_is_not_found(med_tall: Verden) -> None:
    assert med_tall.klient("revisor").get("/arbeid/tall/virksomhet/999/").status_code == 404
    assert med_tall.klient("okonomi").get("/arbeid/tall/virksomhet/999/").status_code == 403


def test_the_ledger_is_not_read_again_for_a_page(
    med_tall: Verden, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    tallbilde()
    monkeypatch.setattr(hovedbok, "artsummer", None)
    monkeypatch.setattr(hovedbok, "siste_aar", None)
    start = time.perf_counter()
    with django_assert_max_num_queries(2):
        tallbilde()
    assert time.perf_counter() - start < 0.05
    assert "Skolene" in panelet(med_tall, "virksomhetsleder")


def test_another_import_gives_new_figures_at_once(verden: Verden) -> None:
    assert tallbilde() is None
    les_smaa_tall()
    assert tallbilde() is not None

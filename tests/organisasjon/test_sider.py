"""The tree and the unit's page, as a person sees them."""

from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from rodtraad.demo.steg import REGISTRE
from rodtraad.innlesing.services import les_inn
from rodtraad.organisasjon.enheter import Enhetsversjon
from rodtraad.organisasjon.models import Enhet
from rodtraad.organisasjon.queries import versjoner
from rodtraad.organisasjon.services import opprett_enhet
from tests.personer import FRA, lag_person, lag_verden

pytestmark = pytest.mark.django_db


@pytest.fixture
def klient(client: Any) -> Any:
    """Somebody who may see the demonstration's organisation."""
    les_inn("organisasjon", [REGISTRE[0].sti])
    client.force_login(lag_person("kari", "politiker"))
    return client


@pytest.mark.krav("ORG-01")
def test_the_page_shows_the_rammeomrader_of_the_year_with_their_virksomheter(klient: Any) -> None:
    svar = klient.get("/arbeid/organisasjon/?dato=2024-12-31")
    grener = svar.context["grener"]
    assert len([g for g in grener if g.enhet.nivaa == "rammeomrade"]) == 9
    oppvekst = next(g for g in grener if g.enhet.navn == "Oppvekst")
    assert [g.enhet.kode for g in oppvekst.barn] == ["200", "230", "250", "350", "360"]
    assert "250 Røros lærings- og veiledningstjeneste" in svar.content.decode()


@pytest.mark.krav("ORG-03")
def test_brann_stands_elsewhere_in_the_line_than_in_the_reporting(klient: Any) -> None:
    def topp(struktur: str) -> list[str]:
        svar = klient.get(f"/arbeid/organisasjon/?dato=2024-12-31&struktur={struktur}")
        return [g.enhet.navn for g in svar.context["grener"]]

    assert "Brann" in topp("linje")
    assert "Brann" not in topp("")
    side = klient.get("/arbeid/organisasjon/virksomhet/640/?dato=2024-12-31").content.decode()
    assert "Tekniske områder" in side
    assert "kommunedirektøren" in side


@pytest.mark.krav("ORG-02")
def test_the_tree_and_the_unit_are_shown_as_they_were_on_the_day(client: Any) -> None:
    verden = lag_verden()
    for versjon in (
        Enhetsversjon("71", "Kultur og fritid", "virksomhet", "HO", date(2022, 1, 1)),
        Enhetsversjon("70", "Kultur", "virksomhet", "OPP", FRA, date(2021, 12, 31), etterfolger="71"),
    ):
        opprett_enhet(versjon, av="test")
    klient = verden.klient("ansatt")

    def virksomheter(dato: str) -> set[str]:
        grener = klient.get(f"/arbeid/organisasjon/?dato={dato}").context["grener"]
        return {b.enhet.kode for g in grener for b in g.barn}

    assert virksomheter("2021-12-31") == {"200", "230", "310", "70"}
    assert virksomheter("2022-01-01") == {"200", "230", "310", "71"}
    ny = klient.get("/arbeid/organisasjon/virksomhet/71/").content.decode()
    assert "70 Kultur" in ny
    assert "gikk over i denne" in ny
    gammel = klient.get("/arbeid/organisasjon/virksomhet/70/?dato=2024-01-01").content.decode()
    assert "Enheten gjelder ikke 1. januar 2024. Den gjelder fra 01.01.2020 til 31.12.2021." in gammel
    assert "71 Kultur og fritid" in gammel


def test_a_search_keeps_the_way_down_to_what_it_finds(klient: Any) -> None:
    grener = klient.get("/arbeid/organisasjon/?dato=2024-12-31&q=brekken skole").context["grener"]
    assert [(g.enhet.navn, [(b.enhet.kode, len(b.barn)) for b in g.barn]) for g in grener] == [
        ("Oppvekst", [("200", 2)])
    ]
    assert (
        "Ingen enhet har «finnes ikke»" in klient.get("/arbeid/organisasjon/?q=finnes ikke").content.decode()
    )


def test_a_day_that_does_not_exist_is_said(klient: Any) -> None:
    svar = klient.get("/arbeid/organisasjon/?dato=2024-02-31")
    assert svar.status_code == 200
    assert "«2024-02-31» er ikke en dato" in svar.content.decode()
    assert klient.get("/arbeid/organisasjon/virksomhet/nei/").status_code == 404


def test_the_export_reads_back_as_the_same_organisation(klient: Any, tmp_path: Path) -> None:
    fil = tmp_path / "organisasjon.csv"
    fil.write_bytes(klient.get("/arbeid/organisasjon.csv").content)
    for_ = versjoner()
    assert les_inn("organisasjon", [fil]).funn == ()
    assert versjoner() == for_


def test_units_are_found_by_the_search_of_the_shell(klient: Any) -> None:
    svar = klient.get("/arbeid/sok/?q=Hengfonna").content.decode()
    assert "/arbeid/organisasjon/ansvar/2310/" in svar


def test_a_thousand_units_are_shown_in_a_second_and_few_queries(django_assert_max_num_queries: Any) -> None:
    verden = lag_verden()
    Enhet.objects.bulk_create(
        Enhet(kode=str(90000 + nr), navn=f"Enhet {nr}", nivaa="ansvar", overordnet="200", gyldig_fra=FRA)
        for nr in range(1000)
    )
    klient = verden.klient("ansatt")
    klient.get("/arbeid/organisasjon/")
    start = perf_counter()
    with django_assert_max_num_queries(12):
        klient.get("/arbeid/organisasjon/")
    assert perf_counter() - start < 1


def test_the_unit_page_asks_the_database_a_few_times_with_every_panel(
    django_assert_max_num_queries: Any,
) -> None:
    klient = lag_verden().klient("kommunedirektor")
    klient.get("/arbeid/organisasjon/virksomhet/200/")
    with django_assert_max_num_queries(28):
        assert klient.get("/arbeid/organisasjon/virksomhet/200/").status_code == 200

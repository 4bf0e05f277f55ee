"""`rodtraad hent`: what it asks, and what it says."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from django.conf import LazySettings

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kommando import hent
from rodtraad.organisasjon.services import opprett_kommune
from rodtraad.statistikk import ssb_queries
from rodtraad.statistikk.ssb_services import hent_paa_nytt
from tests.statistikk.ssbtjener import Tjener, kjor, trenger_ssb

pytestmark = [pytest.mark.django_db, trenger_ssb, pytest.mark.krav("KOSTRA-01")]
VALG = ("KOKkommuneregion0000=4601,0301", "ContentsCode=*", "Tid=top(1)")


@pytest.fixture
def tjener(tmp_path: Path, settings: LazySettings) -> Iterator[Tjener]:
    settings.MAPPE = tmp_path / "installasjon"
    settings.MAPPE.mkdir()
    opprett_kommune(nummer="4601", navn="Bergen kommune")
    with kjor("12134") as kjorende:
        settings.SSB_V2, settings.SSB_V1 = kjorende.adresser.v2, kjorende.adresser.v1
        yield kjorende


def test_a_table_is_asked_for_by_its_number_and_can_be_asked_for_again(
    tjener: Tjener, capsys: pytest.CaptureFixture[str]
) -> None:
    hent._tabell("12134", VALG)
    assert "Kontrolltotal Tabell 12134: 2 celler" in capsys.readouterr().out
    hent._sporringer(())
    assert capsys.readouterr().out == "12134: uendret hos SSB\n"
    tjener.tabeller["12134"]["value"] = [1, 2, 3]
    hent._sporringer(("12134",))
    (henting,) = ssb_queries.hentinger()
    assert capsys.readouterr().out == f"12134: innlesing {henting.innlesing}, 2 tall er endret\n"


def test_a_query_that_fails_gives_exit_code_one_and_the_reason(
    tjener: Tjener, capsys: pytest.CaptureFixture[str]
) -> None:
    hent._tabell("12134", VALG)
    tjener.feil = [("type", "text/html")]
    with pytest.raises(click.exceptions.Exit) as slutt:
        hent._sporringer(())
    assert slutt.value.exit_code == 1
    assert "ikke JSON" in capsys.readouterr().err


def test_wrong_use_is_a_sentence(tjener: Tjener) -> None:
    with pytest.raises(RodtraadFeil, match="Ingen spørringer er lest inn"):
        hent._sporringer(())
    with pytest.raises(RodtraadFeil, match="DIMENSJON=KODER"):
        hent._tabell("12134", ("tull",))
    with pytest.raises(RodtraadFeil, match="finnes ikke"):
        hent_paa_nytt(navn="ukjent", av="kari")

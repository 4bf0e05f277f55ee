"""What the public reads an edition was made from: the files with figures, never the lists of persons and roles."""

from pathlib import Path

import pytest

from rodtraad.innlesing.register import alle_kilder, arbeidskilder
from rodtraad.innlesing.services import les_inn
from rodtraad.oppstilling.queries import hent_grunnlag

pytestmark = pytest.mark.django_db


def test_lists_of_persons_and_meetings_are_no_sources_of_a_report() -> None:
    assert arbeidskilder() == {
        *("brukere", "roller", "moteplan", "delegasjoner", "aarsverk", "lonn", "objekter")
    }
    assert arbeidskilder() < {kilde.navn for kilde in alle_kilder()}


def test_an_edition_names_the_file_with_figures_and_not_the_one_with_persons(tmp_path: Path) -> None:
    personer, plan = tmp_path / "personer-hemmelig.csv", tmp_path / "kontoplan.csv"
    personer.write_text(
        "ekstern_id,brukernavn,navn,epost,tittel,aktiv\nA1,kari,Kari Konstruert,kari@prove.example,Leder,1\n",
        encoding="utf-8",
    )
    plan.write_text("funksjon,navn,rekkefolge,gyldig_fra\n202,Grunnskole,1,2020-01-01\n", encoding="utf-8")
    for kilde, fil in (("brukere", personer), ("kontoplan", plan)):
        resultat = les_inn(kilde, [fil])
        assert resultat.id, resultat.funn
    assert [k.fil for k in hent_grunnlag().kilder] == ["kontoplan.csv"]

"""Every model and every word of the law data stands in the glossary, spelled by SSB's fold."""

from pathlib import Path

import pytest
import yaml
from django.apps import apps

from rodtraad.kjerne.fold import fold

ROT = Path(__file__).resolve().parents[2]
ORDLISTE = yaml.safe_load((ROT / "docs" / "ordliste.yaml").read_text("utf-8"))
KJENTE = {ord_["identifikator"].lower() for ord_ in ORDLISTE}


@pytest.mark.parametrize("ord_", ORDLISTE, ids=lambda o: o["term"])
def test_an_identifier_is_the_fold_of_its_term(ord_: dict[str, str]) -> None:
    assert fold(ord_["term"]).lower() == ord_["identifikator"].lower()
    assert ord_["engelsk"]


def test_no_term_stands_twice() -> None:
    assert len(KJENTE) == len(ORDLISTE)


def test_every_model_is_a_word_of_the_glossary() -> None:
    modeller = {m.__name__.lower() for m in apps.get_models() if m.__module__.startswith("rodtraad.")}
    assert modeller
    assert modeller - KJENTE == set()

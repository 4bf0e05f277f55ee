"""Relations between tables point down the floors, never up or sideways."""

import pytest
from django.apps import apps

from tests.arkitektur.test_importer import etasjer

NIVAA = {rom.strip(): nr for nr, etasje in enumerate(reversed(etasjer())) for rom in etasje.split("|")}


def relasjoner() -> list[tuple[str, str, str]]:
    return [
        (modell._meta.app_label, felt.name, felt.related_model._meta.app_label)
        for modell in apps.get_models()
        if modell._meta.app_label in NIVAA
        for felt in modell._meta.get_fields()
        if felt.is_relation and not felt.auto_created and felt.related_model is not None
    ]


@pytest.mark.parametrize("relasjon", relasjoner(), ids=lambda r: f"{r[0]}.{r[1]}")
def test_a_relation_points_down(relasjon: tuple[str, str, str]) -> None:
    fra, _, til = relasjon
    assert til == fra or til not in NIVAA or NIVAA[til] < NIVAA[fra]


def test_there_are_relations_to_look_at() -> None:
    assert relasjoner()

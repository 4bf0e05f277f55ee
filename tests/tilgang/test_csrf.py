"""Every address that changes something refuses a form without our mark, whoever is logged in."""

from typing import Any

import pytest

from tests.felles import felles_verden, verden
from tests.personer import Verden
from tests.tilgang.test_rollematrise import ALLE, rader

__all__ = ["felles_verden", "verden"]


def adresser() -> list[dict[str, Any]]:
    """One row per address that someone may use."""
    forste = {rad["navn"]: rad for rad in rader() if rad["slipper_inn"]}
    return list(forste.values())


@pytest.mark.parametrize("rad", adresser(), ids=lambda r: r["navn"])
def test_a_form_from_another_site_changes_nothing(rad: dict[str, Any], verden: Verden) -> None:
    adresse = rad["adresse"].format(**verden.eksempler)
    rolle = "systemadministrator" if rad["slipper_inn"] == ALLE else rad["slipper_inn"][0]
    klient = verden.klient(rolle, enforce_csrf_checks=True)
    svar = klient.post(adresse, {"tittel": "Lurt inn"}, headers={"origin": "https://ond.example"})
    assert svar.status_code in {403, 405}

"""The role × view matrix: every address, every role. An address without a row fails the build."""

import importlib
import importlib.util
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from rodtraad.tilgang.rettigheter import roller
from tests.felles import felles_verden, verden
from tests.personer import Verden

__all__ = ["felles_verden", "verden"]

TESTER = Path(__file__).resolve().parent.parent
ALLE = "alle"
API = "api"
"""Operations of the API have a matrix of their own, by role and key: tests/api/test_operasjoner.py."""


def rader() -> list[dict[str, Any]]:
    """The rows of every room: tests/<rom>/rollematrise.yaml."""
    return [
        rad
        for fil in sorted(TESTER.glob("*/rollematrise*.yaml"))
        for rad in yaml.safe_load(fil.read_text(encoding="utf-8"))
    ]


def monstre(resolver: URLResolver | None = None, rom: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(namespaced name, pattern) of every address."""
    for ett in (resolver or get_resolver()).url_patterns:
        if isinstance(ett, URLResolver):
            yield from monstre(ett, f"{rom}{ett.namespace}:" if ett.namespace else rom)
        else:
            yield f"{rom}{ett.name}", ett


def lag_eksempler(verden: Verden) -> dict[str, str]:
    """Values for the placeholders of addresses: tests/<rom>/eksempler.py of each room makes its own."""
    for fil in sorted(TESTER.glob("*/eksempler.py")):
        modul = importlib.import_module(f"tests.{fil.parent.name}.eksempler")
        verden.eksempler |= modul.lag(verden)
    return verden.eksempler


def slipper_inn(rad: dict[str, Any]) -> set[str]:
    return set(roller()) if rad["slipper_inn"] == ALLE else set(rad["slipper_inn"])


def test_every_address_states_its_rule_and_stands_in_the_matrix() -> None:
    i_koden = {(navn, getattr(m.callback, "adgang", "mangler")) for navn, m in monstre()}
    i_koden = {(navn, regel) for navn, regel in i_koden if regel != API}
    assert i_koden == {(rad["navn"], rad["regel"]) for rad in rader()}


def test_the_matrix_names_roles_that_exist() -> None:
    assert {r for rad in rader() if rad["slipper_inn"] != ALLE for r in rad["slipper_inn"]} <= set(roller())


@pytest.fixture
def avvist_i_et_ord(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most answers here are refusals, and only their status is asked for; tests/web draws the page that says no."""
    for status in (403, 404):
        avvis = partial(_avvist, status=status)
        monkeypatch.setattr(f"rodtraad.web.urls.handler{status}", avvis)


def _avvist(request: HttpRequest, exception: Exception | None = None, *, status: int) -> HttpResponse:
    return HttpResponse(status=status)


@pytest.mark.krav("ORG-09")
@pytest.mark.usefixtures("avvist_i_et_ord")
@pytest.mark.parametrize("rad", rader(), ids=lambda r: f"{r.get('metode', 'GET')} {r['adresse']}")
def test_each_role_enters_exactly_where_the_matrix_says(rad: dict[str, Any], verden: Verden) -> None:
    adresse = rad["adresse"].format(**verden.eksempler)
    metode = rad.get("metode", "GET").lower()
    inne = slipper_inn(rad)
    feil = {}
    for rolle in roller():
        klient = verden.klient(rolle, raise_request_exception=False)
        status = getattr(klient, metode)(adresse).status_code
        if (rolle in inne) != (status not in {403, 404}) or status >= 500:
            feil[rolle] = status
        if rolle not in inne:
            feil |= {
                f"{rolle} {m}": s
                for m in ("get", "post")
                if (s := getattr(klient, m)(adresse).status_code) < 400
            }
    assert feil == {}
    assert getattr(verden.klient(None), metode)(adresse).status_code == rad["anonym"]


@pytest.mark.django_db
def test_a_view_without_a_rule_is_closed(client: Any, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.tilgang.adresse_uten_regel"
    assert client.get("/glemt/").status_code == 403

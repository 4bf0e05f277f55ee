"""The API's pages: what it offers in words, the same as machines read."""

import pytest

from tests.api.nokkelknippe import operasjoner
from tests.personer import lag_verden

pytestmark = pytest.mark.django_db


def test_every_operation_is_described_with_its_right_for_people_and_machines() -> None:
    klient = lag_verden().klient("ansatt")
    side = klient.get("/api/").content.decode()
    skjema = klient.get("/api/v1/openapi.json").json()
    beskrevet = [op for sti in skjema["paths"].values() for op in sti.values()]
    assert len(beskrevet) == len(list(operasjoner()))
    for op in beskrevet:
        assert op["summary"] in side
        assert {"401", "403", "422", "429"} <= set(op["responses"])
    for adresse in skjema["paths"]:
        assert adresse.startswith("/api/v1/")
        assert adresse in side

"""The API under a fuzzer made from its own description: no operation fails, and each answers as it says it does."""

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from rodtraad.api.autentisering import FeilendePerAdresse
from tests.api.nokkelknippe import nokkel, operasjoner
from tests.personer import Verden, lag_verden
from tests.tilgang.test_rollematrise import lag_eksempler

pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

VALG = settings(
    max_examples=40, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip


@pytest.fixture
def verden(db: None, monkeypatch: pytest.MonkeyPatch) -> Verden:
    for operasjon in operasjoner():
        for tak in operasjon.throttle_objects:
            monkeypatch.setattr(tak, "num_requests", 1_000_000)
    # The fuzzer tries wrong keys too, oftener than a stranger may.
    monkeypatch.setattr(FeilendePerAdresse, "allow_request", lambda *_: True)
    laget = lag_verden()
    lag_eksempler(laget)
    return laget


@pytest.fixture
def beskrivelse(verden: Verden) -> Any:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


def test_no_request_breaks_the_api(beskrivelse: Any, verden: Verden) -> None:
    # Operation by operation, since the plugin of schemathesis does not know this pytest.
    # The fuzzer's own transport does not unpack what it asks to have packed.
    hode = {
        "Authorization": f"Bearer {nokkel(verden.personer['kommunedirektor'])}",
        "Accept-Encoding": "identity",
    }
    antall = 0
    for funnet in beskrivelse.get_all_operations():
        operasjon = funnet.ok()
        antall += 1

        @given(case=operasjon.as_strategy())
        @VALG
        def prov(case: Any) -> None:
            # A body right in form may still be refused by a rule of the domain, with 422 and words.
            case.call_and_validate(headers=hode, excluded_checks=[positive_data_acceptance])

        prov()
    assert antall == len(list(operasjoner()))

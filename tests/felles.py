"""One example municipality for many rows: built once, and put back after each."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import transaction

from tests.personer import Verden


@contextmanager
def tilbake() -> Iterator[None]:
    """What is done inside is undone after."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def felles_verden(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Verden]:
    """The example municipality with the examples of every room; each test works in a savepoint of its own."""
    from tests.personer import lag_verden  # noqa: PLC0415 - the models are ready only now
    from tests.tilgang.test_rollematrise import lag_eksempler  # noqa: PLC0415 - it reads this module

    with django_db_blocker.unblock(), tilbake():  # type: ignore[attr-defined]
        verden = lag_verden()
        lag_eksempler(verden)
        # Logging in is tried elsewhere; here it would be done thousands of times.
        verden.okter = {
            rolle: verden.klient(rolle).cookies[settings.SESSION_COOKIE_NAME].value
            for rolle in verden.personer
        }
        yield verden


@pytest.fixture
def verden(felles_verden: Verden) -> Iterator[Verden]:
    """The example municipality, as it was before the test and after."""
    with tilbake():
        yield felles_verden

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _tom_takt(request: pytest.FixtureRequest) -> None:
    """No test is slowed down by what another asked for."""
    if "django_db" in request.keywords:
        request.getfixturevalue("db")
        cache.clear()

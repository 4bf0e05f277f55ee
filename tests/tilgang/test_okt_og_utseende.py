"""What is the same for everyone costs no look at who asks."""

import pytest

from tests.personer import Verden, lag_verden


@pytest.fixture
def verden(db: None) -> Verden:
    return lag_verden()


def test_style_and_font_are_fetched_without_a_query_and_leave_the_session_alone(
    verden: Verden, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    klient = verden.klient("okonomi")
    klient.get("/arbeid/")
    with django_assert_num_queries(0):  # type: ignore[operator]
        svar = klient.get("/ressurser/stil.css")
    assert svar.status_code == 200
    assert "Cookie" not in svar.headers.get("Vary", "")
    assert not svar.cookies

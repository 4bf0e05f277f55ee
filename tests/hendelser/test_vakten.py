"""The watch itself: it sees a write without an entry, and lets one with an entry pass."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path

from rodtraad.hendelser.adgang import adgang
from rodtraad.hendelser.services import loggfor
from rodtraad.organisasjon.models import Kommunen
from rodtraad.web import urls

pytestmark = pytest.mark.django_db


@adgang("aapen")
def i_stillhet(request: HttpRequest) -> HttpResponse:
    Kommunen.objects.create(nummer="5025", navn="I stillhet")
    return HttpResponse("ok")


@adgang("aapen")
def med_logg(request: HttpRequest) -> HttpResponse:
    Kommunen.objects.create(nummer="5025", navn="Med logg")
    loggfor(handling="prøvde", gjelder="vakten")
    return HttpResponse("ok")


urlpatterns = [path("stille/", i_stillhet), path("logget/", med_logg), *urls.urlpatterns]


@pytest.mark.urls(__name__)
def test_an_act_without_an_entry_fails_the_test(client: Any) -> None:
    with pytest.raises(AssertionError, match="organisasjon_kommunen uten å føre i loggen"):
        client.post("/stille/")


@pytest.mark.urls(__name__)
def test_an_act_with_an_entry_passes(client: Any) -> None:
    assert client.post("/logget/").status_code == 200

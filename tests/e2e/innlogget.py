"""A browser in which a person is logged in."""

from django.test import Client
from playwright.sync_api import BrowserContext
from pytest_django.live_server_helper import LiveServer

from rodtraad.tilgang.models import Bruker
from tests.tilgang.bekreft import bekreft


def logg_inn(kontekst: BrowserContext, tjener: LiveServer, person: Bruker) -> None:
    """Gives the browser the session of the person, who has just confirmed who they are."""
    klient = Client()
    klient.force_login(person)
    merke = bekreft(klient).cookies["sessionid"].value
    kontekst.add_cookies([{"name": "sessionid", "value": merke, "url": tjener.url}])

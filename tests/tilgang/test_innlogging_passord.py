"""A forgotten password: the letter by a real mail server, the link once and only for a while."""

import re
import socket
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.test import Client

from rodtraad.tilgang import innlogging_epost
from tests.tilgang.konto import FEIL, NYTT, PASSORD, er_inne, handlinger, lag_innloggbar, logg_inn

pytestmark = pytest.mark.django_db


class Innboks:
    """What the mail server has received."""

    def __init__(self) -> None:
        self.brev: list[tuple[list[str], EmailMessage]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802, ARG002 - aiosmtpd's
        self.brev.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"

    def vent(self) -> tuple[list[str], EmailMessage]:
        frist = time.monotonic() + 10
        while not self.brev and time.monotonic() < frist:
            time.sleep(0.02)
        return self.brev.pop(0)


@pytest.fixture
def innboks(settings: Any) -> Iterator[Innboks]:
    innboks = Innboks()
    with socket.socket() as ledig:
        ledig.bind(("127.0.0.1", 0))
        port = ledig.getsockname()[1]
    tjener = Controller(innboks, hostname="127.0.0.1", port=port)
    tjener.start()
    settings.EPOST_SENDES = True
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": port},
        }
    }
    yield innboks
    tjener.stop()


@pytest.fixture
def _straks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters are in the outbox when the answer has come."""
    monkeypatch.setattr(innlogging_epost, "send", lambda brev: brev.send())


def be_om_lenke(klient: Client, epost: str = "kari@prove.example") -> Any:
    return klient.post("/konto/glemt-passord/", {"email": epost})


def lenke_i(tekst: str) -> str:
    treff = re.search(r"http://testserver(/konto/nytt-passord/\S+/)", tekst)
    assert treff, tekst
    return treff[1]


def lag_nytt(klient: Client, lenke: str, passord: str = NYTT, igjen: str = "") -> Any:
    """Follows the link and posts the form."""
    svar = klient.get(lenke)
    if svar.status_code != 302:
        return svar
    return klient.post(svar.url, {"password1": passord, "password2": igjen or passord})


def test_a_forgotten_password_is_replaced_by_a_letter(client: Client, innboks: Innboks) -> None:
    kari = lag_innloggbar()
    svar = be_om_lenke(client)
    assert svar.url == "/konto/glemt-passord/sendt/"
    til, brev = innboks.vent()
    assert til == ["kari@prove.example"]
    assert brev["subject"] == "Nytt passord til Rødtråd"
    tekst = brev.get_body().get_content()
    assert "Hei, Kari Prøve" in tekst
    assert "Brukernavnet ditt er kari." in tekst
    assert lag_nytt(client, lenke_i(tekst)).url == "/konto/nytt-passord/ferdig/"
    assert "Passordet ditt i Rødtråd ble byttet med en lenke" in innboks.vent()[1].get_body().get_content()
    logg_inn(client, "kari", PASSORD)
    assert not er_inne(client)
    logg_inn(client, "kari", NYTT)
    assert er_inne(client)
    assert handlinger(kari) == [
        "ba om passordlenke",
        "laget passord fra lenke",
        "ble avvist ved innlogging",
        "logget inn",
    ]


@pytest.mark.usefixtures("_straks")
class TestLenken:
    """What the link is worth, and when it is worth nothing."""

    def lenke(self, klient: Client) -> str:
        be_om_lenke(klient)
        return lenke_i(mail.outbox[-1].body)

    def test_the_link_works_once(self, client: Client) -> None:
        lag_innloggbar()
        lenke = self.lenke(client)
        lag_nytt(client, lenke)
        svar = lag_nytt(Client(), lenke, "Et helt annet passord 7")
        assert "Lenken virker ikke lenger" in svar.content.decode()
        logg_inn(client, "kari", NYTT)
        assert er_inne(client)

    def test_the_link_works_an_hour(self, client: Client, settings: Any) -> None:
        lag_innloggbar()
        assert settings.PASSWORD_RESET_TIMEOUT == 3600
        lenke = self.lenke(client)
        settings.PASSWORD_RESET_TIMEOUT = 0
        time.sleep(1.1)
        assert "Lenken virker ikke lenger" in client.get(lenke).content.decode()

    def test_the_link_stops_working_after_a_login(self, client: Client) -> None:
        lag_innloggbar()
        lenke = self.lenke(client)
        logg_inn(Client())
        assert "Lenken virker ikke lenger" in client.get(lenke).content.decode()

    def test_the_link_stops_working_after_a_change_of_password(self, client: Client) -> None:
        kari = lag_innloggbar()
        lenke = self.lenke(client)
        kari.set_password(NYTT)
        kari.save()
        assert "Lenken virker ikke lenger" in client.get(lenke).content.decode()

    def test_the_link_stops_working_when_the_address_is_another(self, client: Client) -> None:
        kari = lag_innloggbar()
        lenke = self.lenke(client)
        kari.email = "ny@prove.example"
        kari.save()
        assert "Lenken virker ikke lenger" in client.get(lenke).content.decode()

    def test_a_link_for_one_does_not_open_another(self, client: Client) -> None:
        lag_innloggbar()
        ola = lag_innloggbar("ola")
        nokkel = self.lenke(client).split("/")[3].partition("-")[2]
        assert (
            "Lenken virker ikke lenger"
            in client.get(f"/konto/nytt-passord/{ola.pk}-{nokkel}/").content.decode()
        )

    def test_the_link_does_not_stand_in_the_address_of_the_form(self, client: Client) -> None:
        lag_innloggbar()
        assert client.get(self.lenke(client)).url.endswith("-set-password/")

    def test_whoever_has_no_password_yet_makes_the_first_by_a_link(self, client: Client) -> None:
        kari = lag_innloggbar()
        kari.set_unusable_password()
        kari.save()
        lag_nytt(client, self.lenke(client))
        logg_inn(client, "kari", NYTT)
        assert er_inne(client)

    def test_an_inactive_person_gets_no_letter(self, client: Client) -> None:
        kari = lag_innloggbar()
        kari.is_active = False
        kari.save()
        assert be_om_lenke(client).url == "/konto/glemt-passord/sendt/"
        assert mail.outbox == []

    def test_the_letter_goes_to_the_address_we_have(self, client: Client) -> None:
        lag_innloggbar()
        be_om_lenke(client, "KARI@prove.example")
        assert mail.outbox[0].to == ["kari@prove.example"]

    @pytest.mark.parametrize(
        ("passord", "sier"),
        [
            ("kort", "Passordet er for kort. Det må ha minst 12 tegn"),
            ("123456789012", "Dette passordet inneholder bare tall."),
            ("123456qwerty", "Dette passordet er for vanlig."),
            ("kari@prove.example", "Passordet er for likt e-postadresse."),
        ],
    )
    def test_a_poor_password_is_refused_with_a_reason(self, client: Client, passord: str, sier: str) -> None:
        lag_innloggbar()
        svar = lag_nytt(client, self.lenke(client), passord)
        assert svar.status_code == 200
        assert sier in svar.content.decode()
        logg_inn(client)
        assert er_inne(client)

    def test_two_different_passwords_are_refused(self, client: Client) -> None:
        lag_innloggbar()
        svar = lag_nytt(client, self.lenke(client), NYTT, FEIL)
        assert "De to passordene er ikke like" in svar.content.decode()


@pytest.mark.usefixtures("_straks")
@pytest.mark.parametrize("maate", ["bytte", "lenke"])
def test_a_new_password_ends_every_other_session(client: Client, maate: str) -> None:
    kari = lag_innloggbar()
    andre = [Client(), Client()]
    for klient in (client, *andre):
        logg_inn(klient)
    if maate == "bytte":
        skjema = {"oldpassword": PASSORD, "password1": NYTT, "password2": NYTT}
        assert client.post("/konto/passord/", skjema).status_code == 302
        assert er_inne(client)
        assert "Passordet ditt i Rødtråd ble byttet" in mail.outbox[-1].body
        assert handlinger(kari)[-1] == "byttet passord"
    else:
        be_om_lenke(Client())
        lag_nytt(Client(), lenke_i(mail.outbox[-1].body))
    assert [er_inne(klient) for klient in andre] == [False, False]


def test_a_change_demands_the_password_one_has(client: Client) -> None:
    lag_innloggbar()
    logg_inn(client)
    svar = client.post("/konto/passord/", {"oldpassword": FEIL, "password1": NYTT, "password2": NYTT})
    assert "Det er ikke passordet du har nå" in svar.content.decode()


def test_a_mail_server_that_is_down_does_not_show(client: Client, settings: Any, caplog: Any) -> None:
    lag_innloggbar()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1, "timeout": 1},
        }
    }
    assert be_om_lenke(client).url == "/konto/glemt-passord/sendt/"
    frist = time.monotonic() + 10
    while "ble ikke sendt" not in caplog.text and time.monotonic() < frist:
        time.sleep(0.02)
    assert "E-posten «Nytt passord til Rødtråd» ble ikke sendt" in caplog.text


def test_without_a_mail_server_the_page_says_who_can_help(client: Client) -> None:
    side = client.get("/konto/glemt-passord/").content.decode()
    assert "Denne installasjonen sender ikke e-post" in side
    assert 'name="email"' not in side

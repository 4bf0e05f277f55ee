"""A person who can log in, and the steps of logging in, for the tests of login."""

import re
import time
from typing import Any

from allauth.mfa.totp.internal import auth
from django.test import Client

from rodtraad.hendelser.models import Hendelse
from rodtraad.tilgang.models import Bruker
from tests.personer import lag_person

PASSORD = "Elva renner stille 1644"
NYTT = "Hyttelandet i snø 2024"
FEIL = "ikke dette passordet"


def lag_innloggbar(brukernavn: str = "kari", *roller: str) -> Bruker:
    """A person with the password PASSORD."""
    person = lag_person(brukernavn, *roller)
    person.set_password(PASSORD)
    person.save()
    return person


def logg_inn(klient: Client, navn: str = "kari", passord: str = PASSORD, til: str = "", **mer: Any) -> Any:
    """Posts the login form."""
    skjema = {"login": navn, "password": passord} | ({"next": til} if til else {})
    return klient.post("/konto/logg-inn/", skjema, **mer)


def er_inne(klient: Client) -> bool:
    """Whether the browser is let in to what is for those logged in."""
    return klient.get("/konto/").status_code == 200


def handlinger(person: Bruker | None = None) -> list[str]:
    """What the log says was done about the person, in order."""
    gjelder = f"bruker:{person.pk if person else 'ukjent'}"
    return list(Hendelse.objects.filter(gjelder=gjelder).values_list("handling", flat=True))


def kode_naa(hemmelighet: str, steg: int = 0) -> str:
    """The code an app shows, now or so many periods from now."""
    return auth.format_hotp_value(auth.hotp_value(hemmelighet, int(time.time()) // 30 + steg))


def skru_paa_totrinn(klient: Client) -> str:
    """Activates two-factor as a person does: reads the key on the page, types the code. The key."""
    side = klient.get("/konto/totrinn/skru-paa/").content.decode()
    treff = re.search(r"<code>([A-Z2-7]{32})</code>", side)
    assert treff, side
    svar = klient.post("/konto/totrinn/skru-paa/", {"code": kode_naa(treff[1])})
    assert svar.status_code == 302, svar.content.decode()
    return treff[1]

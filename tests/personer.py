"""The cast: one person per role, in a small municipality, the same everywhere. Constructed names."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client

from rodtraad.organisasjon.enheter import Enhetsversjon
from rodtraad.organisasjon.services import lagre_enheter, opprett_kommune
from rodtraad.tilgang.models import Bruker, Rolletildeling
from rodtraad.tilgang.rettigheter import roller

FRA = date(2020, 1, 1)
ENHETER = (
    ("OPP", "Oppvekst", "rammeomrade", ""),
    ("HO", "Helse og omsorg", "rammeomrade", ""),
    ("200", "Skolene", "virksomhet", "OPP"),
    ("230", "Barnehagene", "virksomhet", "OPP"),
    ("310", "Institusjonsbaserte tjenester", "virksomhet", "HO"),
    ("2001", "Skolene felles", "ansvar", "200"),
    ("2301", "Barnehagene felles", "ansvar", "230"),
    ("3101", "Institusjon felles", "ansvar", "310"),
)
EGEN, ANNEN = ("virksomhet", "200"), ("virksomhet", "310")
"""Roles held for a part of the tree are held for EGEN; ANNEN is somebody else's."""


class Nettleser(Client):
    """Reads a streamed answer to the end and closes the file, as a server does."""

    def request(self, **request: Any) -> Any:
        svar = super().request(**request)
        if svar.streaming:
            svar.innhold = b"".join(svar)
            svar.close()
        return svar


@dataclass(slots=True)
class Verden:
    """The small municipality: a person per role id, and values for the placeholders of addresses."""

    personer: dict[str, Bruker] = field(default_factory=dict)
    eksempler: dict[str, str] = field(default_factory=dict)
    okter: dict[str, str] = field(default_factory=dict)
    """Sessions kept from test to test, by role; without one, `klient` logs the person in."""

    def klient(self, rolle: str | None, **valg: Any) -> Client:
        """A browser in which the person with the role is logged in; None = nobody."""
        klient = Nettleser(**valg)
        if rolle in self.okter:
            klient.cookies[settings.SESSION_COOKIE_NAME] = self.okter[rolle]
        elif rolle is not None:
            klient.force_login(self.personer[rolle])
        return klient


def lag_verden() -> Verden:
    """Builds it in the test database."""
    opprett_kommune(nummer="5025", navn="Prøvekommunen", av="test")
    lagre_enheter(
        (
            Enhetsversjon(kode, navn, nivaa, over, FRA, rekkefolge=nr)
            for nr, (kode, navn, nivaa, over) in enumerate(ENHETER)
        ),
        innlesing="",
    )
    verden = Verden(eksempler={"egen_nivaa": EGEN[0], "egen": EGEN[1], "annen": ANNEN[1]})
    for rolle in roller().values():
        person = lag_person(rolle.id, rolle.id, enhet=EGEN if rolle.per_enhet else None)
        verden.personer[rolle.id] = person
    return verden


def lag_person(brukernavn: str, *rolleider: str, enhet: tuple[str, str] | None = None) -> Bruker:
    """A person with roles from 2020 on, for the unit (level, code) or the whole municipality."""
    person = Bruker.objects.create(
        username=brukernavn,
        first_name=brukernavn.capitalize(),
        last_name="Prøve",
        email=f"{brukernavn}@prove.example",
        password=make_password(None),
    )
    nivaa, kode = enhet or ("", "")
    for rolle in rolleider:
        Rolletildeling.objects.create(
            bruker=person,
            rolle=rolle,
            enhet_nivaa=nivaa,
            enhet_kode=kode,
            gyldig_fra=FRA,
            opprettet_av="test",
        )
    return person

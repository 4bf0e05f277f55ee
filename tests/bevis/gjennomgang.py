"""Run as a program against an installation: every table of some years, and pages as a person sees them, as JSON."""

import json
import sys
from pathlib import Path
from typing import Any

from rodtraad.kommando.installasjon import start_django

SIDER = (
    "/",
    "/arbeid/",
    "/arbeid/tall/",
    "/arbeid/innlesinger/",
    "/arbeid/hjelp/",
    "/arbeid/ordliste/",
    "/rapport/aarsrapport-2024/",
)


def tabellene(aar: int) -> dict[str, dict[str, Any]]:
    """Each table with its number of rows and what it says when it has none; an exception is told as one."""
    from rodtraad.oppstilling.queries import hent_grunnlag  # noqa: PLC0415 - after Django has started
    from rodtraad.oppstilling.tabeller import tabell, tabell_ider  # noqa: PLC0415

    grunnlag = hent_grunnlag(aar)
    ut: dict[str, dict[str, Any]] = {}
    for id_ in tabell_ider(aar):
        try:
            hel = tabell(grunnlag, id_)
        except Exception as feil:  # noqa: BLE001 - whatever it is, the test must name it
            ut[id_] = {"feil": repr(feil)}
            continue
        celler = [str(celle.verdi) for rad in hel.rader for celle in rad.celler]
        ut[id_] = {"rader": len(hel.rader), "tekst": " ".join([hel.tittel, *hel.merknader, *celler])}
    return ut


def sidene(brukernavn: str) -> dict[str, dict[str, Any]]:
    """Each page with its status and text."""
    from django.test import Client  # noqa: PLC0415

    from rodtraad.tilgang.models import Bruker  # noqa: PLC0415

    klient = Client(SERVER_NAME="localhost", raise_request_exception=False)
    klient.force_login(Bruker.objects.get(username=brukernavn))
    ut = {}
    for side in SIDER:
        svar = klient.get(side, follow=True)
        innhold = b"".join(svar) if svar.streaming else svar.content
        ut[side] = {"status": svar.status_code, "tekst": innhold.decode("utf-8", "replace")}
    return ut


if __name__ == "__main__":
    start_django(Path(sys.argv[1]))
    print(  # noqa: T201 - a program of its own
        json.dumps(
            {
                "tabeller": {aar: tabellene(int(aar)) for aar in sys.argv[3:]},
                "sider": sidene(sys.argv[2]),
            },
            ensure_ascii=False,
        )
    )

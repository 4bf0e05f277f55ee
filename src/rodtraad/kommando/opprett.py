"""`opprett`: a new, empty installation."""

import getpass
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import click
import yaml

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kommando.installasjon import framdrift, med_mappe, start_django
from rodtraad.web.hemmelighet import lag_hemmelighet

SKJEMAVERSJON = 1


@click.command()
@click.option("--kommunenr", required=True, help="Kommunenummeret, fire siffer.")
@click.option("--navn", required=True, help="Kommunens navn.")
@med_mappe
def opprett(*, mappe: Path, kommunenr: str, navn: str) -> None:
    """Oppretter en ny, tom installasjon for én kommune."""
    opprett_installasjon(mappe, kommunenr, navn, av=getpass.getuser())
    click.echo(f"Installasjonen for {navn.strip()} ({kommunenr}) er opprettet i {mappe}.")


def opprett_installasjon(mappe: Path, kommunenr: str, navn: str, *, av: str = "system") -> None:
    """Installation: folder, key, database and municipality. Raises RodtraadFeil when the folder is not empty.

    The file rodtraad.yaml is written last; without it a folder is no installation.
    """
    _sjekk(mappe, kommunenr, navn)
    mappe.mkdir(parents=True, exist_ok=True)
    lag_hemmelighet(mappe)
    start_django(mappe)
    from django.core.management import call_command  # noqa: PLC0415 - rooms need Django started

    from rodtraad.organisasjon.services import opprett_kommune  # noqa: PLC0415

    framdrift("Oppretter databasen …")
    call_command("migrate", verbosity=0, interactive=False)
    opprett_kommune(nummer=kommunenr, navn=navn.strip(), av=av)
    _skriv_merke(mappe, kommunenr, navn.strip())


def _sjekk(mappe: Path, kommunenr: str, navn: str) -> None:
    if not re.fullmatch(r"[0-9]{4}", kommunenr):
        raise RodtraadFeil(
            f"Kommunenummeret «{kommunenr}» er ikke fire siffer.", "Skriv for eksempel 5025 for Røros."
        )
    if not navn.strip():
        raise RodtraadFeil("Kommunen mangler navn.", "Skriv navnet etter --navn.")
    if mappe.exists() and any(mappe.iterdir()):
        raise RodtraadFeil(
            f"Mappen «{mappe}» er ikke tom.", "Velg en ny mappe med --mappe, eller flytt det som ligger der."
        )


def _skriv_merke(mappe: Path, kommunenr: str, navn: str) -> None:
    innhold = {
        "skjemaversjon": SKJEMAVERSJON,
        "kommunenr": kommunenr,
        "navn": navn,
        "opprettet": datetime.now(tz=UTC).isoformat(timespec="seconds"),
    }
    midlertidig = mappe / "rodtraad.yaml.ny"
    with midlertidig.open("w", encoding="utf-8") as fil:
        yaml.safe_dump(innhold, fil, allow_unicode=True, sort_keys=False)
        fil.flush()
        os.fsync(fil.fileno())
    midlertidig.replace(mappe / "rodtraad.yaml")

"""`opprett`: a new, empty installation."""

import getpass
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import click
import yaml

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kommando.installasjon import er_installasjon, framdrift, med_mappe, start_django
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
    click.echo(
        f"Lag deg selv som bruker: rodtraad bruker opprett --mappe {mappe} --brukernavn NAVN "
        "--navn «FORNAVN ETTERNAVN» --rolle systemadministrator"
    )
    click.echo(
        f"Start tjeneren med «rodtraad tjener --mappe {mappe}» og åpne lenken. Veiledningen tar deg resten."
    )


def opprett_installasjon(mappe: Path, kommunenr: str, navn: str, *, av: str = "system") -> None:
    """Installation: folder, key, database and municipality. Raises RodtraadFeil when the folder is not empty.

    The file rodtraad.yaml is written last; without it a folder is no installation. What was made is taken
    away again when it does not succeed.
    """
    _sjekk(mappe, kommunenr, navn)
    with _ryddet_ved_feil(mappe):
        mappe.mkdir(parents=True, exist_ok=True)
        _bygg(mappe, kommunenr, navn.strip(), av=av)


def _bygg(mappe: Path, kommunenr: str, navn: str, *, av: str) -> None:
    lag_hemmelighet(mappe)
    start_django(mappe)
    from django.core.management import call_command  # noqa: PLC0415 - rooms need Django started
    from django.db import DatabaseError, connection  # noqa: PLC0415

    from rodtraad.organisasjon.services import opprett_kommune  # noqa: PLC0415

    framdrift("Oppretter databasen …")
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as feil:
        raise RodtraadFeil(
            f"Databasen kan ikke opprettes: {str(feil).strip()}",
            "Se at disken har plass. Er RODTRAAD_DATABASE satt, se at adressen, brukeren og passordet er riktige.",
        ) from None
    finally:
        connection.close()
    opprett_kommune(nummer=kommunenr, navn=navn, av=av)
    _skriv_merke(mappe, kommunenr, navn)


@contextmanager
def _ryddet_ved_feil(mappe: Path) -> Iterator[None]:
    """Takes away what was made when it did not succeed; the folder was empty, or was not there."""
    nye = [m for m in (mappe, *mappe.parents) if not m.exists()]
    try:
        yield
    except BaseException as feil:
        for rest in mappe.iterdir() if mappe.exists() else ():
            shutil.rmtree(rest) if rest.is_dir() else rest.unlink()
        with suppress(OSError):
            for ny in nye:
                ny.rmdir()
        if isinstance(feil, OSError):
            raise RodtraadFeil(
                f"Mappen «{mappe}» kan ikke skrives til: {feil.strerror or feil}. Ingenting er laget.",
                "Velg en annen mappe med --mappe, eller se at disken har plass.",
            ) from None
        raise


def _sjekk(mappe: Path, kommunenr: str, navn: str) -> None:
    if not re.fullmatch(r"[0-9]{4}", kommunenr):
        raise RodtraadFeil(
            f"Kommunenummeret «{kommunenr}» er ikke fire siffer.", "Skriv for eksempel 0301 for Oslo."
        )
    if not navn.strip():
        raise RodtraadFeil("Kommunen mangler navn.", "Skriv navnet etter --navn.")
    if (mappe / "hemmelighet").exists() and not er_installasjon(mappe):
        raise RodtraadFeil(
            f"Mappen «{mappe}» har rester av en installasjon som ikke ble ferdig.",
            "Slett mappen og prøv igjen, eller velg en annen med --mappe.",
        )
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

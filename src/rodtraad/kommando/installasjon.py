"""Which installation a command works on, and how a refusal reaches the user."""

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import django

from rodtraad.kjerne.feil import RodtraadFeil

_MAPPE = click.option(
    "--mappe",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="RODTRAAD_MAPPE",
    default=Path("data"),
    show_default=True,
    help="Installasjonens mappe.",
)


def er_installasjon(mappe: Path) -> bool:
    """Whether the folder holds an installation (made by `opprett` or `demo`)."""
    return (mappe / "rodtraad.yaml").is_file()


def start_django(mappe: Path) -> None:
    """Points Django at the installation. Must come before any model is imported."""
    os.environ["RODTRAAD_MAPPE"] = str(mappe.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rodtraad.web.settings")
    django.setup()


def i_installasjon(kommando: Callable[..., None]) -> Callable[..., None]:
    """Gives a command `--mappe` and starts Django; a folder without installation is refused."""

    @_MAPPE
    @functools.wraps(kommando)
    def innpakket(*, mappe: Path, **valg: Any) -> None:
        if not er_installasjon(mappe):
            raise RodtraadFeil(
                f"Mappen «{mappe}» inneholder ingen installasjon av Rødtråd.",
                "Lag en med «rodtraad opprett --kommunenr NNNN --navn NAVN», se en ferdig med "
                "«rodtraad demo», eller velg en annen mappe med --mappe.",
            )
        start_django(mappe)
        kommando(mappe=mappe, **valg)

    return innpakket


def med_mappe(kommando: Callable[..., None]) -> Callable[..., None]:
    """Gives a command `--mappe` without demanding an installation there."""
    return _MAPPE(kommando)


def framdrift(tekst: str) -> None:
    """One line of progress on stderr."""
    sys.stderr.write(f"{tekst}\n")
    sys.stderr.flush()

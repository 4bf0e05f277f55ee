"""`rodtraad tjener`: serves the installation on this machine."""

import os
import socket
from pathlib import Path

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kommando.installasjon import i_installasjon
from rodtraad.kommando.oppgrader import oppgrader_database

TRAADER = 4
PROSESSER = min(2, os.cpu_count() or 1)
"""One process uses one core for pages; the database, sessions, limits and daily work are shared by them all."""
ALLE_ADRESSER = {"0.0.0.0", "::"}  # noqa: S104 - compared with, not bound to


@click.command()
@click.option("--vert", default="127.0.0.1", show_default=True, help="Adressen det lyttes på.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Porten det lyttes på."
)
@click.option("--uten-arbeider", is_flag=True, help="Arbeidet i bakgrunnen gjøres av «rodtraad arbeider».")
@i_installasjon
def tjener(*, mappe: Path, vert: str, port: int, uten_arbeider: bool) -> None:  # noqa: ARG001 - the folder is in the environment by now
    """Viser installasjonen i nettleseren."""
    _krev_ledig(vert, port)
    oppgrader_database()
    if not uten_arbeider:
        os.environ["RODTRAAD_ARBEIDER"] = "1"
    if "RODTRAAD_VERTER" not in os.environ:
        navn = {"127.0.0.1", "localhost", "[::1]", vert}
        if vert in ALLE_ADRESSER:
            navn.add(socket.gethostname())
        os.environ["RODTRAAD_VERTER"] = ",".join(sorted(navn))
    synlig = "127.0.0.1" if vert in ALLE_ADRESSER else vert
    click.echo(f"Rødtråd kjører på http://{synlig}:{port} – stopp med Ctrl+C.")
    Granian(
        "rodtraad.web.wsgi:application",
        address=vert,
        port=port,
        interface=Interfaces.WSGI,
        workers=PROSESSER,
        blocking_threads=TRAADER,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


def _krev_ledig(vert: str, port: int) -> None:
    familie = socket.AF_INET6 if ":" in vert else socket.AF_INET
    with socket.socket(familie, socket.SOCK_STREAM) as prove:
        prove.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            prove.bind((vert, port))
        except OSError as feil:
            raise RodtraadFeil(
                f"Kan ikke lytte på {vert}:{port}: {feil.strerror}.",
                f"Stopp det som bruker porten, eller velg en annen: rodtraad tjener --port {port + 1}",
            ) from None

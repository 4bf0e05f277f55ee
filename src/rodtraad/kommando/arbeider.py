"""`arbeider` and `daglig`: the work in the background, as a process of its own or once."""

import signal
import threading
from datetime import datetime
from pathlib import Path

import click

from rodtraad.kommando.installasjon import framdrift, i_installasjon


@click.command()
@i_installasjon
def arbeider(*, mappe: Path) -> None:  # noqa: ARG001 - the decorator has used it
    """Sender det som venter og gjør dagens arbeid, til den stoppes. Trengs bare utenfor «tjener»."""
    from rodtraad.oppgaver.arbeider import arbeid  # noqa: PLC0415 - rooms need Django started

    stopp = threading.Event()
    for signalet in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signalet, lambda *_: stopp.set())
    framdrift("Arbeideren er i gang. Stopp den med Ctrl+C.")
    arbeid(stopp)


@click.command()
@click.option("--dag", type=click.DateTime(["%Y-%m-%d"]), help="Dagen det gjelder. Uten: i dag.")
@i_installasjon
def daglig(*, mappe: Path, dag: datetime | None) -> None:  # noqa: ARG001 - the decorator has used it
    """Gjør dagens arbeid én gang: påminnelser og eskaleringer. For cron eller systemd."""
    from rodtraad.oppgaver.arbeider import gjor_dagens  # noqa: PLC0415 - rooms need Django started
    from rodtraad.oppgaver.utsending import send_ventende  # noqa: PLC0415

    antall = gjor_dagens(dag.date() if dag else None)
    sendt = send_ventende()
    if antall is None:
        click.echo(f"Dagens arbeid er gjort fra før. {sendt} meldinger ble sendt nå.")
    else:
        click.echo(f"{antall} påminnelser er gitt, og {sendt} meldinger er sendt.")

"""`rodtraad publiser`: freezes a report into an edition."""

import getpass
from pathlib import Path

import click

from rodtraad.kommando.installasjon import framdrift, i_installasjon


@click.command()
@click.argument("rapport")
@click.option(
    "--ut",
    required=True,
    type=click.Path(file_okay=True, path_type=Path),
    help="Mappen som blir utgaven; den må være tom eller ikke finnes.",
)
@click.option("--begrunnelse", default="", help="Hvorfor rapporten publiseres på nytt med endret innhold.")
@i_installasjon
def publiser(*, mappe: Path, rapport: str, ut: Path, begrunnelse: str) -> None:  # noqa: ARG001 - decorator's
    """Fryser RAPPORT (for eksempel aarsrapport-2024) som en utgave i mappen --ut."""
    from rodtraad.publisering.queries import siste_utgave  # noqa: PLC0415 - rooms need Django started
    from rodtraad.publisering.services import publiser as frys  # noqa: PLC0415

    forrige = siste_utgave(rapport)
    utgave = frys(rapport, ut, begrunnelse, getpass.getuser(), framdrift=framdrift)
    if forrige is not None and utgave.id == forrige.id:
        click.echo(f"Innholdet er uendret siden versjon {utgave.versjon}; dette er den samme utgaven.")
    click.echo(f"Utgave:  {utgave.id}")
    click.echo(f"Versjon: {utgave.versjon}")
    click.echo(f"Mappe:   {ut}")

"""`oppgrader`: an installation made by an earlier version gets the tables of this one."""

from pathlib import Path

import click

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kommando.installasjon import framdrift, i_installasjon


@click.command()
@i_installasjon
def oppgrader(*, mappe: Path) -> None:  # noqa: ARG001 - the decorator has used it
    """Gir en installasjon fra en eldre versjon tabellene som denne versjonen trenger."""
    antall = oppgrader_database()
    click.echo(f"{antall} endringer er gjort i databasen." if antall else "Databasen er oppdatert fra før.")


def oppgrader_database() -> int:
    """Installation: applies what is missing, nothing is lost; returns how many steps. Raises RodtraadFeil."""
    from django.core.management import call_command  # noqa: PLC0415 - rooms need Django started
    from django.db import DatabaseError, connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    try:
        plan = MigrationExecutor(connection)
        mangler = plan.migration_plan(plan.loader.graph.leaf_nodes())
        if mangler:
            framdrift("Oppgraderer databasen …")
            call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as feil:
        raise RodtraadFeil(
            f"Databasen kan ikke oppgraderes: {str(feil).strip()}",
            "Ta en kopi av mappen, se at disken har plass og at ingen andre bruker databasen, og prøv igjen.",
        ) from None
    finally:
        connection.close()
    return len(mangler)

"""The database under an import: one importer at a time, and refusals in plain words."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from rodtraad.kjerne.feil import RodtraadFeil

# Any number will do, as long as every importer asks for the same one.
_LAASNUMMER = 5_025_001


@contextmanager
def alene_om_innlesing() -> Iterator[None]:
    """A transaction in which no other import or withdrawal can run; the lock goes with it.

    SQLite begins IMMEDIATE (settings), PostgreSQL takes an advisory lock.
    """
    with transaction.atomic(durable=False):
        if connection.vendor == "postgresql":
            with connection.cursor() as peker:
                peker.execute("SELECT pg_advisory_xact_lock(%s)", [_LAASNUMMER])
        yield


@contextmanager
def forklart_database() -> Iterator[None]:
    """Turns a database that is full, locked or away into a message a person can act on."""
    try:
        yield
    except OperationalError as feil:
        raise RodtraadFeil(
            f"Databasen svarer ikke: {str(feil).strip()}. Ingenting er lagret.",
            "Se at disken har plass og at databasen er oppe, og prøv igjen.",
        ) from None

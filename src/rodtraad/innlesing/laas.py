"""One importer at a time: SQLite begins IMMEDIATE, PostgreSQL takes an advisory lock."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# Any number will do, as long as every importer asks for the same one.
_LAASNUMMER = 5_025_001


@contextmanager
def alene_om_innlesing() -> Iterator[None]:
    """A transaction in which no other import or withdrawal can run; the lock goes with it."""
    with transaction.atomic(durable=False):
        if connection.vendor == "postgresql":
            with connection.cursor() as peker:
                peker.execute("SELECT pg_advisory_xact_lock(%s)", [_LAASNUMMER])
        yield

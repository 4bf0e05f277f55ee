"""The log can only be added to: the database itself refuses changes and deletions."""

from collections.abc import Mapping
from typing import Any

from django.db import migrations

MELDING = "Hendelsesloggen kan bare foeyes til."

SQLITE = [
    f"""CREATE TRIGGER hendelser_ingen_endring BEFORE UPDATE ON hendelser_hendelse
        BEGIN SELECT RAISE(ABORT, '{MELDING}'); END""",
    f"""CREATE TRIGGER hendelser_ingen_sletting BEFORE DELETE ON hendelser_hendelse
        BEGIN SELECT RAISE(ABORT, '{MELDING}'); END""",
]
POSTGRESQL = [
    f"""CREATE FUNCTION hendelser_avvis() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{MELDING}'; END $$""",
    """CREATE TRIGGER hendelser_bare_tilfoying BEFORE UPDATE OR DELETE ON hendelser_hendelse
        FOR EACH ROW EXECUTE FUNCTION hendelser_avvis()""",
]
SQLITE_TILBAKE = ["DROP TRIGGER hendelser_ingen_endring", "DROP TRIGGER hendelser_ingen_sletting"]
POSTGRESQL_TILBAKE = [
    "DROP TRIGGER hendelser_bare_tilfoying ON hendelser_hendelse",
    "DROP FUNCTION hendelser_avvis()",
]


def _kjor(schema_editor: Any, per_database: Mapping[str, list[str]]) -> None:
    for setning in per_database[schema_editor.connection.vendor]:
        schema_editor.execute(setning)


def lag(apps: Any, schema_editor: Any) -> None:
    _kjor(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def fjern(apps: Any, schema_editor: Any) -> None:
    _kjor(schema_editor, {"sqlite": SQLITE_TILBAKE, "postgresql": POSTGRESQL_TILBAKE})


class Migration(migrations.Migration):
    dependencies = [("hendelser", "0001_initial")]
    operations = [migrations.RunPython(lag, fjern)]

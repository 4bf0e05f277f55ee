"""Entries from before the chain are anchored as they stand; from here on the chain can only be added to (ADR 0012)."""


from importlib import import_module
from typing import Any

from django.db import migrations

from rodtraad.hendelser.kjede import START, innholdssum, kjedesum

bare_tilfoying = import_module("rodtraad.hendelser.migrations.0002_bare_tilfoying")
BOLK = 2000

SQLITE = [
    f"""CREATE TRIGGER kjeden_ingen_endring BEFORE UPDATE ON hendelser_kjedeledd
        BEGIN SELECT RAISE(ABORT, '{bare_tilfoying.MELDING}'); END""",
    f"""CREATE TRIGGER kjeden_ingen_sletting BEFORE DELETE ON hendelser_kjedeledd
        BEGIN SELECT RAISE(ABORT, '{bare_tilfoying.MELDING}'); END""",
]
POSTGRESQL = [
    """CREATE TRIGGER kjeden_bare_tilfoying BEFORE UPDATE OR DELETE ON hendelser_kjedeledd
        FOR EACH ROW EXECUTE FUNCTION hendelser_avvis()""",
    """CREATE TRIGGER kjeden_ingen_tomming BEFORE TRUNCATE ON hendelser_kjedeledd
        FOR EACH STATEMENT EXECUTE FUNCTION hendelser_avvis()""",
    """CREATE TRIGGER hendelser_ingen_tomming BEFORE TRUNCATE ON hendelser_hendelse
        FOR EACH STATEMENT EXECUTE FUNCTION hendelser_avvis()""",
]
SQLITE_TILBAKE = ["DROP TRIGGER kjeden_ingen_endring", "DROP TRIGGER kjeden_ingen_sletting"]
POSTGRESQL_TILBAKE = [
    "DROP TRIGGER kjeden_bare_tilfoying ON hendelser_kjedeledd",
    "DROP TRIGGER kjeden_ingen_tomming ON hendelser_kjedeledd",
    "DROP TRIGGER hendelser_ingen_tomming ON hendelser_hendelse",
]


def lag(apps: Any, schema_editor: Any) -> None:
    bare_tilfoying._kjor(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def fjern(apps: Any, schema_editor: Any) -> None:
    bare_tilfoying._kjor(schema_editor, {"sqlite": SQLITE_TILBAKE, "postgresql": POSTGRESQL_TILBAKE})


def forankre(apps: Any, schema_editor: Any) -> None:
    """Every entry there is becomes a link, in the order they were written."""
    hendelser, ledd = apps.get_model("hendelser", "Hendelse").objects, apps.get_model("hendelser", "Kjedeledd").objects
    kjede, bolk = START, list[Any]()
    for nummer, h in enumerate(hendelser.order_by("id").iterator(chunk_size=BOLK), start=1):
        innhold = innholdssum(
            tidspunkt=h.tidspunkt, av=h.av, handling=h.handling, gjelder=h.gjelder,
            verdi_for=h.verdi_for, verdi_etter=h.verdi_etter,
        )
        kjede = kjedesum(kjede, innhold)
        bolk.append(ledd.model(nummer=nummer, hendelse_id=h.pk, innhold=innhold, kjedesum=kjede))
        if len(bolk) == BOLK:
            ledd.bulk_create(bolk)
            bolk = []
    ledd.bulk_create(bolk)


class Migration(migrations.Migration):
    dependencies = [("hendelser", "0004_kjede")]
    operations = [
        migrations.RunPython(forankre, migrations.RunPython.noop),
        migrations.RunPython(lag, fjern),
    ]

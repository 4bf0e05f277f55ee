from typing import Any

from django.core.management import call_command
from django.db import migrations

TABELL = "rodtraad_cache"


def lag_tabell(apps: Any, schema_editor: Any) -> None:
    """The table of the shared cache: rate limits and lockout survive a restart and hold across processes."""
    call_command("createcachetable", TABELL, database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("tilgang", "0002_rolletildeling_stedfortredelse_alter_bruker_options_and_more")]
    operations = [
        migrations.RunPython(lag_tabell, lambda apps, schema_editor: schema_editor.execute(f"DROP TABLE {TABELL}"))
    ]

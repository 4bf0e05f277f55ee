"""Room for both names when a deputy acts; the triggers are laid anew, since SQLite rebuilds the table."""

from importlib import import_module

from django.db import migrations, models

bare_tilfoying = import_module("rodtraad.hendelser.migrations.0002_bare_tilfoying")


class Migration(migrations.Migration):
    dependencies = [("hendelser", "0002_bare_tilfoying")]
    operations = [
        migrations.RunPython(bare_tilfoying.fjern, bare_tilfoying.lag),
        migrations.AlterField("hendelse", "av", models.CharField(max_length=320)),
        migrations.RunPython(bare_tilfoying.lag, bare_tilfoying.fjern),
    ]

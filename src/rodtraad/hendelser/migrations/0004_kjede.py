"""The chain over the log, and indexes for its page (ADR 0012)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("hendelser", "0003_begge_navn")]

    operations = [
        migrations.CreateModel(
            name="Kjedeledd",
            fields=[
                ("nummer", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="nummer")),
                ("innhold", models.CharField(max_length=64, verbose_name="sum av hendelsen")),
                ("kjedesum", models.CharField(max_length=64, verbose_name="sum av kjeden hit")),
                (
                    "hendelse",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ledd", to="hendelser.hendelse"
                    ),
                ),
            ],
            options={"verbose_name": "kjedeledd", "verbose_name_plural": "kjedeledd", "ordering": ("nummer",)},
        ),
        migrations.AddIndex("hendelse", models.Index(fields=["tidspunkt", "id"], name="hendelser_tid")),
        migrations.AddIndex("hendelse", models.Index(fields=["av", "tidspunkt", "id"], name="hendelser_av_tid")),
        migrations.AddIndex(
            "hendelse", models.Index(fields=["handling", "tidspunkt", "id"], name="hendelser_handling_tid")
        ),
        migrations.AddIndex(
            "hendelse", models.Index(fields=["gjelder", "tidspunkt", "id"], name="hendelser_gjelder_tid")
        ),
    ]

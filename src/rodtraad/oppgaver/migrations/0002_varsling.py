"""Choices of notices per kind; webhooks per unit. A choice made before is one for every kind."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SLAG = ("ny_oppgave", "paaminnelse", "annet")


def _ett_valg_per_slag(apps: Any, schema_editor: Any) -> None:
    Varselvalg = apps.get_model("oppgaver", "Varselvalg")
    gamle = list(Varselvalg.objects.filter(slag=""))
    Varselvalg.objects.filter(slag="").delete()
    Varselvalg.objects.bulk_create(
        Varselvalg(bruker_id=valg.bruker_id, slag=slag, epost=valg.epost) for valg in gamle for slag in SLAG
    )


class Migration(migrations.Migration):

    dependencies = [
        ("oppgaver", "0001_oppgaver"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="webhook", name="enhet_nivaa",
            field=models.CharField(blank=True, default="", max_length=12, verbose_name="enhetens nivå"), preserve_default=False,
        ),
        migrations.AddField(
            model_name="webhook", name="enhet_kode",
            field=models.CharField(blank=True, default="", max_length=20, verbose_name="enhetens kode"), preserve_default=False,
        ),
        migrations.AddField(
            model_name="varselvalg", name="slag",
            field=models.CharField(default="", max_length=40, verbose_name="slag"), preserve_default=False,
        ),
        migrations.AlterField(
            model_name="varselvalg", name="bruker",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="varselvalg", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.RunPython(_ett_valg_per_slag, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="varselvalg",
            constraint=models.UniqueConstraint(
                fields=("bruker", "slag"), name="oppgaver_varselvalg_ett_per_slag",
                violation_error_message="Personen har alt valgt for dette slaget.",
            ),
        ),
        migrations.AddConstraint(
            model_name="varselvalg",
            constraint=models.CheckConstraint(
                condition=models.Q(("slag", "eskalering"), _negated=True), name="oppgaver_varselvalg_ikke_eskalering",
                violation_error_message="En eskalering kan ikke velges bort.",
            ),
        ),
        migrations.AlterField(
            model_name="sending", name="tilstand",
            field=models.CharField(
                choices=[("venter", "Venter"), ("sendt", "Sendt"), ("oppgitt", "Kom ikke fram")],
                default="venter", max_length=8, verbose_name="tilstand",
            ),
        ),
    ]

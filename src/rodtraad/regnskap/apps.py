from django.apps import AppConfig


class RegnskapConfig(AppConfig):
    """Regnskap."""

    name = "rodtraad.regnskap"
    label = "regnskap"
    verbose_name = "Regnskap"

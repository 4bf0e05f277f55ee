from django.apps import AppConfig


class RapportConfig(AppConfig):
    """Rapport."""

    name = "rodtraad.rapport"
    label = "rapport"
    verbose_name = "Rapport"

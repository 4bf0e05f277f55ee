from django.apps import AppConfig


class SakConfig(AppConfig):
    """Saker og vedtak."""

    name = "rodtraad.sak"
    label = "sak"
    verbose_name = "Saker og vedtak"

from django.apps import AppConfig


class KontoplanConfig(AppConfig):
    """Kontoplan."""

    name = "rodtraad.kontoplan"
    label = "kontoplan"
    verbose_name = "Kontoplan"

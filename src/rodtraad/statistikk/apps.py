from django.apps import AppConfig


class StatistikkConfig(AppConfig):
    """Statistikk."""

    name = "rodtraad.statistikk"
    label = "statistikk"
    verbose_name = "Statistikk"

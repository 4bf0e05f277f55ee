from django.apps import AppConfig


class HendelserConfig(AppConfig):
    """Hendelseslogg."""

    name = "rodtraad.hendelser"
    label = "hendelser"
    verbose_name = "Hendelseslogg"

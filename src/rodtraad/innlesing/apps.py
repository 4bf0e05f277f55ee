from django.apps import AppConfig


class InnlesingConfig(AppConfig):
    """Innlesing."""

    name = "rodtraad.innlesing"
    label = "innlesing"
    verbose_name = "Innlesing"

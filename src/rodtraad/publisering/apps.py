from django.apps import AppConfig


class PubliseringConfig(AppConfig):
    """Publisering."""

    name = "rodtraad.publisering"
    label = "publisering"
    verbose_name = "Publisering"

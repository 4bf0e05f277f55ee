from django.apps import AppConfig


class EnhetsrollerConfig(AppConfig):
    """Enhetsroller."""

    name = "rodtraad.enhetsroller"
    label = "enhetsroller"
    verbose_name = "Enhetsroller"

from django.apps import AppConfig


class SkallConfig(AppConfig):
    """Skall."""

    name = "rodtraad.skall"
    label = "skall"
    verbose_name = "Skall"

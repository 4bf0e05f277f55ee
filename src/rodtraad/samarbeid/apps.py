from django.apps import AppConfig


class SamarbeidConfig(AppConfig):
    """Samarbeid."""

    name = "rodtraad.samarbeid"
    label = "samarbeid"
    verbose_name = "Interkommunalt samarbeid"

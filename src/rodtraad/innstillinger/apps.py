from django.apps import AppConfig


class InnstillingerConfig(AppConfig):
    """Innstillinger."""

    name = "rodtraad.innstillinger"
    label = "innstillinger"
    verbose_name = "Innstillinger"

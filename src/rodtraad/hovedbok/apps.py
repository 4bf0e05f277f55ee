from django.apps import AppConfig


class HovedbokConfig(AppConfig):
    """Hovedbok."""

    name = "rodtraad.hovedbok"
    label = "hovedbok"
    verbose_name = "Hovedbok"

from django.apps import AppConfig


class LedelseConfig(AppConfig):
    """Ledelse."""

    name = "rodtraad.ledelse"
    label = "ledelse"
    verbose_name = "Ledelse"

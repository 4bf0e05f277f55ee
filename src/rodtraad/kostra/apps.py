from django.apps import AppConfig


class KostraConfig(AppConfig):
    """Kostra."""

    name = "rodtraad.kostra"
    label = "kostra"
    verbose_name = "KOSTRA"

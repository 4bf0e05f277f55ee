from django.apps import AppConfig


class TilgangConfig(AppConfig):
    """Tilgang."""

    name = "rodtraad.tilgang"
    label = "tilgang"
    verbose_name = "Tilgang"

from django.apps import AppConfig


class TilgangConfig(AppConfig):
    """Tilgang."""

    name = "rodtraad.tilgang"
    label = "tilgang"
    verbose_name = "Tilgang"

    def ready(self) -> None:
        """Every right becomes a rule that views may name."""
        from rodtraad.tilgang.regler import registrer_retter  # noqa: PLC0415 - models are ready only now

        registrer_retter()

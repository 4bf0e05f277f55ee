from django.apps import AppConfig


class TilgangConfig(AppConfig):
    """Tilgang."""

    name = "rodtraad.tilgang"
    label = "tilgang"
    verbose_name = "Tilgang"

    def ready(self) -> None:
        """Every right becomes a rule that views may name; the log listens to the login."""
        from rodtraad.tilgang import innlogging_logg  # noqa: F401, PLC0415 - models are ready only now
        from rodtraad.tilgang.innlogging_totrinn import krev_kjente_roller  # noqa: PLC0415
        from rodtraad.tilgang.regler import registrer_retter  # noqa: PLC0415

        registrer_retter()
        krev_kjente_roller()

from django.apps import AppConfig


class OppstillingConfig(AppConfig):
    """Oppstilling."""

    name = "rodtraad.oppstilling"
    label = "oppstilling"
    verbose_name = "Oppstilling"

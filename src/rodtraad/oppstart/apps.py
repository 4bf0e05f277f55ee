from django.apps import AppConfig


class OppstartConfig(AppConfig):
    """Oppstart."""

    name = "rodtraad.oppstart"
    label = "oppstart"
    verbose_name = "Oppstart"

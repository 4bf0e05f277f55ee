from django.apps import AppConfig


class OppgaverConfig(AppConfig):
    """Oppgaver."""

    name = "rodtraad.oppgaver"
    label = "oppgaver"
    verbose_name = "Oppgaver"

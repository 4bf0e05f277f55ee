from django.apps import AppConfig


class OrganisasjonConfig(AppConfig):
    """Organisasjon."""

    name = "rodtraad.organisasjon"
    label = "organisasjon"
    verbose_name = "Organisasjon"

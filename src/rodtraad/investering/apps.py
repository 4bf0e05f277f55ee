from django.apps import AppConfig


class InvesteringConfig(AppConfig):
    """Investering."""

    name = "rodtraad.investering"
    label = "investering"
    verbose_name = "Investering"

from django.apps import AppConfig


class BudsjettConfig(AppConfig):
    """Budsjett."""

    name = "rodtraad.budsjett"
    label = "budsjett"
    verbose_name = "Budsjett"

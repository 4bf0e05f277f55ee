from django.apps import AppConfig


class ApiConfig(AppConfig):
    """API."""

    name = "rodtraad.api"
    label = "api"
    verbose_name = "API"

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Web."""

    name = "rodtraad.web"
    label = "web"
    verbose_name = "Web"

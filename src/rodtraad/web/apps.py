from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WebConfig(AppConfig):
    """Web."""

    name = "rodtraad.web"
    label = "web"
    verbose_name = "Web"

    def ready(self) -> None:
        """Each room hangs up what it gives to the shell."""
        autodiscover_modules("skall")

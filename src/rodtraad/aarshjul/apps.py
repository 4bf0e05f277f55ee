from django.apps import AppConfig


class AarshjulConfig(AppConfig):
    """Årshjul."""

    name = "rodtraad.aarshjul"
    label = "aarshjul"
    verbose_name = "Årshjul"

from django.apps import AppConfig


class PersonalConfig(AppConfig):
    """Personal."""

    name = "rodtraad.personal"
    label = "personal"
    verbose_name = "Personal"

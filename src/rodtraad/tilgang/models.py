from django.contrib.auth.models import AbstractUser


class Bruker(AbstractUser):
    """A person who may log in. Own model from the first migration, so that it can grow."""

    class Meta:
        verbose_name = "bruker"
        verbose_name_plural = "brukere"

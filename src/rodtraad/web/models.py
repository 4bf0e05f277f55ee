"""What a person has chosen in the shell."""

from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint


class Snarvei(models.Model):
    """A place of the menu that a person keeps on the start page, in the person's own order."""

    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="snarveier")
    adresse = models.CharField("sted", max_length=100)
    plass = models.PositiveSmallIntegerField("plass")

    class Meta:
        verbose_name = "snarvei"
        verbose_name_plural = "snarveier"
        ordering = ("plass", "id")
        constraints = (
            UniqueConstraint(
                fields=["bruker", "adresse"],
                name="web_snarvei_en_gang",
                violation_error_message="Snarveien står der fra før.",
            ),
        )

    def __str__(self) -> str:
        return self.adresse

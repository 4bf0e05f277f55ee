"""The municipality's own names in the chart of accounts."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint


class Tjeneste(models.Model):
    """The municipality's own name of a KOSTRA function, at its place in print order."""

    innlesing = models.CharField("innlesing", max_length=64)
    gjelder = models.BooleanField("gjelder", default=True)
    funksjon = models.CharField("funksjon", max_length=3)
    navn = models.CharField("navn", max_length=200)
    rekkefolge = models.PositiveIntegerField("rekkefølge")
    gyldig_fra = models.DateField("gyldig fra")
    gyldig_til = models.DateField("gyldig til", null=True, blank=True)

    class Meta:
        verbose_name = "tjeneste"
        verbose_name_plural = "tjenester"
        ordering = ("rekkefolge", "funksjon")
        constraints = (
            UniqueConstraint(
                fields=["innlesing", "funksjon", "gyldig_fra"],
                name="kontoplan_tjeneste_en_gang_per_dato",
                violation_error_message="Funksjonen har allerede et navn fra denne datoen.",
            ),
            CheckConstraint(
                condition=Q(gyldig_til__isnull=True) | Q(gyldig_til__gte=F("gyldig_fra")),
                name="kontoplan_tjeneste_slutter_etter_start",
                violation_error_message="Navnet kan ikke utgå før det er tatt i bruk.",
            ),
            CheckConstraint(
                condition=Q(funksjon__regex=r"^[0-9]{3}$"),
                name="kontoplan_tjeneste_tre_sifre",
                violation_error_message="En funksjon skrives med tre sifre.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.funksjon} {self.navn}"

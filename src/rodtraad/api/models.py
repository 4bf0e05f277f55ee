"""Keys by which other systems act for a person."""

from django.db import models
from django.db.models import CheckConstraint, Q


class Nokkel(models.Model):
    """An API key of a person: what it may do of what the person may, until when. Only its hash is kept."""

    id = models.CharField("id", primary_key=True, max_length=12, editable=False)
    bruker = models.ForeignKey("tilgang.Bruker", models.CASCADE, related_name="api_nokler")
    navn = models.CharField("navn", max_length=80)
    sha256 = models.CharField("sha256 av hemmeligheten", max_length=64)
    retter = models.JSONField("hva nøkkelen kan brukes til", default=list)
    kan_skrive = models.BooleanField("kan endre", default=False)
    utloper = models.DateField("gyldig til og med")
    laget = models.DateTimeField("laget", auto_now_add=True)
    sist_brukt = models.DateTimeField("sist brukt", null=True, blank=True)
    trukket = models.DateTimeField("trukket tilbake", null=True, blank=True)

    class Meta:
        verbose_name = "API-nøkkel"
        verbose_name_plural = "API-nøkler"
        ordering = ("-laget",)
        constraints = (
            CheckConstraint(
                condition=~Q(navn=""),
                name="api_nokkel_har_navn",
                violation_error_message="Gi nøkkelen et navn som sier hva den brukes til.",
            ),
        )

    def __str__(self) -> str:
        return self.navn

"""A correction as stored. Nothing is deleted: a correction that no longer holds is withdrawn with a reason."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint


class Kostrakorrigering(models.Model):
    """A documented correction of one published KOSTRA value; the published one stays as it was read."""

    datasett = models.CharField("datasett", max_length=60)
    nokkel = models.CharField("nøkkel", max_length=400)
    navn = models.CharField("tall", max_length=300)
    kommune = models.CharField("kommune", max_length=100)
    aar = models.PositiveSmallIntegerField("år")
    original = models.DecimalField("publisert verdi", max_digits=20, decimal_places=4)
    korrigert = models.DecimalField("korrigert verdi", max_digits=20, decimal_places=4)
    begrunnelse = models.TextField("begrunnelse")
    offentlig = models.BooleanField("vises i rapport og offentlige tabeller", default=False)
    av = models.CharField("lagt på av", max_length=320)
    tidspunkt = models.DateTimeField("lagt på", auto_now_add=True)
    trukket = models.DateTimeField("trukket", null=True, blank=True)
    trukket_av = models.CharField("trukket av", max_length=320, blank=True)
    trukket_grunn = models.CharField("hvorfor trukket", max_length=500, blank=True)
    versjon = models.PositiveIntegerField("versjon", default=1)

    class Meta:
        verbose_name = "korrigering av KOSTRA-tall"
        verbose_name_plural = "korrigeringer av KOSTRA-tall"
        ordering = ("-aar", "datasett", "nokkel", "id")
        constraints = (
            UniqueConstraint(
                fields=["datasett", "nokkel", "kommune", "aar"],
                condition=Q(trukket__isnull=True),
                name="statistikk_kostrakorrigering_en_som_gjelder",
                violation_error_message="Tallet har alt en korrigering. Trekk den først.",
            ),
            CheckConstraint(
                condition=~Q(begrunnelse=""),
                name="statistikk_kostrakorrigering_har_begrunnelse",
                violation_error_message="Skriv hvorfor tallet korrigeres.",
            ),
            CheckConstraint(
                condition=~Q(original=F("korrigert")),
                name="statistikk_kostrakorrigering_er_en_annen_verdi",
                violation_error_message="Den korrigerte verdien er den samme som den publiserte.",
            ),
            CheckConstraint(
                condition=Q(trukket__isnull=True) | ~Q(trukket_grunn=""),
                name="statistikk_kostrakorrigering_trukket_har_grunn",
                violation_error_message="Skriv hvorfor korrigeringen trekkes.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.navn} {self.aar}"

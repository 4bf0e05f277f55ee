"""Council cases and assignments."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class Oppdragsstatus(models.TextChoices):
    """How an assignment stands: one list of values (VED-02)."""

    IKKE_STARTET = "Ikke startet", "Ikke startet"
    STARTET = "Startet", "Startet"
    I_ARBEID = "I arbeid", "I arbeid"
    IHT_PLAN = "Iht. plan", "Iht. plan"
    AVVIK = "Avvik", "Avvik"
    FERDIG = "Ferdig", "Ferdig"


class Sak(models.Model):
    """A case dealt with by a body of the council."""

    innlesing = models.CharField("innlesing", max_length=64)
    gjelder = models.BooleanField("gjelder", default=True)
    aar = models.PositiveSmallIntegerField("år")
    organ = models.CharField("organ", max_length=100)
    rekkefolge = models.PositiveIntegerField("rekkefølge")
    saksnr = models.CharField("saksnummer", max_length=20)
    nr = models.PositiveIntegerField("løpenummer")
    tittel = models.CharField("tittel", max_length=500)
    lenke = models.URLField("lenke", blank=True)

    class Meta:
        verbose_name = "sak"
        verbose_name_plural = "saker"
        ordering = ("aar", "organ", "rekkefolge")
        constraints = (
            UniqueConstraint(
                fields=["innlesing", "aar", "organ", "saksnr"],
                name="sak_sak_ett_saksnummer",
                violation_error_message="Saksnummeret er brukt to ganger i samme organ og år.",
            ),
            CheckConstraint(
                condition=Q(nr__gte=1),
                name="sak_sak_lopenummer_fra_en",
                violation_error_message="Løpenummeret i et saksnummer begynner på 1.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.saksnr} {self.tittel}"


class Oppdrag(models.Model):
    """An assignment the council has given, with its status as reported."""

    innlesing = models.CharField("innlesing", max_length=64)
    gjelder = models.BooleanField("gjelder", default=True)
    aar = models.PositiveSmallIntegerField("år")
    rekkefolge = models.PositiveIntegerField("rekkefølge")
    nr = models.PositiveIntegerField("nummer", null=True, blank=True)
    type = models.CharField("type", max_length=50)
    tittel = models.CharField("tittel", max_length=300)
    status = models.CharField("status", max_length=20, choices=Oppdragsstatus.choices)
    beskrivelse = models.TextField("beskrivelse", blank=True)
    statusbeskrivelse = models.TextField("beskrivelse av status", blank=True)
    konstruert = models.BooleanField("konstruert", default=False)

    class Meta:
        verbose_name = "oppdrag"
        verbose_name_plural = "oppdrag"
        ordering = ("aar", "rekkefolge")
        constraints = (
            UniqueConstraint(
                fields=["innlesing", "aar", "type", "nr"],
                name="sak_oppdrag_ett_nummer",
                violation_error_message="Oppdragsnummeret er brukt to ganger samme år.",
            ),
            CheckConstraint(
                condition=Q(status__in=Oppdragsstatus.values),
                name="sak_oppdrag_kjent_status",
                violation_error_message="Statusen finnes ikke i listen.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.nr or ''} {self.tittel}".strip()

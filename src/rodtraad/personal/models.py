"""What is known of the employees, per unit and never per person."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class Sykefravaer(models.Model):
    """Sickness absence of a unit in a year, in percent of possible working days."""

    innlesing = models.ForeignKey("innlesing.Innlesing", on_delete=models.PROTECT, related_name="+")
    rekkefolge = models.PositiveIntegerField("rekkefølge")
    nivaa = models.CharField("nivå", max_length=12)
    rammeomraade = models.CharField("rammeområde", max_length=100)
    enhet_kode = models.CharField("enhetens kode", max_length=20, blank=True)
    enhet = models.CharField("enhet", max_length=200)
    aar = models.PositiveSmallIntegerField("år")
    korttid = models.DecimalField("korttid, prosent", max_digits=6, decimal_places=3)
    langtid = models.DecimalField("langtid, prosent", max_digits=6, decimal_places=3)
    samlet = models.DecimalField("samlet, prosent", max_digits=6, decimal_places=3)
    mulige_dagsverk = models.DecimalField(
        "mulige dagsverk", max_digits=12, decimal_places=2, null=True, blank=True
    )
    maal = models.DecimalField("måltall, prosent", max_digits=6, decimal_places=3, null=True, blank=True)

    class Meta:
        verbose_name = "sykefravær"
        verbose_name_plural = "sykefravær"
        ordering = ("rekkefolge",)
        constraints = (
            UniqueConstraint(
                fields=["innlesing", "nivaa", "rammeomraade", "enhet", "aar"],
                name="personal_sykefravaer_en_gang_per_aar",
                violation_error_message="Enheten har to tall for samme år.",
            ),
            CheckConstraint(
                condition=Q(korttid__gte=0, langtid__gte=0, samlet__gte=0, samlet__lte=100),
                name="personal_sykefravaer_mellom_0_og_100",
                violation_error_message="Sykefraværet må være mellom 0 og 100 prosent.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.enhet} {self.aar}: {self.samlet} %"


class Bemanning(models.Model):
    """Headcount of a unit on a day: årsverk in hundredths, and persons."""

    innlesing = models.ForeignKey("innlesing.Innlesing", on_delete=models.PROTECT, related_name="+")
    enhet_nivaa = models.CharField("enhetens nivå", max_length=12)
    enhet_kode = models.CharField("enhetens kode", max_length=20)
    dato = models.DateField("dato")
    aarsverk = models.PositiveIntegerField("årsverk i hundredeler")
    personer = models.PositiveIntegerField("personer")
    merknad = models.CharField("merknad", max_length=300, blank=True)

    class Meta:
        verbose_name = "bemanning"
        verbose_name_plural = "bemanning"
        ordering = ("enhet_nivaa", "enhet_kode", "dato")
        constraints = (
            UniqueConstraint(
                fields=["innlesing", "enhet_nivaa", "enhet_kode", "dato"],
                name="personal_bemanning_en_gang_per_dato",
                violation_error_message="Enheten har to tall for samme dato.",
            ),
        )
        indexes = (
            models.Index(fields=["enhet_nivaa", "enhet_kode", "dato"], name="personal_bemanning_enhet"),
        )

    def __str__(self) -> str:
        return f"{self.enhet_kode} {self.dato:%d.%m.%Y}: {self.personer} personer"

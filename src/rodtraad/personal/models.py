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


class Lonnsmaaned(models.Model):
    """What payroll counts for a unit in a month; nothing is stored for a group of fewer than five persons."""

    innlesing = models.ForeignKey("innlesing.Innlesing", on_delete=models.PROTECT, related_name="+")
    aar = models.PositiveSmallIntegerField("år")
    maaned = models.PositiveSmallIntegerField("måned")
    enhet_nivaa = models.CharField("enhetens nivå", max_length=12)
    enhet_kode = models.CharField("enhetens kode", max_length=20, blank=True)
    stilling = models.CharField("stilling", max_length=6, default="alle")
    skjult = models.BooleanField("skjult", default=False)
    personer = models.PositiveIntegerField("personer", null=True)
    aarsverk = models.IntegerField("årsverk i hundredeler", null=True)
    overtid_timer = models.IntegerField("overtid, hundredels timer", null=True)
    overtid_ore = models.BigIntegerField("overtid, øre", null=True)
    mulige_dagsverk = models.IntegerField("mulige dagsverk i hundredeler", null=True)
    egenmeldt = models.IntegerField("egenmeldt, hundredels dagsverk", null=True)
    legemeldt_korttid = models.IntegerField("legemeldt korttid, hundredels dagsverk", null=True)
    legemeldt_langtid = models.IntegerField("legemeldt langtid, hundredels dagsverk", null=True)

    class Meta:
        verbose_name = "lønnsmåned"
        verbose_name_plural = "lønnsmåneder"
        ordering = ("aar", "maaned", "enhet_nivaa", "enhet_kode", "stilling")
        constraints = (
            UniqueConstraint(
                fields=["innlesing", "aar", "maaned", "enhet_nivaa", "enhet_kode", "stilling"],
                name="personal_lonnsmaaned_en_gang",
                violation_error_message="Enheten har to tall for samme måned.",
            ),
            CheckConstraint(
                condition=Q(maaned__gte=1, maaned__lte=12), name="personal_lonnsmaaned_1_til_12",
                violation_error_message="Måneden må være fra 1 til 12.",
            ),
            # Held by the database, so that no way in can store figures of a few.
            CheckConstraint(
                condition=Q(
                    skjult=True, personer__isnull=True, aarsverk__isnull=True, overtid_timer__isnull=True,
                    overtid_ore__isnull=True, mulige_dagsverk__isnull=True, egenmeldt__isnull=True,
                    legemeldt_korttid__isnull=True, legemeldt_langtid__isnull=True,
                )
                | Q(skjult=False, personer=0)
                | Q(skjult=False, personer__gte=5),
                name="personal_lonnsmaaned_ingen_smaa_grupper",
                violation_error_message="Tall for færre enn fem personer lagres ikke.",
            ),
        )  # fmt: skip
        indexes = (
            models.Index(fields=["aar", "enhet_nivaa", "enhet_kode"], name="personal_lonnsmaaned_enhet"),
        )

    def __str__(self) -> str:
        return f"{self.enhet_kode} {self.maaned:02d}.{self.aar} {self.stilling}"

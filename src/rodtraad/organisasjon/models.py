"""The municipality and its organisation, with validity in time."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint


class Nivaa(models.TextChoices):
    """The levels of the tree, from the council's bevilgning down to the cost centre."""

    RAMMEOMRADE = "rammeomrade", "rammeområde"
    VIRKSOMHET = "virksomhet", "virksomhet"
    ANSVAR = "ansvar", "ansvar"


class Kommunen(models.Model):
    """The municipality of this installation: one row (ADR 0001)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    nummer = models.CharField("kommunenummer", max_length=4)
    navn = models.CharField("navn", max_length=100)

    class Meta:
        verbose_name = "kommunen"
        verbose_name_plural = "kommunen"
        constraints = (
            CheckConstraint(
                condition=Q(id=1),
                name="organisasjon_bare_en_kommune",
                violation_error_message="En installasjon gjelder én kommune.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.nummer} {self.navn}"


class Enhet(models.Model):
    """One version of a unit, as registered by one import and valid from a day to a day."""

    innlesing = models.CharField("innlesing", max_length=64)
    gjelder = models.BooleanField("gjelder", default=True)
    kode = models.CharField("kode", max_length=20)
    navn = models.CharField("navn", max_length=200)
    nivaa = models.CharField("nivå", max_length=12, choices=Nivaa.choices)
    overordnet = models.CharField("overordnet i rapporteringen", max_length=20, blank=True)
    linje_overordnet = models.CharField("overordnet i linjen", max_length=20, blank=True)
    gyldig_fra = models.DateField("gyldig fra")
    gyldig_til = models.DateField("gyldig til", null=True, blank=True)
    etterfolger = models.CharField("etterfølger", max_length=20, blank=True)
    rekkefolge = models.PositiveIntegerField("rekkefølge", default=0)
    vis_kode = models.BooleanField("vis koden", default=True)
    har_tabeller = models.BooleanField("har egne tabeller", default=True)
    konstruert = models.BooleanField("konstruert", default=False)

    class Meta:
        verbose_name = "enhet"
        verbose_name_plural = "enheter"
        ordering = ("rekkefolge", "kode", "gyldig_fra")
        constraints = (
            UniqueConstraint(
                fields=["innlesing", "nivaa", "kode", "gyldig_fra"],
                name="organisasjon_enhet_en_gang_per_dato",
                violation_error_message="Enheten er registrert to ganger fra samme dato.",
            ),
            CheckConstraint(
                condition=Q(gyldig_til__isnull=True) | Q(gyldig_til__gte=F("gyldig_fra")),
                name="organisasjon_enhet_slutter_etter_start",
                violation_error_message="Enheten kan ikke utgå før den er opprettet.",
            ),
            CheckConstraint(
                condition=Q(nivaa__in=Nivaa.values),
                name="organisasjon_enhet_kjent_nivaa",
                violation_error_message="Nivået må være rammeomrade, virksomhet eller ansvar.",
            ),
            CheckConstraint(
                condition=~Q(kode=""),
                name="organisasjon_enhet_har_kode",
                violation_error_message="Enheten må ha en kode.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kode} {self.navn}"

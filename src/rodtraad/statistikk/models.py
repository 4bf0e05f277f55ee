"""Statistics from others and key figures of our own, as datasets of plain records."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from rodtraad.statistikk.korrigering_models import Kostrakorrigering  # noqa: F401 - a model of the room
from rodtraad.statistikk.ssb_models import (  # noqa: F401 - models of the room
    Klassendring,
    Klasskode,
    Ssbendring,
    Ssbforsok,
    Ssbhenting,
    Ssbtabell,
)


class Datasett(models.Model):
    """A dataset as it came in with one import: what it is, whose it is, and which years it covers."""

    innlesing = models.ForeignKey("innlesing.Innlesing", on_delete=models.PROTECT, related_name="+")
    navn = models.CharField("navn", max_length=60)
    tittel = models.CharField("tittel", max_length=200)
    kilde = models.CharField("kilde", max_length=200)
    lisens = models.CharField("lisens", max_length=60)
    kolonner = models.JSONField("kolonner")
    dataaar_fra = models.PositiveSmallIntegerField("første dataår", null=True, blank=True)
    dataaar_til = models.PositiveSmallIntegerField("siste dataår", null=True, blank=True)
    publisert = models.DateField("publisert av eieren", null=True, blank=True)
    merknader = models.JSONField("merknader som må vises", default=list, blank=True)

    class Meta:
        verbose_name = "datasett"
        verbose_name_plural = "datasett"
        ordering = ("navn",)
        constraints = (
            UniqueConstraint(
                fields=["innlesing", "navn"],
                name="statistikk_datasett_en_gang",
                violation_error_message="Datasettet finnes allerede i denne innlesingen.",
            ),
            CheckConstraint(
                condition=Q(dataaar_fra__isnull=True) | Q(dataaar_fra__lte=F("dataaar_til")),
                name="statistikk_datasett_aar_i_rekkefolge",
                violation_error_message="Det første dataåret kan ikke være etter det siste.",
            ),
        )

    def __str__(self) -> str:
        return self.navn


class Datapunkt(models.Model):
    """One record of a dataset: `verdier` in the order of the dataset's `kolonner` (see verdier.py)."""

    datasett = models.ForeignKey(Datasett, on_delete=models.PROTECT, related_name="punkter")
    rekkefolge = models.PositiveIntegerField("rekkefølge")
    verdier = models.JSONField("verdier")

    class Meta:
        verbose_name = "datapunkt"
        verbose_name_plural = "datapunkter"
        ordering = ("datasett", "rekkefolge")
        constraints = (
            UniqueConstraint(
                fields=["datasett", "rekkefolge"],
                name="statistikk_datapunkt_en_per_plass",
                violation_error_message="To rader har samme plass i datasettet.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.datasett} {self.rekkefolge}"


class Sammenligningskommune(models.Model):
    """A municipality or group the municipality compares itself with, chosen once (KOSTRA-08)."""

    innlesing = models.ForeignKey("innlesing.Innlesing", on_delete=models.PROTECT, related_name="+")
    rekkefolge = models.PositiveIntegerField("rekkefølge")
    navn = models.CharField("navn", max_length=100)
    slag = models.CharField("slag", max_length=10, choices=[("kommune", "kommune"), ("gruppe", "gruppe")])
    kommunenummer = models.CharField("kommunenummer", max_length=4, blank=True)

    class Meta:
        verbose_name = "sammenligningskommune"
        verbose_name_plural = "sammenligningskommuner"
        ordering = ("rekkefolge",)
        constraints = (
            UniqueConstraint(
                fields=["innlesing", "navn"],
                name="statistikk_sammenligning_en_gang",
                violation_error_message="Kommunen er valgt to ganger.",
            ),
            CheckConstraint(
                condition=Q(slag__in=["kommune", "gruppe"]),
                name="statistikk_sammenligning_kjent_slag",
                violation_error_message="Velg kommune eller gruppe.",
            ),
        )

    def __str__(self) -> str:
        return self.navn

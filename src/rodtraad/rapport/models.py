"""Frozen reports: the half-yearly status of political decisions, and one page on the economy before a meeting."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class Halvaar(models.TextChoices):
    """The two runs of a year (HJUL-14)."""

    VAAR = "vaar", "vår"
    HOST = "host", "høst"


class Vedtaksrapport(models.Model):
    """Status of the council's decisions for a half-year: prepared, then published and never changed (HJUL-14)."""

    aar = models.PositiveSmallIntegerField("år")
    halvaar = models.CharField("halvår", max_length=4, choices=Halvaar.choices)
    versjon = models.PositiveSmallIntegerField("versjon", default=1)
    innledning = models.TextField("innledning", blank=True)
    grunn = models.CharField("grunn til ny versjon", max_length=300, blank=True)
    rettet = models.PositiveIntegerField("lagret ganger", default=1)
    laget_av = models.CharField("laget av", max_length=320)
    laget = models.DateTimeField("laget", auto_now_add=True)
    innhold = models.JSONField("frosset innhold", null=True, blank=True)
    sha256 = models.CharField("sum av innholdet", max_length=64, blank=True)
    publisert = models.DateTimeField("publisert", null=True, blank=True)
    publisert_av = models.CharField("publisert av", max_length=320, blank=True)

    class Meta:
        verbose_name = "vedtaksrapport"
        verbose_name_plural = "vedtaksrapporter"
        ordering = ("-aar", "halvaar", "-versjon")
        constraints = (
            UniqueConstraint(
                fields=["aar", "halvaar", "versjon"],
                name="rapport_vedtaksrapport_en_versjon",
                violation_error_message="Denne versjonen av rapporten finnes alt.",
            ),
            UniqueConstraint(
                fields=["aar", "halvaar"],
                condition=Q(publisert__isnull=True),
                name="rapport_vedtaksrapport_ett_utkast",
                violation_error_message="Det finnes alt et utkast for halvåret.",
            ),
            CheckConstraint(
                condition=Q(publisert__isnull=True)
                | (Q(innhold__isnull=False) & ~Q(sha256="") & ~Q(publisert_av="")),
                name="rapport_vedtaksrapport_publisert_er_frosset",
                violation_error_message="En publisert rapport har frosset innhold med sum.",
            ),
            CheckConstraint(
                condition=Q(versjon=1) | ~Q(grunn=""),
                name="rapport_vedtaksrapport_ny_versjon_har_grunn",
                violation_error_message="Skriv hvorfor rapporten får en ny versjon.",
            ),
        )

    def __str__(self) -> str:
        return f"Status for politiske vedtak, {Halvaar(self.halvaar).label} {self.aar}"


class Okonomistatus(models.Model):
    """One page on the economy before a meeting, frozen when it was made (HJUL-15)."""

    mote_id = models.PositiveBigIntegerField("møte", null=True, blank=True)
    """The meeting in the register of bodies; None when made for a chosen day."""
    organ = models.CharField("organ", max_length=100)
    dato = models.DateField("møtedag")
    versjon = models.PositiveSmallIntegerField("versjon", default=1)
    grunn = models.CharField("grunn til ny versjon", max_length=300, blank=True)
    innhold = models.JSONField("frosset innhold")
    sha256 = models.CharField("sum av innholdet", max_length=64)
    laget_av = models.CharField("laget av", max_length=320)
    laget = models.DateTimeField("laget", auto_now_add=True)

    class Meta:
        verbose_name = "økonomistatus"
        verbose_name_plural = "økonomistatuser"
        ordering = ("-dato", "organ", "-versjon")
        constraints = (
            UniqueConstraint(
                fields=["organ", "dato", "versjon"],
                name="rapport_okonomistatus_en_versjon",
                violation_error_message="Denne versjonen av økonomistatusen finnes alt.",
            ),
            CheckConstraint(
                condition=Q(versjon=1) | ~Q(grunn=""),
                name="rapport_okonomistatus_ny_versjon_har_grunn",
                violation_error_message="Skriv hvorfor økonomistatusen lages på nytt.",
            ),
        )

    def __str__(self) -> str:
        return f"Økonomistatus, {self.organ} {self.dato:%d.%m.%Y}"

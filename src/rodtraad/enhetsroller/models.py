"""Persons who are contacts of units."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from rodtraad.enhetsroller.kontaktroller import kontaktroller


class Enhetskontakt(models.Model):
    """A person is the contact of a unit in one matter, from a day on; a blank unit is the whole municipality."""

    rolle = models.CharField("kontaktrolle", max_length=40)
    enhet_nivaa = models.CharField("enhetens nivå", max_length=12, blank=True)
    enhet_kode = models.CharField("enhetens kode", max_length=20, blank=True)
    bruker = models.ForeignKey("tilgang.Bruker", models.CASCADE, related_name="+")
    fra = models.DateField("fra og med")
    til = models.DateField("til og med", null=True, blank=True)

    class Meta:
        verbose_name = "enhetskontakt"
        verbose_name_plural = "enhetskontakter"
        ordering = ("enhet_nivaa", "enhet_kode", "rolle", "fra")
        constraints = (
            UniqueConstraint(
                fields=["rolle", "enhet_nivaa", "enhet_kode", "bruker", "fra"],
                name="enhetsroller_kontakt_en_gang",
                violation_error_message="Personen er alt kontakt for enheten fra samme dag.",
            ),
            CheckConstraint(
                condition=Q(til__isnull=True) | Q(til__gte=F("fra")),
                name="enhetsroller_kontakt_slutter_etter_start",
                violation_error_message="Kontakten kan ikke slutte før den begynner.",
            ),
            CheckConstraint(
                condition=Q(enhet_nivaa="", enhet_kode="") | (~Q(enhet_nivaa="") & ~Q(enhet_kode="")),
                name="enhetsroller_kontakt_hel_enhet",
                violation_error_message="Oppgi både nivå og kode for enheten, eller ingen av dem.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rollenavn} {self.enhet_kode}".strip()

    @property
    def rollenavn(self) -> str:
        """The role in words; its id when the role no longer exists."""
        kjent = kontaktroller().get(self.rolle)
        return kjent.navn if kjent else self.rolle

    @property
    def enhet(self) -> tuple[str, str]:
        """Level and code."""
        return (self.enhet_nivaa, self.enhet_kode)

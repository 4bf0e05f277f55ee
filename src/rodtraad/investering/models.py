"""Investment projects, their phases, and their status over time."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

INNLESING = "innlesing.Innlesing"


class Statusverdi(models.TextChoices):
    """How a project stands (INV-03)."""

    IKKE_VURDERT = "Ikke vurdert", "Ikke vurdert"
    IHT_PLAN = "Iht. plan", "Iht. plan"
    FORSINKET = "Forsinket", "Forsinket"
    FERDIG = "Ferdig", "Ferdig"


class Fase(models.Model):
    """A phase a project may be in; the municipality's own list (INV-02)."""

    innlesing = models.ForeignKey(INNLESING, on_delete=models.PROTECT, related_name="+")
    kode = models.CharField("kode", max_length=10)
    navn = models.CharField("navn", max_length=100)
    rekkefolge = models.PositiveIntegerField("rekkefølge")

    class Meta:
        verbose_name = "fase"
        verbose_name_plural = "faser"
        ordering = ("rekkefolge",)
        constraints = (
            UniqueConstraint(
                fields=["innlesing", "kode"],
                name="investering_fase_en_gang",
                violation_error_message="Fasen er registrert to ganger.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kode} {self.navn}"


class Prosjekt(models.Model):
    """An investment project and its places in § 5-5 second paragraph and in the status table."""

    innlesing = models.ForeignKey(INNLESING, on_delete=models.PROTECT, related_name="+")
    kode = models.CharField("kode", max_length=20)
    navn = models.CharField("navn", max_length=200)
    rammeomraade = models.CharField("rammeområde", max_length=20, blank=True)
    del_i_oversikten = models.CharField("del i § 5-5 andre ledd", max_length=1, blank=True)
    rekkefolge = models.PositiveIntegerField("rekkefølge i § 5-5 andre ledd")
    status_rekkefolge = models.PositiveIntegerField("rekkefølge i statustabellen", null=True, blank=True)
    er_ovrig = models.BooleanField("inngår i «Sum øvrige prosjekter»", default=False)

    class Meta:
        verbose_name = "prosjekt"
        verbose_name_plural = "prosjekter"
        ordering = ("rekkefolge",)
        constraints = (
            UniqueConstraint(
                fields=["innlesing", "kode"],
                name="investering_prosjekt_en_gang",
                violation_error_message="Prosjektkoden er brukt to ganger.",
            ),
            CheckConstraint(
                condition=Q(del_i_oversikten__in=["", "1", "2", "3", "4"]),
                name="investering_prosjekt_del_1_til_4",
                violation_error_message="Delen må være 1, 2, 3 eller 4, eller stå tom.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kode} {self.navn}"


class Prosjektstatus(models.Model):
    """The status and phase of a project from a day on; a change is a new row (INV-02)."""

    innlesing = models.ForeignKey(INNLESING, on_delete=models.PROTECT, related_name="+")
    prosjekt = models.CharField("prosjekt", max_length=20)
    dato = models.DateField("dato")
    status = models.CharField("status", max_length=20, choices=Statusverdi.choices)
    fase_kode = models.CharField("fase", max_length=10, blank=True)

    class Meta:
        verbose_name = "prosjektstatus"
        verbose_name_plural = "prosjektstatuser"
        ordering = ("prosjekt", "dato")
        constraints = (
            UniqueConstraint(
                fields=["innlesing", "prosjekt", "dato"],
                name="investering_status_en_per_dag",
                violation_error_message="Prosjektet har to statuser samme dag.",
            ),
            CheckConstraint(
                condition=Q(status__in=Statusverdi.values),
                name="investering_status_kjent",
                violation_error_message="Statusen finnes ikke i listen.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.prosjekt} {self.dato} {self.status}"

"""Services shared with other municipalities, and the keys their cost is shared by."""

from decimal import Decimal

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from rodtraad.kjerne.tallformat import vis_prosent

HELE = 10_000
"""A whole in hundredths of a percent."""


class Nokkelstatus(models.TextChoices):
    """Whether a key counts."""

    FORESLAATT = "foreslatt", "foreslått"
    VEDTATT = "vedtatt", "vedtatt"
    FORKASTET = "forkastet", "forkastet"


class Fellestjeneste(models.Model):
    """A service one municipality runs for several, with the virksomhet that carries its cost here."""

    navn = models.CharField("navn", max_length=150, unique=True)
    enhet_kode = models.CharField("virksomhetens kode", max_length=20)
    vertskommune = models.CharField("vertskommune", max_length=60)
    avtale_nummer = models.CharField("avtalens nummer", max_length=60)
    avtale_fra = models.DateField("avtalen gjelder fra")
    avtale_til = models.DateField("avtalen gjelder til", null=True, blank=True)
    avtale_lenke = models.URLField("lenke til avtalen", blank=True)
    merknad = models.CharField("merknad", max_length=300, blank=True)
    konstruert = models.BooleanField("konstruert", default=False)

    class Meta:
        verbose_name = "fellestjeneste"
        verbose_name_plural = "fellestjenester"
        ordering = ("navn",)
        constraints = (
            CheckConstraint(
                condition=Q(avtale_til__isnull=True) | Q(avtale_til__gte=F("avtale_fra")),
                name="samarbeid_avtale_slutter_etter_start",
                violation_error_message="Avtalen kan ikke slutte før den begynner.",
            ),
        )

    def __str__(self) -> str:
        return self.navn

    @property
    def enhet(self) -> tuple[str, str]:
        """The unit that carries the cost."""
        return ("virksomhet", self.enhet_kode)


class Partnerkommune(models.Model):
    """A municipality that takes part in a shared service beside the host."""

    tjeneste = models.ForeignKey("samarbeid.Fellestjeneste", models.CASCADE, related_name="partnere")
    navn = models.CharField("kommune", max_length=60)

    class Meta:
        verbose_name = "partnerkommune"
        verbose_name_plural = "partnerkommuner"
        ordering = ("id",)
        constraints = (
            UniqueConstraint(
                fields=["tjeneste", "navn"],
                name="samarbeid_partner_en_gang",
                violation_error_message="Kommunen er alt med i samarbeidet.",
            ),
        )

    def __str__(self) -> str:
        return self.navn


class Fordelingsnokkel(models.Model):
    """How the cost is shared from a year on."""

    tjeneste = models.ForeignKey("samarbeid.Fellestjeneste", models.CASCADE, related_name="nokler")
    fra_aar = models.PositiveSmallIntegerField("gjelder fra år")
    status = models.CharField(
        "status", max_length=12, choices=Nokkelstatus.choices, default=Nokkelstatus.FORESLAATT
    )
    begrunnelse = models.CharField("begrunnelse", max_length=300)
    foreslaatt_av = models.CharField("foreslått av", max_length=320)
    avgjort_av = models.CharField("avgjort av", max_length=320, blank=True)

    class Meta:
        verbose_name = "fordelingsnøkkel"
        verbose_name_plural = "fordelingsnøkler"
        ordering = ("-fra_aar", "-id")
        constraints = (
            CheckConstraint(
                condition=Q(status__in=Nokkelstatus.values),
                name="samarbeid_nokkel_kjent_status",
                violation_error_message="Statusen finnes ikke i listen.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.tjeneste} fra {self.fra_aar}"


class Fordelingsandel(models.Model):
    """A municipality's share in a key, in hundredths of a percent."""

    nokkel = models.ForeignKey("samarbeid.Fordelingsnokkel", models.CASCADE, related_name="andeler")
    kommune = models.CharField("kommune", max_length=60)
    andel = models.PositiveSmallIntegerField("andel i hundredels prosent")

    class Meta:
        verbose_name = "fordelingsandel"
        verbose_name_plural = "fordelingsandeler"
        ordering = ("id",)
        constraints = (
            UniqueConstraint(
                fields=["nokkel", "kommune"],
                name="samarbeid_andel_en_per_kommune",
                violation_error_message="Kommunen har to andeler i samme nøkkel.",
            ),
            CheckConstraint(
                condition=Q(andel__lte=HELE),
                name="samarbeid_andel_hoyst_100_prosent",
                violation_error_message="En andel kan ikke være over 100 prosent.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kommune} {self.prosent}"

    @property
    def prosent(self) -> str:
        """The share in words."""
        return vis_prosent(Decimal(self.andel) / 100, 2)

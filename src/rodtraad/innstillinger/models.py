"""What the municipality has decided: one row, and the picture beside it."""

from django.db import models
from django.db.models import CheckConstraint, Q


class Innstilling(models.Model):
    """The municipality's own choices; one row. `versjon` grows with every change."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    versjon = models.PositiveIntegerField("versjon", default=0)
    aksent = models.CharField("farge", max_length=7, blank=True)
    superbruker = models.CharField("superbruker", max_length=100, blank=True)
    hjelp_epost = models.EmailField("e-post for hjelp", blank=True)
    hjelp_telefon = models.CharField("telefon for hjelp", max_length=30, blank=True)
    hjelpetekst = models.TextField("tekst om hjelp", max_length=1000, blank=True)
    kontakt = models.CharField("kontakt for innbyggere", max_length=200, blank=True)
    totrinn_roller = models.JSONField("roller som må ha totrinn", default=list, blank=True)

    class Meta:
        verbose_name = "innstillinger"
        verbose_name_plural = "innstillinger"
        constraints = (
            CheckConstraint(
                condition=Q(id=1),
                name="innstillinger_bare_en_rad",
                violation_error_message="En installasjon har ett sett innstillinger.",
            ),
        )

    def __str__(self) -> str:
        return f"innstillinger versjon {self.versjon}"


class Kommunevaapen(models.Model):
    """The coat of arms as we drew it anew from the file; one row, or none."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    png = models.BinaryField("bildet")
    sha256 = models.CharField("sum", max_length=64)
    bredde = models.PositiveIntegerField("bredde")
    hoyde = models.PositiveIntegerField("høyde")

    class Meta:
        verbose_name = "kommunevåpen"
        verbose_name_plural = "kommunevåpen"
        constraints = (
            CheckConstraint(
                condition=Q(id=1),
                name="innstillinger_bare_ett_vaapen",
                violation_error_message="En kommune har ett våpen.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.bredde} × {self.hoyde}"

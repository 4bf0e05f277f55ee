from django.db import models


class Utgave(models.Model):
    """A frozen edition of a report; its id is the sha256 of its manifest. Nothing in it changes afterwards."""

    id = models.CharField(primary_key=True, max_length=64, editable=False)
    rapport = models.CharField(max_length=80)
    tittel = models.CharField(max_length=200)
    aar = models.PositiveSmallIntegerField()
    versjon = models.PositiveIntegerField()
    mappe = models.CharField(max_length=1000)
    spor = models.CharField(max_length=64)
    publisert = models.DateField()
    status = models.CharField(max_length=200, blank=True)
    tidspunkt = models.DateTimeField(auto_now_add=True)
    av = models.CharField(max_length=150)
    begrunnelse = models.TextField(blank=True)
    forrige = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="avlost_av"
    )

    class Meta:
        verbose_name = "utgave"
        verbose_name_plural = "utgaver"
        ordering = ("-aar", "rapport", "-versjon")
        constraints = (
            models.UniqueConstraint(
                fields=("rapport", "versjon"),
                name="publisering_utgave_versjon",
                violation_error_message="Rapporten har alt en utgave med dette versjonsnummeret.",
            ),
            models.CheckConstraint(
                condition=models.Q(versjon=1, forrige__isnull=True)
                | (models.Q(versjon__gt=1, forrige__isnull=False) & ~models.Q(begrunnelse="")),
                name="publisering_utgave_begrunnelse",
                violation_error_message="En ny versjon må ha en begrunnelse og vise til den forrige.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.tittel}, versjon {self.versjon}"

    @property
    def er_erstattet(self) -> bool:
        """Whether a newer version has taken its place."""
        return hasattr(self, "avlost_av")

from django.db import models


class Myndighet(models.TextChoices):
    """Who may change a budget: the council, or the administration within its delegation."""

    KOMMUNESTYRET = "kommunestyret"
    ADMINISTRATIV = "administrativ"


class Endringsvedtak(models.Model):
    """A decision that changed the budget; the vouchers of the amendment carry its reference."""

    innlesing = models.ForeignKey("innlesing.Innlesing", on_delete=models.PROTECT, related_name="+")
    rekkefolge = models.PositiveIntegerField()
    referanse = models.CharField(max_length=60)
    dato = models.DateField()
    myndighet = models.CharField(max_length=20, choices=Myndighet)
    saksnr = models.CharField(max_length=60, blank=True)
    tekst = models.TextField()

    class Meta:
        verbose_name = "endringsvedtak"
        verbose_name_plural = "endringsvedtak"
        ordering = ("rekkefolge",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(myndighet__in=["kommunestyret", "administrativ"]),
                name="budsjett_myndighet",
                violation_error_message="Myndighet må være kommunestyret eller administrativ.",
            ),
            models.UniqueConstraint(
                fields=("innlesing", "referanse"),
                name="budsjett_en_referanse",
                violation_error_message="Referansen står to ganger.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.referanse} {self.tekst}"

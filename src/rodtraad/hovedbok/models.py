from typing import Self

from django.db import models
from django.db.models import Q

# An import counts while it is gyldig; what took a place keeps it until it is withdrawn itself.
GYLDIG, TRUKKET = "gyldig", "trukket"


class Hovedbokbatch(models.Model):
    """The facts of one import for one year and kind: three files named by the sha256 of the lines."""

    innlesing = models.ForeignKey("innlesing.Innlesing", on_delete=models.PROTECT, related_name="+")
    aar = models.PositiveSmallIntegerField()
    slag = models.CharField(max_length=30)
    sha256 = models.CharField(max_length=64)
    kube_sha256 = models.CharField(max_length=64)
    aarskube_sha256 = models.CharField(max_length=64)
    antall = models.PositiveBigIntegerField()
    belop = models.BigIntegerField()

    class Meta:
        verbose_name = "hovedbokbatch"
        verbose_name_plural = "hovedbokbatcher"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("innlesing", "aar", "slag"),
                name="hovedbok_en_batch_per_aar_og_slag",
                violation_error_message="Innlesingen har alt en batch for dette året og slaget.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.aar} {self.slag} ({self.innlesing_id})"


class BatchperiodeQuerySet(models.QuerySet["Batchperiode"]):
    """Parts of batches."""

    def gjeldende(self) -> Self:
        """The parts that count: the import is gyldig and no import that stands has taken their place."""
        return self.filter(
            Q(erstattet_av__isnull=True) | Q(erstattet_av__status=TRUKKET),
            batch__innlesing__status=GYLDIG,
        )


class Batchperiode(models.Model):
    """One period of a batch: the smallest part that a later import can replace."""

    batch = models.ForeignKey(Hovedbokbatch, on_delete=models.PROTECT, related_name="perioder")
    periode = models.PositiveSmallIntegerField()
    kontoklasser = models.CharField(max_length=10)
    antall = models.PositiveBigIntegerField()
    belop = models.BigIntegerField()
    antall_bilag = models.PositiveBigIntegerField()
    erstattet_av = models.ForeignKey(
        "innlesing.Innlesing", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = BatchperiodeQuerySet.as_manager()

    class Meta:
        verbose_name = "batchperiode"
        verbose_name_plural = "batchperioder"
        constraints = (
            models.UniqueConstraint(
                fields=("batch", "periode"),
                name="hovedbok_en_del_per_periode",
                violation_error_message="Perioden står to ganger i batchen.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.batch} periode {self.periode}"

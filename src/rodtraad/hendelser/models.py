from typing import Any, NoReturn, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from rodtraad.kjerne.feil import RodtraadFeil

AVVIST = "Hendelsesloggen kan bare føyes til. En hendelse kan verken endres eller slettes."


class HendelseQuerySet(models.QuerySet["Hendelse"]):
    """Entries of the log; changing and deleting are refused here and by triggers in the database."""

    def update(self, **kwargs: Any) -> NoReturn:  # noqa: ARG002 - Django's signature
        """Refused."""
        raise RodtraadFeil(AVVIST)

    def delete(self) -> NoReturn:
        """Refused."""
        raise RodtraadFeil(AVVIST)

    def om(self, gjelder: str) -> Self:
        """The entries about one thing, as `innlesing:ab12cd34`."""
        return self.filter(gjelder=gjelder)


class Hendelse(models.Model):
    """One act: who did what to what, when, with the state before and after."""

    tidspunkt = models.DateTimeField(auto_now_add=True)
    av = models.CharField(max_length=320)
    handling = models.CharField(max_length=60)
    gjelder = models.CharField(max_length=200, db_index=True)
    verdi_for = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    verdi_etter = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    objects = HendelseQuerySet.as_manager()

    class Meta:
        verbose_name = "hendelse"
        verbose_name_plural = "hendelser"
        ordering = ("id",)
        indexes = (
            models.Index(fields=["tidspunkt", "id"], name="hendelser_tid"),
            models.Index(fields=["av", "tidspunkt", "id"], name="hendelser_av_tid"),
            models.Index(fields=["handling", "tidspunkt", "id"], name="hendelser_handling_tid"),
            models.Index(fields=["gjelder", "tidspunkt", "id"], name="hendelser_gjelder_tid"),
        )

    def __str__(self) -> str:
        return f"{self.tidspunkt:%Y-%m-%d %H:%M} {self.av}: {self.handling} {self.gjelder}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new entry is written once; a stored one is refused."""
        if self.pk is not None:
            raise RodtraadFeil(AVVIST)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ARG002 - Django's signature
        """Refused."""
        raise RodtraadFeil(AVVIST)


class Kjedeledd(models.Model):
    """A link of the chain: the sum of one entry and of the link before it, so that a changed log shows (ADR 0012)."""

    nummer = models.BigIntegerField("nummer", primary_key=True)
    hendelse = models.OneToOneField("hendelser.Hendelse", models.PROTECT, related_name="ledd")
    innhold = models.CharField("sum av hendelsen", max_length=64)
    kjedesum = models.CharField("sum av kjeden hit", max_length=64)

    class Meta:
        verbose_name = "kjedeledd"
        verbose_name_plural = "kjedeledd"
        ordering = ("nummer",)

    def __str__(self) -> str:
        return f"{self.nummer}:{self.kjedesum}"

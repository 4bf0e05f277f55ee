"""Reads of corrections: those that count, all with their history, and those the source has since contradicted."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from rodtraad.statistikk.korrigering import FELT, Korrigering, Post, Tall, gjelder, to_post, verdi_i
from rodtraad.statistikk.korrigering_models import Kostrakorrigering
from rodtraad.statistikk.queries import alle_datasett


@dataclass(frozen=True, slots=True)
class Korrigeringsrad:
    """A correction with what the source says now: `naa` is None when the value is not published any more."""

    rad: Kostrakorrigering
    korrigering: Korrigering
    naa: Tall | None

    @property
    def maa_vurderes(self) -> bool:
        """Whether the source has changed the value since the correction was laid on it."""
        return self.rad.trukket is None and self.naa != self.korrigering.original

    @property
    def gjelder(self) -> bool:
        """Whether the correction is used where corrected values are asked for."""
        return self.rad.trukket is None and not self.maa_vurderes


def gjeldende(*, bare_offentlige: bool = False) -> list[Korrigering]:
    """The corrections that are not withdrawn; only those chosen for reports and public tables when asked."""
    rader = Kostrakorrigering.objects.filter(trukket__isnull=True)
    if bare_offentlige:
        rader = rader.filter(offentlig=True)
    return [som_verdi(rad) for rad in rader.order_by("id")]


def offentlige_poster() -> tuple[Post, ...]:
    """The corrections chosen for reports and public tables, as records that are frozen with the figures."""
    return tuple(to_post(k) for k in gjeldende(bare_offentlige=True))


def tilstand() -> tuple[tuple[int, int], ...]:
    """To know whether figures made with corrections still hold. One query."""
    return tuple(Kostrakorrigering.objects.order_by("id").values_list("id", "versjon"))


def korrigeringer() -> tuple[Korrigeringsrad, ...]:
    """Every correction, the withdrawn ones too, newest year first, with what the source says now."""
    alle = [(rad, som_verdi(rad)) for rad in Kostrakorrigering.objects.all()]
    if not alle:
        return ()
    datasett = alle_datasett()
    return tuple(Korrigeringsrad(rad, k, _naa(k, datasett.get(k.datasett, ()))) for rad, k in alle)


def hent_korrigering(korrigering_id: int) -> Korrigeringsrad | None:
    """One correction with what the source says now."""
    return next((k for k in korrigeringer() if k.rad.pk == korrigering_id), None)


def publisert_verdi(datasett: str, nokkel: str, kommune: str, aar: int) -> tuple[str, Tall | None] | None:
    """The name and number the source gives, or None when there is no such value."""
    if datasett not in FELT:
        return None
    mal = Korrigering(
        datasett, nokkel, "", kommune, aar, Decimal(0), Decimal(0), "", dag=timezone.localdate()
    )
    for post in alle_datasett(datasett).get(datasett, ()):
        if gjelder(mal, datasett, post):
            return str(post.get(FELT[datasett].navn) or ""), verdi_i(datasett, post)
    return None


def som_verdi(rad: Kostrakorrigering) -> Korrigering:
    """A stored correction as a plain value."""
    return Korrigering(
        datasett=rad.datasett, nokkel=rad.nokkel, navn=rad.navn, kommune=rad.kommune, aar=rad.aar,
        original=rad.original.normalize() + 0, korrigert=rad.korrigert.normalize() + 0, begrunnelse=rad.begrunnelse,
        dag=timezone.localdate(rad.tidspunkt), id=rad.pk, av=rad.av, offentlig=rad.offentlig,
    )  # fmt: skip


def _naa(k: Korrigering, poster: tuple[Post, ...]) -> Tall | None:
    return next((verdi_i(k.datasett, post) for post in poster if gjelder(k, k.datasett, post)), None)

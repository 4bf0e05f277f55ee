"""Acts on shared services and their cost keys."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from rodtraad.hendelser.services import loggfor
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.tallformat import vis_prosent
from rodtraad.samarbeid.models import (
    HELE,
    Fellestjeneste,
    Fordelingsandel,
    Fordelingsnokkel,
    Nokkelstatus,
    Partnerkommune,
)


class SamarbeidFeil(RodtraadFeil):
    """A refusal concerning shared services."""


def opprett_fellestjeneste(*, navn: str, partnere: Collection[str], av: str, **mer: Any) -> Fellestjeneste:
    """Fellestjeneste: registers one with host, partners and agreement (ORG-10). Raises SamarbeidFeil."""
    ny = Fellestjeneste(navn=navn.strip(), **mer)
    andre = [p.strip() for p in partnere if p.strip()]
    if not andre or ny.vertskommune.casefold() in {p.casefold() for p in andre}:
        raise SamarbeidFeil("Oppgi minst én partnerkommune, og ikke vertskommunen selv.")
    if len({p.casefold() for p in andre}) != len(andre):
        raise SamarbeidFeil("En partnerkommune er ført to ganger.")
    with transaction.atomic():
        _lagre(ny)
        Partnerkommune.objects.bulk_create(Partnerkommune(tjeneste=ny, navn=p) for p in andre)
        loggfor(
            handling="opprettet fellestjeneste", gjelder=f"fellestjeneste:{ny.pk}", av=av,
            etter={"navn": ny.navn, "vert": ny.vertskommune, "partnere": andre, "avtale": ny.avtale_nummer},
        )  # fmt: skip
    return ny


def foresla_nokkel(
    *, tjeneste_id: int, fra_aar: int, andeler: Mapping[str, int], begrunnelse: str, av: str
) -> Fordelingsnokkel:
    """Fordelingsnøkkel: proposes one; it counts when approved. Raises SamarbeidFeil unless it is exactly 100 %."""
    summen = sum(andeler.values())
    if summen != HELE:
        raise SamarbeidFeil(
            f"Andelene er {vis_prosent(Decimal(summen) / 100, 2)} til sammen. De må være nøyaktig 100 %."
        )
    ny = Fordelingsnokkel(tjeneste_id=tjeneste_id, fra_aar=fra_aar, begrunnelse=begrunnelse, foreslaatt_av=av)
    with transaction.atomic():
        _check_parties(tjeneste_id, andeler)
        _lagre(ny)
        Fordelingsandel.objects.bulk_create(
            Fordelingsandel(nokkel=ny, kommune=kommune, andel=andel) for kommune, andel in andeler.items()
        )
        loggfor(
            handling="foreslo fordelingsnøkkel", gjelder=f"fellestjeneste:{tjeneste_id}", av=av,
            etter={"fra_aar": fra_aar, "andeler": dict(andeler), "begrunnelse": begrunnelse},
        )  # fmt: skip
    return ny


def vedta_nokkel(*, nokkel_id: int, av: str) -> None:
    """Fordelingsnøkkel: approves a proposed one. Raises SamarbeidFeil when it is already settled."""
    _avgjor(nokkel_id, Nokkelstatus.VEDTATT, "vedtok fordelingsnøkkel", av)


def forkast_nokkel(*, nokkel_id: int, av: str) -> None:
    """Fordelingsnøkkel: turns a proposed one down. Raises SamarbeidFeil when it is already settled."""
    _avgjor(nokkel_id, Nokkelstatus.FORKASTET, "forkastet fordelingsnøkkel", av)


def _avgjor(nokkel_id: int, status: str, handling: str, av: str) -> None:
    with transaction.atomic():
        endret = Fordelingsnokkel.objects.filter(pk=nokkel_id, status=Nokkelstatus.FORESLAATT).update(
            status=status, avgjort_av=av
        )
        if not endret:
            raise SamarbeidFeil("Nøkkelen er alt avgjort. Last siden på nytt.")
        tjeneste_id = Fordelingsnokkel.objects.values_list("tjeneste", flat=True).get(pk=nokkel_id)
        loggfor(
            handling=handling, gjelder=f"fellestjeneste:{tjeneste_id}", av=av,
            for_={"status": Nokkelstatus.FORESLAATT}, etter={"status": status, "nokkel": nokkel_id},
        )  # fmt: skip


def _check_parties(tjeneste_id: int, andeler: Mapping[str, int]) -> None:
    tjeneste = Fellestjeneste.objects.select_for_update().get(pk=tjeneste_id)
    med = {tjeneste.vertskommune, *tjeneste.partnere.values_list("navn", flat=True)}
    if set(andeler) != med:
        raise SamarbeidFeil(f"Nøkkelen må ha én andel for hver av {', '.join(sorted(med))}.")


def _lagre(rad: models.Model) -> None:
    try:
        rad.full_clean()
    except ValidationError as feil:
        raise SamarbeidFeil(*feil.messages) from None
    rad.save()

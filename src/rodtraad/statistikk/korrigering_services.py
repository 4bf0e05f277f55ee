"""Acts on corrections of published KOSTRA values: lay on, choose for the public, withdraw (KOSTRA-05)."""

from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.statistikk.korrigering_models import Kostrakorrigering
from rodtraad.statistikk.korrigering_queries import publisert_verdi


class KorrigeringFeil(RodtraadFeil):
    """A refusal concerning corrections of KOSTRA values."""


def legg_pa_korrigering(
    *,
    datasett: str,
    nokkel: str,
    kommune: str,
    aar: int,
    korrigert: Decimal,
    begrunnelse: str,
    av: str,
    offentlig: bool = False,
) -> Kostrakorrigering:
    """Kostrakorrigering: lays a correction beside the value as the source gives it now. Raises KorrigeringFeil.

    The published value is noted and never changed. Krav KOSTRA-05.
    """
    if not begrunnelse.strip():
        raise KorrigeringFeil("Skriv hvorfor tallet korrigeres.")
    funnet = publisert_verdi(datasett, nokkel, kommune, aar)
    if funnet is None or funnet[1] is None:
        raise KorrigeringFeil("Tallet er ikke publisert, så det er ingenting å korrigere.")
    navn, original = funnet[0], Decimal(funnet[1])
    if original == korrigert:
        raise KorrigeringFeil(f"KOSTRA oppgir alt {vis_tall(original)}.")
    try:
        with transaction.atomic():
            rad = Kostrakorrigering.objects.create(
                datasett=datasett, nokkel=nokkel, navn=navn, kommune=kommune, aar=aar, original=original,
                korrigert=korrigert, begrunnelse=begrunnelse.strip(), offentlig=offentlig, av=av,
            )  # fmt: skip
            loggfor(
                handling="la på korrigering",
                gjelder=f"kostrakorrigering:{rad.pk}",
                av=av,
                etter=_loggbar(rad),
            )
    except IntegrityError:
        raise KorrigeringFeil("Tallet har alt en korrigering.", "Trekk den først.") from None
    return rad


def velg_offentlig(*, korrigering_id: int, offentlig: bool, versjon: int, av: str) -> None:
    """Kostrakorrigering: whether reports and public tables show it, with a note. Raises KorrigeringFeil."""
    with transaction.atomic():
        rad = _som_gjelder(korrigering_id)
        _endre(rad, versjon, offentlig=offentlig)
        loggfor(handling="valgte hvor korrigering vises", gjelder=f"kostrakorrigering:{rad.pk}", av=av,
                for_={"offentlig": rad.offentlig}, etter={"offentlig": offentlig})  # fmt: skip


def trekk_korrigering(*, korrigering_id: int, grunn: str, versjon: int, av: str) -> None:
    """Kostrakorrigering: takes it back with a reason; it stays in the list. Raises KorrigeringFeil."""
    if not grunn.strip():
        raise KorrigeringFeil("Skriv hvorfor korrigeringen trekkes.")
    with transaction.atomic():
        rad = _som_gjelder(korrigering_id)
        _endre(rad, versjon, trukket=timezone.now(), trukket_av=av, trukket_grunn=grunn.strip())
        loggfor(handling="trakk korrigering", gjelder=f"kostrakorrigering:{rad.pk}", av=av,
                for_=_loggbar(rad), etter={"grunn": grunn.strip()})  # fmt: skip


def _som_gjelder(korrigering_id: int) -> Kostrakorrigering:
    rad = Kostrakorrigering.objects.select_for_update().filter(pk=korrigering_id).first()
    if rad is None:
        raise KorrigeringFeil("Korrigeringen finnes ikke.")
    if rad.trukket is not None:
        raise KorrigeringFeil("Korrigeringen er alt trukket.")
    return rad


def _endre(rad: Kostrakorrigering, versjon: int, **felter: Any) -> None:
    """Changes it only as it was when the person read it."""
    if not Kostrakorrigering.objects.filter(pk=rad.pk, versjon=versjon).update(
        versjon=F("versjon") + 1, **felter
    ):
        raise KorrigeringFeil("Noen andre har endret korrigeringen mens du hadde den oppe.", "Prøv igjen.")


def _loggbar(rad: Kostrakorrigering) -> dict[str, Any]:
    felter = ("datasett", "nokkel", "kommune", "aar", "begrunnelse", "offentlig")
    return {navn: getattr(rad, navn) for navn in felter} | {
        "original": str(rad.original), "korrigert": str(rad.korrigert),
    }  # fmt: skip

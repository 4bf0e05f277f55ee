"""Appointing and ending the contacts of units."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from rodtraad.enhetsroller.kontaktroller import roller_paa
from rodtraad.enhetsroller.models import Enhetskontakt
from rodtraad.hendelser.services import loggfor
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.tilgang.rettigheter import Enhetsnokkel


class EnhetsrolleFeil(RodtraadFeil):
    """A refusal concerning the contacts of a unit."""


def utpek_kontakt(
    *, rolle: str, enhet: Enhetsnokkel, bruker_id: int, fra: date, til: date | None = None, av: str
) -> Enhetskontakt:
    """Enhetskontakt: appoints a person for a unit. Raises EnhetsrolleFeil.

    Refused: a role the unit's level does not have, a period that ends before it begins, and a period the
    same person already holds. Krav ORG-14.
    """
    kjent = next((r for r in roller_paa(enhet[0]) if r.id == rolle), None)
    if kjent is None:
        raise EnhetsrolleFeil(f"Kontaktrollen «{rolle}» finnes ikke på nivået {enhet[0] or 'kommune'}.")
    ny = Enhetskontakt(
        rolle=rolle, enhet_nivaa=enhet[0], enhet_kode=enhet[1], bruker_id=bruker_id, fra=fra, til=til
    )
    with transaction.atomic():
        _check(ny, kjent.navn)
        ny.save(force_insert=True)
        loggfor(handling="utpekte kontakt", gjelder=f"enhetskontakt:{ny.pk}", av=av, etter=_loggbar(ny))
    return ny


def avslutt_kontakt(*, kontakt_id: int, siste_dag: date, av: str) -> None:
    """Enhetskontakt: ends one on a day. Raises EnhetsrolleFeil when it has ended or begins later."""
    with transaction.atomic():
        rad = Enhetskontakt.objects.select_for_update().filter(pk=kontakt_id).first()
        if rad is None or (rad.til is not None and rad.til <= siste_dag):
            raise EnhetsrolleFeil("Kontakten er alt avsluttet. Last siden på nytt.")
        if siste_dag < rad.fra:
            raise EnhetsrolleFeil(
                f"Kontakten begynner {rad.fra:%d.%m.%Y} og kan ikke slutte {siste_dag:%d.%m.%Y}."
            )
        for_ = _loggbar(rad)
        rad.til = siste_dag
        rad.save(update_fields=["til"])
        loggfor(
            handling="avsluttet kontakt", gjelder=f"enhetskontakt:{rad.pk}", av=av, for_=for_, etter=_loggbar(rad)
        )  # fmt: skip


def _check(ny: Enhetskontakt, rollenavn: str) -> None:
    """Raises EnhetsrolleFeil for what the database forbids, and for overlapping periods."""
    try:
        ny.full_clean()
    except ValidationError as feil:
        raise EnhetsrolleFeil(*feil.messages) from None
    like = Enhetskontakt.objects.select_for_update().filter(
        Q(til__isnull=True) | Q(til__gte=ny.fra), rolle=ny.rolle, enhet_nivaa=ny.enhet_nivaa,
        enhet_kode=ny.enhet_kode, bruker_id=ny.bruker_id,
    )  # fmt: skip
    if ny.til is not None:
        like = like.filter(fra__lte=ny.til)
    if funnet := like.first():
        raise EnhetsrolleFeil(
            f"{funnet.bruker.navn} er alt {rollenavn.lower()} her fra {funnet.fra:%d.%m.%Y}.",
            "Velg en annen person, eller avslutt den som står der.",
        )


def _loggbar(rad: Enhetskontakt) -> dict[str, str | int | None]:
    return {
        "rolle": rad.rolle,
        "enhet": " ".join(rad.enhet).strip(),
        "bruker": rad.bruker_id,
        "fra": rad.fra.isoformat(),
        "til": rad.til.isoformat() if rad.til else None,
    }

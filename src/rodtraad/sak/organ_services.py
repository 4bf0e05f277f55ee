"""Acts on bodies and their seats."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from rodtraad.hendelser.services import loggfor
from rodtraad.sak.feil import SakFeil
from rodtraad.sak.models import Organ, Organmedlem, Valgperiode, Verv


def opprett_valgperiode(*, navn: str, fra: date, til: date, av: str) -> Valgperiode:
    """Valgperiode: registers one. Raises SakFeil."""
    ny = Valgperiode(navn=navn, fra=fra, til=til)
    with transaction.atomic():
        lagre(ny)
        loggfor(handling="opprettet valgperiode", gjelder=f"valgperiode:{ny.pk}", av=av, etter=loggbar(ny))
    return ny


def opprett_organ(*, navn: str, slag: str, av: str, **mer: Any) -> Organ:
    """Organ: registers a body; `mer` is kortnavn, avledet_av_id, tillitsvalgte, rekkefolge. Raises SakFeil.

    A body cannot be made of one that is itself made of another.
    """
    ny = Organ(navn=navn, slag=slag, **mer)
    with transaction.atomic():
        _check_source(ny)
        lagre(ny)
        loggfor(handling="opprettet organ", gjelder=f"organ:{ny.pk}", av=av, etter=loggbar(ny))
    return ny


def endre_organ(*, organ_id: int, av: str, **verdier: Any) -> None:
    """Organ: changes a body. Raises SakFeil."""
    with transaction.atomic():
        organ = Organ.objects.select_for_update().get(pk=organ_id)
        for_ = loggbar(organ)
        for navn, verdi in verdier.items():
            setattr(organ, navn, verdi)
        _check_source(organ)
        lagre(organ)
        loggfor(handling="endret organ", gjelder=f"organ:{organ.pk}", av=av, for_=for_, etter=loggbar(organ))


def velg_medlem(*, organ_id: int, navn: str, verv: str, fra: date, av: str, **mer: Any) -> Organmedlem:
    """Organmedlem: gives a person a seat; `mer` is til, part, parti, nr, valgperiode_id. Raises SakFeil.

    Refused: a second leader or deputy leader at the same time, a person who already has a seat, a period
    outside the election period. Krav ORG-07.
    """
    ny = Organmedlem(organ_id=organ_id, navn=navn.strip(), verv=verv, fra=fra, **mer)
    with transaction.atomic():
        Organ.objects.select_for_update().get(pk=organ_id)
        if ny.valgperiode and ny.til is None:
            ny.til = ny.valgperiode.til
        _check_period(ny)
        _check_seats(ny)
        lagre(ny)
        loggfor(handling="valgte medlem", gjelder=f"organ:{organ_id}", av=av, etter=loggbar(ny))
    return ny


def avslutt_verv(*, medlem_id: int, siste_dag: date, av: str) -> None:
    """Organmedlem: ends a seat on a day. Raises SakFeil when it has ended or begins later."""
    with transaction.atomic():
        rad = Organmedlem.objects.select_for_update().get(pk=medlem_id)
        if rad.til is not None and rad.til <= siste_dag:
            raise SakFeil(f"Vervet til {rad.navn} slutter alt {rad.til:%d.%m.%Y}.")
        if siste_dag < rad.fra:
            raise SakFeil(f"Vervet begynner {rad.fra:%d.%m.%Y} og kan ikke slutte {siste_dag:%d.%m.%Y}.")
        for_ = loggbar(rad)
        rad.til = siste_dag
        rad.save(update_fields=["til"])
        loggfor(
            handling="avsluttet verv", gjelder=f"organ:{rad.organ_id}", av=av, for_=for_, etter=loggbar(rad)
        )  # fmt: skip


def lagre(rad: models.Model) -> None:
    """Saves what the database accepts. Raises SakFeil with the Norwegian messages of what it does not."""
    try:
        rad.full_clean()
    except ValidationError as feil:
        raise SakFeil(*feil.messages) from None
    rad.save()


def loggbar(rad: models.Model) -> dict[str, Any]:
    """The row's own columns, for the log."""
    return {felt.attname: getattr(rad, felt.attname) for felt in rad._meta.concrete_fields}  # noqa: SLF001 - Django's documented API


def _check_source(organ: Organ) -> None:
    kilde = organ.avledet_av
    if kilde is not None and kilde.avledet_av_id is not None:
        raise SakFeil(
            f"{kilde.navn} er selv satt sammen av et annet organ. Velg organet den følger av i stedet."
        )
    if kilde is not None and organ.pk and organ.avledede.exists():
        raise SakFeil(f"Andre organer følger av {organ.navn}, som derfor ikke selv kan følge av et annet.")


def _check_period(ny: Organmedlem) -> None:
    periode = ny.valgperiode
    if periode and (ny.fra < periode.fra or (ny.til or periode.til) > periode.til):
        raise SakFeil(
            f"Vervet må ligge innenfor valgperioden {periode.navn} "
            f"({periode.fra:%d.%m.%Y}–{periode.til:%d.%m.%Y})."
        )


def _check_seats(ny: Organmedlem) -> None:
    samtidige = Organmedlem.objects.filter(Q(til__isnull=True) | Q(til__gte=ny.fra), organ_id=ny.organ_id)
    if ny.til is not None:
        samtidige = samtidige.filter(fra__lte=ny.til)
    if samme := samtidige.filter(navn__iexact=ny.navn).first():
        raise SakFeil(f"{samme.navn} er alt {samme.verv} i organet fra {samme.fra:%d.%m.%Y}.")
    if ny.verv in {Verv.LEDER, Verv.NESTLEDER} and (sitter := samtidige.filter(verv=ny.verv).first()):
        raise SakFeil(
            f"{sitter.navn} er {ny.verv} fra {sitter.fra:%d.%m.%Y}. Avslutt det vervet først."
        )  # fmt: skip
    if ny.verv == Verv.VARA and (sitter := samtidige.filter(
        verv=Verv.VARA, nr=ny.nr, part=ny.part, parti=ny.parti
    ).first()):  # fmt: skip
        raise SakFeil(f"{sitter.navn} er alt varamedlem nummer {ny.nr}. Velg et annet nummer.")

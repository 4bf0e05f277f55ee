"""Registering the municipality and its organisation."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, replace
from datetime import date

from django.db import transaction
from django.db.models import Case, Value, When

from rodtraad.hendelser.services import loggfor
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.organisasjon.enheter import Enhetsversjon, Registerfeil, check_enheter
from rodtraad.organisasjon.models import Enhet, Kommunen
from rodtraad.organisasjon.queries import versjoner

_NUMMERLENGDE = 4


class OrganisasjonFeil(RodtraadFeil):
    """A refusal concerning the municipality or its organisation."""


def opprett_kommune(*, nummer: str, navn: str, av: str = "system") -> None:
    """Registers the municipality of a new installation. Raises OrganisasjonFeil."""
    if not (nummer.isascii() and nummer.isdigit() and len(nummer) == _NUMMERLENGDE):
        raise OrganisasjonFeil(
            f"Kommunenummeret «{nummer}» er ikke gyldig. Det skal være fire sifre, for eksempel 0301."
        )
    if not navn.strip():
        raise OrganisasjonFeil("Kommunen mangler navn. Oppgi det med --navn.")
    with transaction.atomic():
        finnes = Kommunen.objects.first()
        if finnes is not None:
            raise OrganisasjonFeil(
                f"Installasjonen gjelder allerede {finnes.navn} ({finnes.nummer}).",
                "Lag en ny installasjon i en annen mappe med --mappe.",
            )
        Kommunen.objects.create(nummer=nummer, navn=navn.strip())
        loggfor(handling="opprettet kommune", gjelder=nummer, av=av, etter={"nummer": nummer, "navn": navn})


def lagre_enheter(enheter: Iterable[Enhetsversjon], *, innlesing: str) -> None:
    """Stores a register of units as part of an import. Raises OrganisasjonFeil with every fault."""
    liste = list(enheter)
    _refuse(check_enheter(liste))
    Enhet.objects.bulk_create([_model(enhet, innlesing) for enhet in liste])


def opprett_enhet(enhet: Enhetsversjon, *, av: str) -> None:
    """Registers one new unit beside those that count.

    Raises OrganisasjonFeil when its code is in use at the same time (ORG-04) or its parent is missing.
    """
    with transaction.atomic():
        finnes = versjoner()
        ny = replace(enhet, rad=len(finnes) + 1)
        _refuse(check_enheter([*finnes, ny]))
        _model(ny, "").save(force_insert=True)
        loggfor(handling="opprettet enhet", gjelder=f"{ny.nivaa} {ny.kode}", av=av, etter=_loggbar(ny))


def avslutt_enhet(*, nivaa: str, kode: str, siste_dag: date, etterfolger: str = "", av: str) -> None:
    """Ends a unit on a day, with the unit that takes over.

    Raises OrganisasjonFeil if none is open, if its successor is unknown, or if it came in with an import:
    an import is never changed, a new register takes its place.
    """
    with transaction.atomic():
        enhet = Enhet.objects.filter(gjelder=True, nivaa=nivaa, kode=kode, gyldig_til=None).first()
        if enhet is None:
            raise OrganisasjonFeil(
                f"Det finnes ingen enhet på nivået {nivaa} med koden {kode} som kan avsluttes."
            )
        if enhet.innlesing:
            raise OrganisasjonFeil(
                f"{enhet} kom inn med innlesing {enhet.innlesing}, og en innlesing endres ikke.",
                "Les inn organisasjonen på nytt med sluttdato og etterfølger i filen.",
            )
        if etterfolger and not Enhet.objects.filter(gjelder=True, nivaa=nivaa, kode=etterfolger).exists():
            raise OrganisasjonFeil(f"Etterfølgeren {etterfolger} finnes ikke på nivået {nivaa}.")
        if siste_dag < enhet.gyldig_fra:
            raise OrganisasjonFeil(
                f"{enhet} gjelder fra {enhet.gyldig_fra:%d.%m.%Y} og kan ikke utgå {siste_dag:%d.%m.%Y}."
            )
        enhet.gyldig_til, enhet.etterfolger = siste_dag, etterfolger
        enhet.save(update_fields=["gyldig_til", "etterfolger"])
        loggfor(
            handling="avsluttet enhet", gjelder=f"{nivaa} {kode}", av=av, for_={"gyldig_til": None},
            etter={"gyldig_til": siste_dag.isoformat(), "etterfolger": etterfolger},
        )  # fmt: skip


def sett_gyldige(gyldige: Collection[str]) -> None:
    """Makes exactly the units of these imports count; those typed by hand always do."""
    Enhet.objects.exclude(innlesing="").update(
        gjelder=Case(When(innlesing__in=list(gyldige), then=Value(value=True)), default=Value(value=False))
    )


def _model(enhet: Enhetsversjon, innlesing: str) -> Enhet:
    verdier = asdict(enhet)
    del verdier["rad"]
    return Enhet(innlesing=innlesing, **verdier)


def _loggbar(enhet: Enhetsversjon) -> dict[str, str]:
    return {navn: str(verdi) for navn, verdi in asdict(enhet).items() if navn != "rad"}


def _refuse(feil: list[Registerfeil]) -> None:
    if feil:
        raise OrganisasjonFeil(*(f"{f.melding} {f.tiltak}" for f in feil))

"""Persons from a source system: created, changed, closed; a withdrawal undoes it (ORG-12)."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from rodtraad.hendelser.services import loggfor
from rodtraad.tilgang.innlogging_services import opprett_person
from rodtraad.tilgang.models import Bruker, Personendring
from rodtraad.tilgang.personsynk import Kildeperson, Personregister, les_personregister
from rodtraad.tilgang.services import sett_aktiv

FELTER: Final = ("username", "first_name", "last_name", "email", "tittel", "ekstern_id")
AV: Final = "innlesing"


def lagre_personer(personer: Sequence[Kildeperson], *, innlesing: str, av: str) -> None:
    """Personer: creates and changes those in the list; others are left alone. Raises RodtraadFeil.

    What each row did is kept, also when it did nothing, so that `sett_gyldige_personlister` can undo it.
    """
    with transaction.atomic():
        kjente = les_personregister()
        for person in personer:
            _lagre_en(person, kjente, innlesing, av)


def _lagre_en(person: Kildeperson, kjente: Personregister, innlesing: str, av: str) -> None:
    rad = kjente.finn(person.ekstern_id, person.brukernavn)
    for_ = _verdier(rad) if rad else None
    if rad is None:
        rad = opprett_person(
            brukernavn=person.brukernavn, epost=person.epost, navn=person.navn, av=av, ekstern_id=person.ekstern_id
        )  # fmt: skip
    _sett(rad, _etter(person, rad), av)
    Personendring.objects.create(
        innlesing=innlesing, bruker=rad, verdier_for=for_, verdier_etter=_verdier(rad)
    )


def _etter(person: Kildeperson, rad: Bruker) -> dict[str, Any]:
    """The values of the list; an empty id, address or title says nothing of what we have."""
    fornavn, _, etternavn = person.navn.strip().rpartition(" ")
    return {
        "username": person.brukernavn,
        "first_name": fornavn or etternavn,
        "last_name": etternavn if fornavn else "",
        "email": person.epost.lower() or rad.email,
        "tittel": person.tittel or rad.tittel,
        "ekstern_id": person.ekstern_id or rad.ekstern_id,
        "aktiv": rad.is_active if person.aktiv is None else person.aktiv,
    }


def _verdier(rad: Bruker) -> dict[str, Any]:
    return {felt: getattr(rad, felt) for felt in FELTER} | {"aktiv": rad.is_active}


def _sett(rad: Bruker, verdier: Mapping[str, Any], av: str, handling: str = "endret person") -> None:
    """Writes what differs, and logs it; an account is closed by the same act as by hand."""
    for_ = _verdier(rad)
    endret = [felt for felt in FELTER if for_[felt] != verdier[felt]]
    if endret:
        for felt in endret:
            setattr(rad, felt, verdier[felt])
        rad.save(update_fields=endret)
        loggfor(handling=handling, gjelder=f"bruker:{rad.pk}", av=av, for_={f: for_[f] for f in endret},
                etter={f: verdier[f] for f in endret})  # fmt: skip
    if for_["aktiv"] != verdier["aktiv"]:
        sett_aktiv(bruker_id=rad.pk, aktiv=verdier["aktiv"], av=av)
        rad.is_active = verdier["aktiv"]


def sett_gyldige_personlister(gyldige: Collection[str]) -> None:
    """After a withdrawal: undoes what later lists did, the last first. A list that was replaced stays done."""
    with transaction.atomic():
        rester = Personendring.objects.filter(omgjort=False)
        siste = rester.filter(innlesing__in=gyldige).aggregate(siste=Max("pk"))["siste"] or 0
        for rad in rester.filter(pk__gt=siste).select_related("bruker").order_by("-pk"):
            _angre(rad)
            rad.omgjort = True
            rad.save(update_fields=["omgjort"])


def _angre(rad: Personendring) -> None:
    """Back to what was, where nobody has changed it since; one who was created is closed, never deleted."""
    person = Bruker.objects.get(pk=rad.bruker_id)
    naa = _verdier(person)
    if rad.verdier_for is None:
        til = naa | {"aktiv": False}
    else:
        for_ = rad.verdier_for
        til = {felt: for_[felt] if naa[felt] == rad.verdier_etter[felt] else naa[felt] for felt in naa}
    _sett(person, til, AV, "angret innlest endring")

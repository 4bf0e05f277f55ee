"""Who the contacts of a unit are on a day, and where one is missing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from rodtraad.enhetsroller.kontaktroller import KOMMUNE, KOMMUNEN, Kontaktrolle, kontaktroller, roller_paa
from rodtraad.enhetsroller.models import Enhetskontakt
from rodtraad.organisasjon.queries import enheter_paa
from rodtraad.tilgang.queries import LEDERROLLER, roller_i_enhet
from rodtraad.tilgang.rettigheter import Enhetsnokkel


@dataclass(frozen=True, slots=True)
class Kontaktbilde:
    """A contact role of a unit on a day: who holds it, and whether someone must."""

    rolle: Kontaktrolle
    kontakter: tuple[Enhetskontakt, ...]
    mangler: bool


@dataclass(frozen=True, slots=True)
class Kontaktmangel:
    """A unit without a contact it must have."""

    enhet: Enhetsnokkel
    enhetsnavn: str
    rolle: Kontaktrolle


def gyldige_kontakter(dato: date) -> QuerySet[Enhetskontakt]:
    """The contacts on the day, of persons whose account is open."""
    return Enhetskontakt.objects.filter(
        Q(til__isnull=True) | Q(til__gte=dato), fra__lte=dato, bruker__is_active=True
    ).select_related("bruker")


def kontaktbilder(enhet: Enhetsnokkel, dato: date) -> tuple[Kontaktbilde, ...]:
    """Each contact role the unit may have, with who holds it (ORG-14). One query."""
    rader = list(gyldige_kontakter(dato).filter(enhet_nivaa=enhet[0], enhet_kode=enhet[1]))
    bilder = []
    for rolle in roller_paa(enhet[0]):
        har = tuple(rad for rad in rader if rad.rolle == rolle.id)
        bilder.append(Kontaktbilde(rolle, har, not har and (enhet[0] or KOMMUNE) in rolle.paakrevd))
    return tuple(bilder)


def ledere(enhet: Enhetsnokkel, dato: date) -> tuple[tuple[str, str], ...]:
    """(name, role in words) of those who lead the unit on the day."""
    roller = roller_i_enhet(enhet, dato)
    return tuple(
        (r.bruker.navn, r.rollenavn) for r in roller if r.rolle in LEDERROLLER and r.bruker.is_active
    )


def manglende_kontakter(omfang: Collection[Enhetsnokkel] | None, dato: date) -> tuple[Kontaktmangel, ...]:
    """Units within `omfang` (None = all) without a contact they must have on the day (ORG-14). Two queries."""
    har = {(k.rolle, k.enhet) for k in gyldige_kontakter(dato)}
    enheter: list[tuple[Enhetsnokkel, str]] = [((e.nivaa, e.kode), e.navn) for e in enheter_paa(dato)]
    if omfang is None:
        enheter.insert(0, (KOMMUNEN, "Hele kommunen"))
    return tuple(
        Kontaktmangel(nokkel, navn, rolle)
        for nokkel, navn in enheter
        if omfang is None or nokkel in omfang
        for rolle in kontaktroller().values()
        if (nokkel[0] or KOMMUNE) in rolle.paakrevd and (rolle.id, nokkel) not in har
    )


def hent_kontakt(kontakt_id: int) -> Enhetskontakt | None:
    """One contact."""
    return Enhetskontakt.objects.filter(pk=kontakt_id).select_related("bruker").first()

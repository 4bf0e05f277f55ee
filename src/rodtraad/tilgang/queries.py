"""Who holds which rights on a day."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from rodtraad.organisasjon.queries import enheter_under
from rodtraad.tilgang.models import Bruker, Rolletildeling, Stedfortredelse
from rodtraad.tilgang.rettigheter import INGEN, Enhetsnokkel, Rettigheter, Tildeling, sum_rettigheter

NIVAAETS_LEDER = {"rammeomrade": "kommunalsjef", "virksomhet": "virksomhetsleder", "ansvar": "avdelingsleder"}
LEDERROLLER = ("kommunedirektor", "kommunalsjef", "virksomhetsleder", "avdelingsleder")


def gyldige_paa(dato: date) -> Q:
    """Rows of rolletildeling valid on the day."""
    slutter = Q(gyldig_til__isnull=True) | Q(gyldig_til__gte=dato)
    return Q(gyldig_fra__lte=dato, annullert__isnull=True) & slutter


def rettigheter_for(bruker_id: int, dato: date) -> Rettigheter:
    """The rights of a person on a day, from the roles held (ORG-09). One query, two when a role is for a unit."""
    rader = Rolletildeling.objects.filter(gyldige_paa(dato), bruker_id=bruker_id, bruker__is_active=True)
    tildelinger = [
        Tildeling(rolle, (nivaa, kode) if kode else None)
        for rolle, nivaa, kode in rader.values_list("rolle", "enhet_nivaa", "enhet_kode")
    ]
    if not tildelinger:
        return INGEN
    under: dict[Enhetsnokkel, frozenset[Enhetsnokkel]] = {}
    if any(t.enhet for t in tildelinger):
        under = enheter_under(dato)
    return sum_rettigheter(tildelinger, under)


def gyldig_stedfortredelse(stedfortreder_id: int, for_bruker_id: int, dato: date) -> Stedfortredelse | None:
    """The appointment by which one may act for the other today; None outside the period (ORG-08)."""
    return (
        Stedfortredelse.objects.filter(
            stedfortreder_id=stedfortreder_id,
            for_bruker_id=for_bruker_id,
            for_bruker__is_active=True,
            fra__lte=dato,
            til__gte=dato,
            avsluttet__isnull=True,
        )
        .select_related("for_bruker")
        .first()
    )


def epostadresser(bruker_ider: Collection[int]) -> dict[int, str]:
    """The e-mail addresses of those who are active and have one."""
    rader = Bruker.objects.filter(pk__in=bruker_ider, is_active=True).exclude(email="")
    return dict(rader.values_list("pk", "email"))


def stedfortredere_paa(bruker_ider: Collection[int], dato: date) -> dict[int, tuple[int, ...]]:
    """Who stands in for each of these persons on the day (ORG-08)."""
    ut: dict[int, tuple[int, ...]] = {}
    rader = _virksomme(dato).filter(for_bruker__in=bruker_ider)
    for for_id, sted_id in rader.values_list("for_bruker", "stedfortreder"):
        ut[for_id] = (*ut.get(for_id, ()), sted_id)
    return ut


def stedfortreder_for(bruker_id: int, dato: date) -> tuple[Stedfortredelse, ...]:
    """The appointments by which a person may act for others on the day."""
    return tuple(_virksomme(dato).filter(stedfortreder=bruker_id).select_related("for_bruker"))


def _virksomme(dato: date) -> QuerySet[Stedfortredelse]:
    return Stedfortredelse.objects.filter(
        fra__lte=dato, til__gte=dato, avsluttet__isnull=True, for_bruker__is_active=True,
        stedfortreder__is_active=True,
    )  # fmt: skip


def personer_i(omfang: Collection[Enhetsnokkel] | None, dato: date) -> list[tuple[int, str]]:
    """(id, name) of the active persons who hold a role on the day in one of the units; None = anywhere."""
    rader = Rolletildeling.objects.filter(gyldige_paa(dato), bruker__is_active=True).select_related("bruker")
    return sorted(
        {
            (rad.bruker_id, rad.bruker.navn)
            for rad in rader
            if omfang is None or (rad.enhet_nivaa, rad.enhet_kode) in omfang
        },
        key=lambda person: (person[1], person[0]),
    )


def ledere_med_full_myndighet(dato: date) -> tuple[Rolletildeling, ...]:
    """Roles held on the day with authority for staff, profession and economy: these get a lederavtale (ORG-05)."""
    return tuple(
        Rolletildeling.objects.filter(
            gyldige_paa(dato), bruker__is_active=True, personalansvar=True, fagansvar=True, okonomiansvar=True
        )
        .select_related("bruker")
        .order_by("enhet_nivaa", "enhet_kode", "bruker")
    )


def toppledere(dato: date) -> tuple[int, ...]:
    """The ids of those who lead the whole municipality on the day, whoever came first first."""
    rader = Rolletildeling.objects.filter(
        gyldige_paa(dato), bruker__is_active=True, rolle="kommunedirektor", enhet_kode=""
    )
    return tuple(rader.order_by("gyldig_fra", "pk").values_list("bruker", flat=True))


def leder_for(dato: date) -> dict[Enhetsnokkel, int]:
    """Each unit → its leader on the day: the role of its level first, then whoever has the most authority there."""
    ut: dict[Enhetsnokkel, int] = {}
    rader = Rolletildeling.objects.filter(
        gyldige_paa(dato), bruker__is_active=True, rolle__in=LEDERROLLER
    ).exclude(enhet_kode="")  # fmt: skip
    for rad in sorted(rader, key=_ledervekt):
        ut[rad.enhet_nivaa, rad.enhet_kode] = rad.bruker_id
    return ut


def _ledervekt(rad: Rolletildeling) -> tuple[bool, int, int]:
    """The heaviest leads: the role that belongs to the level, authority, the earliest given."""
    myndighet = rad.personalansvar + rad.fagansvar + rad.okonomiansvar
    return NIVAAETS_LEDER.get(rad.enhet_nivaa) == rad.rolle, myndighet, -rad.pk


def sok_i_personer(rader: QuerySet[Bruker], tekst: str) -> QuerySet[Bruker]:
    """Those whose name, user name or address has every word of the text."""
    for ord_ in tekst.split():
        rader = rader.filter(
            Q(first_name__icontains=ord_)
            | Q(last_name__icontains=ord_)
            | Q(username__icontains=ord_)
            | Q(email__icontains=ord_)
        )
    return rader


def personer_med(*, rolle: str, enhet: Enhetsnokkel | None, dato: date) -> QuerySet[Bruker]:
    """Persons by name with a role on the day: this one (blank = any), in the unit or below it (None = anywhere)."""
    rader = Rolletildeling.objects.filter(gyldige_paa(dato))
    if rolle:
        rader = rader.filter(rolle=rolle)
    if enhet is None:
        return personer(None, dato).filter(pk__in=rader.values("bruker"))
    under = enheter_under(dato).get(enhet, frozenset())
    der = Q(pk__in=[])
    for nivaa in {nivaa for nivaa, _ in under}:
        der |= Q(enhet_nivaa=nivaa, enhet_kode__in=[kode for n, kode in under if n == nivaa])
    return personer(None, dato).filter(pk__in=rader.filter(der).values("bruker"))


def personer(omfang: Collection[Enhetsnokkel] | None, dato: date) -> QuerySet[Bruker]:
    """Persons by name: all, or those with a role on the day in the units."""
    alle = Bruker.objects.order_by("last_name", "first_name", "username")
    if omfang is None:
        return alle
    return alle.filter(pk__in=_med_rolle_i(omfang, dato))


def _med_rolle_i(omfang: Collection[Enhetsnokkel], dato: date) -> set[int]:
    rader = Rolletildeling.objects.filter(gyldige_paa(dato)).exclude(enhet_kode="")
    return {
        b
        for b, nivaa, kode in rader.values_list("bruker", "enhet_nivaa", "enhet_kode")
        if (nivaa, kode) in omfang
    }


def hent_person(bruker_id: int) -> Bruker | None:
    """One person."""
    return Bruker.objects.filter(pk=bruker_id).first()


def roller_til(bruker_id: int) -> tuple[Rolletildeling, ...]:
    """Every role a person holds or has held, the latest first."""
    return tuple(
        Rolletildeling.objects.filter(bruker=bruker_id).order_by("-gyldig_fra", "rolle", "enhet_kode")
    )


def enheter_til(bruker_id: int, dato: date) -> frozenset[Enhetsnokkel]:
    """The units a person holds a role for on the day."""
    rader = Rolletildeling.objects.filter(gyldige_paa(dato), bruker=bruker_id).exclude(enhet_kode="")
    return frozenset(rader.values_list("enhet_nivaa", "enhet_kode"))


def roller_bare_i(bruker_id: int, omfang: Collection[Enhetsnokkel], dato: date) -> bool:
    """Whether the person holds roles on the day, and every one of them for a unit in `omfang`.

    Whoever manages a unit may not pass on what a person there holds elsewhere.
    """
    rader = Rolletildeling.objects.filter(gyldige_paa(dato), bruker=bruker_id)
    holdt = set(rader.values_list("enhet_nivaa", "enhet_kode"))
    return bool(holdt) and holdt <= set(omfang)


def stedfortredelser_for(bruker_id: int) -> QuerySet[Stedfortredelse]:
    """The appointments of deputies for a person, the latest first."""
    return (
        Stedfortredelse.objects.filter(for_bruker=bruker_id).select_related("stedfortreder").order_by("-fra")
    )


def roller_i_enhet(enhet: Enhetsnokkel, dato: date) -> tuple[Rolletildeling, ...]:
    """Who holds a role for the unit itself on the day."""
    rader = Rolletildeling.objects.filter(gyldige_paa(dato), enhet_nivaa=enhet[0], enhet_kode=enhet[1])
    return tuple(rader.select_related("bruker").order_by("rolle"))


def hent_stedfortredelse(stedfortredelse_id: int) -> Stedfortredelse | None:
    """One appointment."""
    return Stedfortredelse.objects.filter(pk=stedfortredelse_id).first()


def med_rolle(rolle: str, dato: date) -> tuple[int, ...]:
    """The persons who hold a role anywhere on the day."""
    rader = Rolletildeling.objects.filter(gyldige_paa(dato), rolle=rolle, bruker__is_active=True)
    return tuple(rader.order_by("pk").values_list("bruker", flat=True).distinct())

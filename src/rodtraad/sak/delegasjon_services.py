"""Acts on delegated authority."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from rodtraad.hendelser.services import loggfor
from rodtraad.sak.delegering import check_given_on, has_circle
from rodtraad.sak.feil import SakFeil
from rodtraad.sak.models import Delegasjon
from rodtraad.sak.organ_services import lagre, loggbar


def deleger(*, nummer: str, myndighet: str, vedtak: str, innehaver: str, av: str, **mer: Any) -> Delegasjon:
    """Delegasjon: enters one in the register; `mer` are the other fields. Raises SakFeil.

    One given on must rest on one that may be, and lie within its time. Krav ORG-13.
    """
    ny = Delegasjon(nummer=nummer.strip(), myndighet=myndighet, vedtak=vedtak, innehaver=innehaver, **mer)
    with transaction.atomic():
        if ny.over:
            over = Delegasjon.objects.select_for_update().filter(gjelder=True, nummer=ny.over).first()
            _refuse(check_given_on(ny, over))
        lagre(ny)
        loggfor(handling="førte delegasjon", gjelder=f"delegasjon:{ny.pk}", av=av, etter=loggbar(ny))
    return ny


def avslutt_delegasjon(*, delegasjon_id: int, siste_dag: date, versjon: int, av: str) -> None:
    """Delegasjon: ends one on a day. Raises SakFeil.

    Refused: one from a file (the file is changed instead), and one that others still rest on after the day.
    """
    with transaction.atomic():
        rad = Delegasjon.objects.select_for_update().filter(pk=delegasjon_id, gjelder=True).first()
        if rad is None or rad.versjon != versjon:
            raise SakFeil(
                "Noen andre har endret delegasjonen etter at du åpnet siden. Last siden på nytt, og prøv igjen."
            )
        if rad.innlesing:
            raise SakFeil(
                f"{rad.nummer} kom inn med innlesing {rad.innlesing}, og en innlesing endres ikke.",
                "Les inn registeret på nytt med sluttdato i filen.",
            )
        _check_resting(rad, siste_dag)
        for_ = loggbar(rad)
        rad.gyldig_til, rad.versjon = siste_dag, rad.versjon + 1
        lagre(rad)
        loggfor(
            handling="avsluttet delegasjon", gjelder=f"delegasjon:{rad.pk}", av=av, for_=for_, etter=loggbar(rad)
        )  # fmt: skip


def neste_nummer() -> str:
    """The first number `D-n` after all that are used."""
    numre = Delegasjon.objects.filter(nummer__startswith="D-").values_list("nummer", flat=True)
    return f"D-{max((int(n[2:]) for n in numre if n[2:].isascii() and n[2:].isdigit()), default=0) + 1}"


def numre_for_haand() -> frozenset[str]:
    """The numbers of delegations entered by hand, which a file cannot use."""
    rader = Delegasjon.objects.filter(gjelder=True, innlesing="")
    return frozenset(rader.values_list("nummer", flat=True))


def feil_i_delegasjoner(rader: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """What is wrong with a register to be read in: number → reasons. Nothing is stored."""
    nye = [Delegasjon(**rad) for rad in rader]
    for_haand = {d.nummer: d for d in Delegasjon.objects.filter(gjelder=True, innlesing="")}
    alle = {d.nummer: d for d in nye} | for_haand
    ut: dict[str, list[str]] = {}
    for rad in nye:
        grunner = [_column_fault(rad), check_given_on(rad, alle.get(rad.over)) if rad.over else ""]
        if rad.nummer in for_haand:
            grunner.append(f"{rad.nummer} er alt ført for hånd i registeret.")
        if has_circle(rad, alle):
            grunner.append(f"{rad.nummer} er gitt videre fra seg selv gjennom andre.")
        if funnet := [g for g in grunner if g]:
            ut[rad.nummer] = funnet
    return ut


def _column_fault(rad: Delegasjon) -> str:
    try:
        rad.clean_fields()
    except ValidationError as feil:
        return f"{rad.nummer}: {' '.join(feil.messages)}"
    if rad.gyldig_til is not None and rad.gyldig_til < rad.gyldig_fra:
        return f"{rad.nummer} slutter {rad.gyldig_til:%d.%m.%Y}, før den begynner {rad.gyldig_fra:%d.%m.%Y}."
    return ""


def lagre_delegasjoner(rader: Iterable[Mapping[str, Any]], *, innlesing: str) -> None:
    """Stores the delegations of an import, not yet counting; `sett_gyldige_delegasjoner` makes them."""
    Delegasjon.objects.bulk_create(Delegasjon(innlesing=innlesing, gjelder=False, **rad) for rad in rader)


def sett_gyldige_delegasjoner(gyldige: Collection[str]) -> None:
    """Makes exactly the delegations of these imports count, and those entered by hand."""
    fra_fil = Delegasjon.objects.exclude(innlesing="")
    fra_fil.filter(gjelder=True).update(gjelder=False)
    fra_fil.filter(innlesing__in=list(gyldige)).exclude(nummer__in=numre_for_haand()).update(gjelder=True)


def _check_resting(rad: Delegasjon, siste_dag: date) -> None:
    """Raises SakFeil while others that are given on from this one last longer."""
    videre = Delegasjon.objects.filter(gjelder=True, over=rad.nummer)
    lengre = [d.nummer for d in videre if d.gyldig_til is None or d.gyldig_til > siste_dag]
    if lengre:
        raise SakFeil(
            f"{', '.join(lengre)} er gitt videre fra {rad.nummer} og varer lenger enn {siste_dag:%d.%m.%Y}.",
            "Avslutt dem først.",
        )


def _refuse(grunn: str) -> None:
    if grunn:
        raise SakFeil(grunn)

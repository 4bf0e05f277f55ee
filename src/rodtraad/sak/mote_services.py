"""Acts on meetings: plan, move, mark as held, call off; the plan of a year from a file; the rules of deadlines."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from rodtraad.hendelser.services import loggfor
from rodtraad.kjerne.helligdager import fridag, virkedag_for
from rodtraad.sak.feil import SakFeil
from rodtraad.sak.models import Mote, Motefrekvens, Motestatus, Organ, Saksfristregel
from rodtraad.sak.organ_services import lagre, loggbar

VANLIGE_FRISTER = Path(__file__).parent / "data" / "saksfrister.yaml"
MAKS_I_REKKE = 60


def planlegg_mote(
    *, organ_id: int, dato: date, klokkeslett: time | None = None, sted: str = "", av: str
) -> Mote:
    """Møte: plans one. Raises SakFeil when the body already meets that day."""
    ny = Mote(organ_id=organ_id, dato=dato, klokkeslett=klokkeslett, sted=sted)
    with transaction.atomic():
        lagre(ny)
        loggfor(handling="planla møte", gjelder=f"mote:{ny.pk}", av=av, etter=loggbar(ny))
    return ny


def planlegg_rekke(*, organ_id: int, fra: date, til: date, uker: int, av: str) -> int:
    """Møter: plans one every so many weeks; a day off is moved to the working day before, a taken day skipped.

    Returns how many were planned. Raises SakFeil when there would be none, or more than sixty.
    """
    dager = [fra + timedelta(weeks=uker * n) for n in range(((til - fra).days // (7 * uker)) + 1)]
    if not dager or len(dager) > MAKS_I_REKKE:
        raise SakFeil(
            f"Dette gir {len(dager)} møter. Velg datoer og avstand som gir mellom 1 og {MAKS_I_REKKE}."
        )
    with transaction.atomic():
        opptatt = set(
            Mote.objects.filter(
                organ=organ_id, gjelder=True, dato__range=(fra - timedelta(days=14), til)
            ).values_list("dato", flat=True)
        )
        nye = sorted({virkedag_for(dag) for dag in dager} - opptatt)
        Mote.objects.bulk_create(Mote(organ_id=organ_id, dato=dag) for dag in nye)
        loggfor(
            handling="planla møter", gjelder=f"organ:{organ_id}", av=av,
            etter={"datoer": [dag.isoformat() for dag in nye]},
        )  # fmt: skip
    return len(nye)


def flytt_mote(
    *, mote_id: int, dato: date, klokkeslett: time | None, sted: str, versjon: int, av: str
) -> None:
    """Møte: changes day, time or place of a planned one. Raises SakFeil when another changed it meanwhile."""
    with transaction.atomic():
        rad = _planlagt(mote_id, versjon)
        for_ = loggbar(rad)
        rad.dato, rad.klokkeslett, rad.sted = dato, klokkeslett, sted
        rad.versjon += 1
        lagre(rad)
        loggfor(handling="flyttet møte", gjelder=f"mote:{rad.pk}", av=av, for_=for_, etter=loggbar(rad))


def merk_holdt(*, mote_id: int, i_dag: date, av: str) -> None:
    """Møte: marks a planned one as held. Raises SakFeil before its day, or when it is already closed."""
    with transaction.atomic():
        rad = _planlagt(mote_id)
        if rad.dato > i_dag:
            raise SakFeil(f"Møtet er {rad.dato:%d.%m.%Y} og kan ikke merkes som holdt før det.")
        _sett(rad, Motestatus.HOLDT, "", av)


def avlys_mote(*, mote_id: int, grunn: str, av: str) -> None:
    """Møte: calls off a planned one, with the reason. Raises SakFeil."""
    with transaction.atomic():
        _sett(_planlagt(mote_id), Motestatus.AVLYST, grunn.strip(), av)


def gjenopprett_mote(*, mote_id: int, av: str) -> None:
    """Møte: takes back that one was held or called off. Raises SakFeil."""
    with transaction.atomic():
        rad = (
            Mote.objects.select_for_update()
            .filter(pk=mote_id, gjelder=True)
            .exclude(status=Motestatus.PLANLAGT)
            .first()
        )
        if rad is None:
            raise SakFeil("Møtet er alt planlagt. Last siden på nytt.")
        _sett(rad, Motestatus.PLANLAGT, "", av)


def sett_frekvens(*, organ_id: int, aar: int, antall: int, hyppighet: str = "", av: str) -> None:
    """Møtefrekvens: how many meetings a body is to hold in a year (HJUL-10). Raises SakFeil."""
    with transaction.atomic():
        rad = Motefrekvens.objects.select_for_update().filter(organ=organ_id, aar=aar).first()
        for_ = loggbar(rad) if rad else None
        rad = rad or Motefrekvens(organ_id=organ_id, aar=aar)
        rad.antall, rad.hyppighet = antall, hyppighet
        lagre(rad)
        loggfor(
            handling="satte møtefrekvens", gjelder=f"organ:{organ_id}", av=av, for_=for_, etter=loggbar(rad)
        )


def legg_til_fristregel(
    *, navn: str, dager: int, virkedager: bool = False, organ_id: int | None = None, av: str
) -> Saksfristregel:
    """Saksfristregel: a deadline counted back from meetings (HJUL-12). Raises SakFeil."""
    ny = Saksfristregel(navn=navn.strip(), dager=dager, virkedager=virkedager, organ_id=organ_id)
    with transaction.atomic():
        lagre(ny)
        loggfor(handling="la til fristregel", gjelder=f"saksfristregel:{ny.pk}", av=av, etter=loggbar(ny))
    return ny


def fjern_fristregel(*, regel_id: int, av: str) -> None:
    """Saksfristregel: takes one away; a deadline that is no rule is no longer shown."""
    with transaction.atomic():
        rad = Saksfristregel.objects.select_for_update().filter(pk=regel_id).first()
        if rad is None:
            raise SakFeil("Fristen er alt fjernet. Last siden på nytt.")
        loggfor(handling="fjernet fristregel", gjelder=f"saksfristregel:{rad.pk}", av=av, for_=loggbar(rad))
        rad.delete()


def bruk_vanlige_frister(*, av: str) -> int:
    """Saksfristregler: starts with the usual ones. Raises SakFeil when there are common rules already."""
    if Saksfristregel.objects.filter(organ=None).exists():
        raise SakFeil("Kommunen har alt frister som gjelder alle organer.")
    vanlige: list[dict[str, Any]] = yaml.safe_load(VANLIGE_FRISTER.read_text(encoding="utf-8"))
    with transaction.atomic():
        for regel in vanlige:
            legg_til_fristregel(**regel, av=av)
    return len(vanlige)


def lagre_moter(rader: Iterable[Mapping[str, Any]], *, innlesing: str) -> None:
    """Stores the meetings of an import, not yet counting; `sett_gyldige_moter` makes them."""
    Mote.objects.bulk_create(Mote(innlesing=innlesing, gjelder=False, **rad) for rad in rader)


def sett_gyldige_moter(gyldige: Collection[str]) -> None:
    """Makes exactly the meetings of these imports count; what became of a meeting follows it to the new plan.

    A meeting registered by hand stays, and takes the day from one in a file.
    """
    fra_fil = Mote.objects.exclude(innlesing="")
    utfall = {
        (m.organ_id, m.dato): m for m in fra_fil.filter(gjelder=True).exclude(status=Motestatus.PLANLAGT)
    }
    fra_fil.filter(gjelder=True).update(gjelder=False)
    opptatt = set(Mote.objects.filter(gjelder=True).values_list("organ", "dato"))
    for rad in fra_fil.filter(innlesing__in=list(gyldige)).order_by("-id"):
        if (rad.organ_id, rad.dato) in opptatt:
            continue
        opptatt.add((rad.organ_id, rad.dato))
        rad.gjelder = True
        if (gammel := utfall.get((rad.organ_id, rad.dato))) and rad.status == Motestatus.PLANLAGT:
            rad.status, rad.grunn = gammel.status, gammel.grunn
        rad.save(update_fields=["gjelder", "status", "grunn"])


def organ_etter_navn() -> dict[str, int]:
    """Name or short name of a body, in small letters → its id."""
    ut = {}
    for pk, navn, kortnavn in Organ.objects.values_list("id", "navn", "kortnavn"):
        ut[navn.casefold()] = pk
        if kortnavn:
            ut[kortnavn.casefold()] = pk
    return ut


def fridag_paa(dag: date) -> str:
    """Why nobody works on the day; empty for a working day."""
    return fridag(dag)


def _planlagt(mote_id: int, versjon: int | None = None) -> Mote:
    rad = Mote.objects.select_for_update().filter(pk=mote_id, gjelder=True).first()
    if rad is None or (versjon is not None and rad.versjon != versjon):
        raise SakFeil(
            "Noen andre har endret møtet etter at du åpnet siden. Last siden på nytt, og prøv igjen."
        )
    if rad.status != Motestatus.PLANLAGT:
        raise SakFeil(f"Møtet er alt {rad.status}.")
    return rad


def _sett(rad: Mote, status: str, grunn: str, av: str) -> None:
    for_ = {"status": rad.status, "grunn": rad.grunn}
    rad.status, rad.grunn = status, grunn
    rad.versjon += 1
    lagre(rad)
    loggfor(
        handling=f"merket møte som {status}", gjelder=f"mote:{rad.pk}", av=av, for_=for_,
        etter={"status": status, "grunn": grunn},
    )  # fmt: skip

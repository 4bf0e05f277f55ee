"""Acts on large changes: find them, say what one found. The same twice changes nothing (KOSTRA-14)."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.kostra.avstemming_queries import aar_som_kan_avstemmes
from rodtraad.kostra.endring_queries import finn_store_endringer, uavklarte
from rodtraad.kostra.feil import KostraFeil
from rodtraad.kostra.models import Endringsstatus, Storendring
from rodtraad.kostra.store_endringer import Kandidat
from rodtraad.lov.frister import kostra_frister
from rodtraad.oppgaver.queries import oppgaver_for_kilde
from rodtraad.oppgaver.services import Oppgaveutkast, fullfor_oppgaver, opprett_oppgaver
from rodtraad.tilgang.queries import med_rolle

ROLLE: Final = "okonomi"
"""Whose task it is to look at the changes."""
_FIRE: Final = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Funnet:
    """What came of a search: new in the list, changed since last, no longer above the limits."""

    nye: int
    endret: int
    borte: int

    @property
    def noe(self) -> bool:
        """Whether anything was stored."""
        return bool(self.nye or self.endret or self.borte)


def oppdater_store_endringer(*, aar: int, av: str) -> Funnet:
    """Storendring: brings the list of a year up to date; who must look at it gets a task with the deadline.

    A change that was checked is opened again when its figures are others now. Krav KOSTRA-14.
    """
    kandidater = {(str(k.kilde), k.nokkel): k for k in finn_store_endringer(aar)}
    with transaction.atomic():
        kjente = {
            (rad.kilde, rad.nokkel): rad for rad in Storendring.objects.select_for_update().filter(aar=aar)
        }
        nye = [_ny(aar, k) for n, k in kandidater.items() if n not in kjente]
        Storendring.objects.bulk_create(nye)
        endret = sum(_folg(rad, kandidater[n]) for n, rad in kjente.items() if n in kandidater)
        ute = [rad.pk for n, rad in kjente.items() if n not in kandidater and rad.aktuell]
        borte = Storendring.objects.filter(pk__in=ute).update(aktuell=False, versjon=F("versjon") + 1)
        funnet = Funnet(len(nye), endret, borte)
        if funnet.noe:
            loggfor(handling="lette etter store endringer", gjelder=f"kostra:{aar}", av=av,
                    etter={"nye": funnet.nye, "endret": endret, "borte": borte})  # fmt: skip
        _oppgave(aar, av)
    return funnet


def vurder_storendring(*, endring_id: int, status: str, kommentar: str, versjon: int, av: str) -> None:
    """Storendring: what one found. When nothing waits any more, the task is done. Raises KostraFeil."""
    if status not in Endringsstatus.values:
        raise KostraFeil("Velg en status fra listen.")
    if status == Endringsstatus.RETTES and not kommentar.strip():
        raise KostraFeil("Skriv hva som må rettes.")
    with transaction.atomic():
        rad = Storendring.objects.select_for_update().filter(pk=endring_id).first()
        if rad is None:
            raise KostraFeil("Endringen finnes ikke.")
        vurdert: dict[str, Any] = {"vurdert_av": av, "vurdert": timezone.now()}
        if status == Endringsstatus.AAPEN:
            vurdert = {"vurdert_av": "", "vurdert": None}
        if not Storendring.objects.filter(pk=endring_id, versjon=versjon).update(
            status=status, kommentar=kommentar.strip(), versjon=F("versjon") + 1, **vurdert
        ):
            raise KostraFeil("Noen andre har vurdert endringen mens du hadde den oppe.", "Se hva de skrev.")
        loggfor(handling="vurderte stor endring", gjelder=f"storendring:{endring_id}", av=av,
                for_={"status": rad.status, "kommentar": rad.kommentar},
                etter={"status": status, "kommentar": kommentar.strip()})  # fmt: skip
        _oppgave(rad.aar, av)


def daglig(i_dag: date) -> None:
    """The day's search: from the new year until the last day for corrections, when there are figures of the year."""
    aar = i_dag.year - 1
    if i_dag <= kostra_frister(aar)[2].dato and aar in aar_som_kan_avstemmes():
        oppdater_store_endringer(aar=aar, av="system")


def _ny(aar: int, k: Kandidat) -> Storendring:
    return Storendring(
        aar=aar, kilde=k.kilde, nokkel=k.nokkel, navn=k.navn, funksjon=k.funksjon, enhet=k.endring.enhet,
        verdi_for=k.endring.for_.quantize(_FIRE), verdi=k.endring.naa.quantize(_FIRE),
    )  # fmt: skip


def _folg(rad: Storendring, k: Kandidat) -> bool:
    """Whether the figures, or that it is above the limits, have changed; then it is opened again."""
    ny = _ny(rad.aar, k)
    if rad.aktuell and (rad.verdi_for, rad.verdi) == (ny.verdi_for, ny.verdi):
        return False
    Storendring.objects.filter(pk=rad.pk).update(
        verdi_for=ny.verdi_for, verdi=ny.verdi, aktuell=True, status=Endringsstatus.AAPEN, vurdert=None,
        vurdert_av="", versjon=F("versjon") + 1,
    )  # fmt: skip
    return True


def kilde(aar: int) -> str:
    """What the task of a year names as its source."""
    return f"kostra-endringer:{aar}"


def _oppgave(aar: int, av: str) -> None:
    """Those who answer for the economy have the task while something waits; each is given it once."""
    if not uavklarte(aar):
        aapne = [
            o.pk for o in oppgaver_for_kilde(kilde(aar)) if o.kilde == kilde(aar) and o.status == "aapen"
        ]
        fullfor_oppgaver(oppgave_ider=aapne, av=av)
        return
    i_dag = timezone.localdate()
    frist = kostra_frister(aar)[2].dato
    utkast = [
        Oppgaveutkast(
            f"Sjekk store endringer i KOSTRA-tallene for {aar}", eier, max(frist, i_dag + timedelta(days=7)),
            f"Siste frist for å rette tallene hos SSB er {frist:%d.%m.%Y}.", kilde=kilde(aar), slag="kostra",
            lenke=f"{reverse('kostra:store_endringer')}?aar={aar}",
        )
        for eier in med_rolle(ROLLE, i_dag)
    ]  # fmt: skip
    opprett_oppgaver(utkast, av=av)

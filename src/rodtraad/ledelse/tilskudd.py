"""Acts on applications for grants: plan, change, set status. Its task calls the leader until it is sent (HJUL-16)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.ledelse.feil import LedelseFeil
from rodtraad.ledelse.models import Soknadsstatus, Tilskuddssoknad
from rodtraad.oppgaver.queries import oppgaver_for_kilde
from rodtraad.oppgaver.services import (
    avlys_oppgave,
    fullfor_oppgaver,
    opprett_oppgave,
    overfor_oppgave,
    utsett_oppgave,
)

ESKALER: Final = (14, 3)
"""Days before the deadline at which the leader is told while it is not sent."""
FELTER: Final = ("tittel", "giver", "frist", "belop", "eier_id", "stedfortreder_id", "leder_id", "enhet_nivaa",
                 "enhet_kode", "merknad")  # fmt: skip
_AAPNE = {Soknadsstatus.PLANLAGT, Soknadsstatus.ARBEID}
_NESTE: Final[Mapping[str, frozenset[str]]] = {
    Soknadsstatus.PLANLAGT: frozenset({Soknadsstatus.ARBEID, Soknadsstatus.SENDT, Soknadsstatus.DROPPET}),
    Soknadsstatus.ARBEID: frozenset({Soknadsstatus.SENDT, Soknadsstatus.DROPPET}),
    Soknadsstatus.SENDT: frozenset({Soknadsstatus.INNVILGET, Soknadsstatus.AVSLATT}),
}


def kilde(soknad_id: int) -> str:
    """What the task of an application names as its source."""
    return f"tilskudd:{soknad_id}"


def neste_statuser(status: str) -> tuple[str, ...]:
    """The states an application may go to."""
    return tuple(s for s in Soknadsstatus.values if s in _NESTE.get(status, ()))


def ny_soknad(*, verdier: Mapping[str, Any], av: str) -> Tilskuddssoknad:
    """Tilskuddssøknad: plans one, with a task for its owner that escalates to the leader. Raises LedelseFeil.

    Krav HJUL-16.
    """
    with transaction.atomic():
        rad = Tilskuddssoknad(**{navn: verdier.get(navn) for navn in FELTER if navn in verdier})
        _sjekk(rad)
        rad.save(force_insert=True)
        _gi_oppgave(rad, av)
        loggfor(handling="ny tilskuddssøknad", gjelder=f"tilskudd:{rad.pk}", av=av, etter=_loggbar(rad))
    return rad


def endre_soknad(*, soknad_id: int, versjon: int, verdier: Mapping[str, Any], av: str) -> None:
    """Tilskuddssøknad: changes one not yet sent; its task follows. Raises LedelseFeil."""
    with transaction.atomic():
        rad = _hent(soknad_id)
        if rad.status not in _AAPNE:
            raise LedelseFeil(f"Søknaden er {rad.get_status_display().lower()} og kan ikke endres.")
        for_, eier, frist = _loggbar(rad), rad.eier_id, rad.frist
        for navn in FELTER:
            if navn in verdier:
                setattr(rad, navn, verdier[navn])
        _sjekk(rad)
        _lagre(rad, versjon, **{navn: getattr(rad, navn) for navn in FELTER})
        _flytt_oppgaven(rad, eier, frist, av)
        loggfor(
            handling="endret tilskuddssøknad",
            gjelder=f"tilskudd:{soknad_id}",
            av=av,
            for_=for_,
            etter=_loggbar(rad),
        )


def sett_soknadsstatus(
    *, soknad_id: int, versjon: int, status: str, av: str, dato: date | None = None, merknad: str = ""
) -> None:
    """Tilskuddssøknad: where it stands now; sending it ends the task. Raises LedelseFeil."""
    with transaction.atomic():
        rad = _hent(soknad_id)
        if status not in _NESTE.get(rad.status, ()):
            raise LedelseFeil(
                f"En søknad som er {rad.get_status_display().lower()}, kan ikke bli satt til dette."
            )
        if status == Soknadsstatus.DROPPET and not merknad.strip():
            raise LedelseFeil("Skriv hvorfor det ikke søkes.")
        sendt = (dato or timezone.localdate()) if status == Soknadsstatus.SENDT else rad.sendt
        _lagre(rad, versjon, status=status, sendt=sendt, merknad=merknad.strip() or rad.merknad)
        if status == Soknadsstatus.SENDT:
            fullfor_oppgaver(oppgave_ider=_oppgaver(soknad_id), av=av)
        elif status == Soknadsstatus.DROPPET:
            for oppgave_id in _oppgaver(soknad_id):
                avlys_oppgave(oppgave_id=oppgave_id, grunn=merknad.strip(), av=av)
        loggfor(handling="satte status på tilskuddssøknad", gjelder=f"tilskudd:{soknad_id}", av=av,
                for_={"status": rad.status},
                etter={"status": status, "sendt": sendt, "merknad": merknad.strip()})  # fmt: skip


def _gi_oppgave(rad: Tilskuddssoknad, av: str) -> None:
    opprett_oppgave(
        tittel=f"Send søknad: {rad.tittel}", eier_id=rad.eier_id, frist=rad.frist, av=av, enhet=rad.enhet,
        stedfortreder_id=rad.stedfortreder_id, leder_id=rad.leder_id, kilde=kilde(rad.pk), slag="tilskudd",
        beskrivelse=f"Søknad til {rad.giver}. Når den er sendt, sett status «Sendt».",
        lenke=reverse("ledelse:soknad", args=[rad.pk]), eskaler=ESKALER,
    )  # fmt: skip


def _flytt_oppgaven(rad: Tilskuddssoknad, eier: int, frist: date, av: str) -> None:
    """The task goes with its application: another deadline, another owner."""
    for oppgave_id in _oppgaver(rad.pk):
        if rad.frist != frist:
            utsett_oppgave(
                oppgave_id=oppgave_id, ny_frist=rad.frist, grunn="Søknadsfristen er endret.", av=av
            )
        if rad.eier_id != eier:
            overfor_oppgave(
                oppgave_id=oppgave_id, ny_eier_id=rad.eier_id, grunn="Søknaden har en ny ansvarlig.", av=av
            )


def _oppgaver(soknad_id: int) -> list[int]:
    """The open tasks of the application."""
    return [
        o.pk
        for o in oppgaver_for_kilde(kilde(soknad_id))
        if o.kilde == kilde(soknad_id) and o.status == "aapen"
    ]


def _sjekk(rad: Tilskuddssoknad) -> None:
    if rad.stedfortreder_id is not None and rad.stedfortreder_id == rad.eier_id:
        raise LedelseFeil("Stedfortrederen må være en annen enn den ansvarlige.")
    if rad.leder_id == rad.eier_id:
        raise LedelseFeil("Lederen som varsles, må være en annen enn den ansvarlige.")
    if rad.belop is not None and rad.belop <= 0:
        raise LedelseFeil("Beløpet må være over 0 kr.")


def _hent(soknad_id: int) -> Tilskuddssoknad:
    rad = Tilskuddssoknad.objects.select_for_update().filter(pk=soknad_id).first()
    if rad is None:
        raise LedelseFeil("Søknaden finnes ikke.")
    return rad


def _lagre(rad: Tilskuddssoknad, versjon: int, **felter: Any) -> None:
    if not Tilskuddssoknad.objects.filter(pk=rad.pk, versjon=versjon).update(
        versjon=F("versjon") + 1, **felter
    ):
        raise LedelseFeil(
            "Noen andre har endret søknaden mens du hadde den oppe.", "Se hva som er nytt, og prøv igjen."
        )


def _loggbar(rad: Tilskuddssoknad) -> dict[str, Any]:
    return {navn: getattr(rad, navn) for navn in FELTER}

"""The tasks of the year's own deadlines: KOSTRA, the annual report (HJUL-07). They follow the event when it moves."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from rodtraad.aarshjul.models import Aarshendelse, Hendelsesstatus
from rodtraad.oppgaver.queries import Oppgaver, oppgaver_for_kilde
from rodtraad.oppgaver.services import Oppgaveutkast, avlys_oppgave, opprett_oppgaver, utsett_oppgave
from rodtraad.tilgang.queries import LEDERROLLER, leder_for, med_rolle


def kilde_for(hendelse_id: int) -> str:
    """The source of the tasks of an event."""
    return f"aarshendelse:{hendelse_id}:"


def gi_fristoppgaver(rader: Iterable[Aarshendelse], *, av: str) -> int:
    """Gives the task of each event that asks for one, is planned, not past and has none; returns how many were new.

    An event whose role nobody holds gets its task when the year is filled out again.
    """
    i_dag = timezone.localdate()
    aktuelle = [
        h for h in rader if h.oppgave and h.status == Hendelsesstatus.PLANLAGT and h.til >= i_dag
    ]  # fmt: skip
    utkast = [_utkast(h, eier) for h in aktuelle if not _gitt(h) for eier in ansvarlige(h, i_dag)]
    return opprett_oppgaver(utkast, av=av) if utkast else 0


def ansvarlige(h: Aarshendelse, i_dag: date) -> tuple[int, ...]:
    """Who answers for an event: its person, else the leader of its wheel's unit, else whoever holds its role.

    A role of leaders is each of them; of another role the one who has had it longest.
    """
    if h.eier_id is not None:
        return (h.eier_id,)
    hjul = h.temahjul
    if hjul is not None and not h.eier_rolle:
        leder = leder_for(i_dag).get((hjul.enhet_nivaa, hjul.enhet_kode))
        return (leder,) if leder else ()
    personer = med_rolle(h.eier_rolle, i_dag) if h.eier_rolle else ()
    return personer if h.eier_rolle in LEDERROLLER[1:] else personer[:1]


def folg_hendelsen(h: Aarshendelse, *, av: str) -> None:
    """Moves the open tasks of an event to its day, and gives the task when it has none. Tasks keep their person."""
    for oppgave in _aapne(h):
        if oppgave.frist != h.til:
            utsett_oppgave(
                oppgave_id=oppgave.pk,
                ny_frist=h.til,
                grunn=gettext("Hendelsen er flyttet i årshjulet."),
                av=av,
            )
    gi_fristoppgaver([h], av=av)


def lukk_fristoppgaver(h: Aarshendelse, status: str, grunn: str, *, av: str) -> None:
    """Calls off the open tasks of an event that is called off or replaced, with its reason."""
    if status in {Hendelsesstatus.AVLYST, Hendelsesstatus.ERSTATTET}:
        for oppgave in _aapne(h):
            avlys_oppgave(oppgave_id=oppgave.pk, grunn=grunn, av=av)


def _gitt(h: Aarshendelse) -> bool:
    return oppgaver_for_kilde(kilde_for(h.pk)).exists()


def _aapne(h: Aarshendelse) -> Oppgaver:
    return oppgaver_for_kilde(kilde_for(h.pk)).filter(status="aapen")


def _utkast(h: Aarshendelse, eier: int) -> Oppgaveutkast:
    return Oppgaveutkast(
        tittel=h.tittel[:200], eier_id=eier, frist=h.til, slag="aarshjul", eskaler=(1,), kilde=kilde_for(h.pk),
        lenke=reverse("aarshjul:hendelse", args=[h.pk]),
    )  # fmt: skip

"""Work in the background: sends what waits, and does the day's work once a day, in however many processes.

The table of what is on its way out is the queue (ADR 0011): what an act wants sent is stored with the act.
"""

import logging
import threading
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import DatabaseError, close_old_connections, transaction
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.oppgaver import dagsarbeid, rundearbeid
from rodtraad.oppgaver.daglig import paaminn
from rodtraad.oppgaver.models import Dagsverk
from rodtraad.oppgaver.utsending import send_ventende

KLOKKA: Final = 5
"""The hour from which the day's work is done."""
MELLOMROM: Final = 20.0
"""Seconds between looks at what waits."""
KORT_MELLOMROM: Final = 4.0
"""Seconds between looks at what a person sits and waits for, when nobody in this process says it has come."""
logg = logging.getLogger(__name__)


def gjor_dagens(i_dag: date | None = None) -> int | None:
    """Dagsverk: the day's reminders; None when the day is done. Returns how many were given.

    Each reminder is a transaction of its own and is given once, whoever gives it, so two at once and one that
    is killed halfway do no harm: the row of the day is made when all are given, and until then the next goes on.
    """
    dag = i_dag or timezone.localdate()
    if Dagsverk.objects.filter(dag=dag, ferdig__isnull=False).exists():
        return None
    antall = paaminn(dag)
    _gjor_andres(dag)
    with transaction.atomic():
        Dagsverk.objects.bulk_create([Dagsverk(dag=dag)], ignore_conflicts=True)
        ny = Dagsverk.objects.filter(dag=dag, ferdig__isnull=True).update(
            ferdig=timezone.now(), antall=antall
        )
        if ny:
            loggfor(
                handling="gjorde dagens arbeid", gjelder=f"dagsverk:{dag}", etter={"paaminnelser": antall}
            )
    return antall


def _gjor_andres(dag: date) -> None:
    """What other rooms do once a day; one that cannot be done today stops none of the others."""
    for navn, arbeid_ in dagsarbeid.alle().items():
        try:
            arbeid_(dag)
        except RodtraadFeil as feil:
            logg.warning("Dagsarbeidet «%s» ble ikke gjort: %s", navn, feil)


def runde() -> int:
    """One look: the day's work if its hour has come, then what waits. Returns how many were sent."""
    if timezone.localtime().time() >= time(KLOKKA):
        gjor_dagens()
    return send_ventende()


def arbeid(stopp: threading.Event, *, mellomrom: float = MELLOMROM) -> None:
    """Looks again and again until told to stop; a database that is away is tried again at the next look."""
    for navn in rundearbeid.alle():
        threading.Thread(target=_andres, args=(navn, stopp), name=f"rodtraad-{navn}", daemon=True).start()
    while not stopp.is_set():
        try:
            runde()
        except DatabaseError:
            logg.exception("Arbeidet i bakgrunnen ble avbrutt av databasen")
        finally:
            close_old_connections()
        stopp.wait(mellomrom)


def _andres(navn: str, stopp: threading.Event) -> None:
    """The work of another room: woken, or after a while; what goes wrong in one look does not end the next."""
    while not stopp.is_set():
        try:
            rundearbeid.alle()[navn]()
        except Exception:
            logg.exception("Arbeidet «%s» i bakgrunnen ble avbrutt", navn)
        finally:
            close_old_connections()
        rundearbeid.vent(navn, KORT_MELLOMROM)


def i_bakgrunnen() -> threading.Event:
    """Starts the work in a thread of this process, for the embedded server; set the event to stop it."""
    stopp = threading.Event()
    threading.Thread(target=arbeid, args=(stopp,), name="rodtraad-arbeider", daemon=True).start()
    return stopp


def sist_gjort() -> datetime | None:
    """When the day's work was last done, for the page of what was sent."""
    return (
        Dagsverk.objects.filter(ferdig__gte=timezone.now() - timedelta(days=30))
        .values_list("ferdig", flat=True)
        .last()
    )

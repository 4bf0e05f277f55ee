"""The calendar as iCalendar (RFC 5545): a person's by a secret address, and the public one. Made by `icalendar`."""

import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event

from rodtraad.aarshjul.models import Kalendernokkel, Presisjon
from rodtraad.aarshjul.queries import aapne_hendelser, kommende
from rodtraad.hendelser.services import loggfor
from rodtraad.oppgaver.queries import mine_oppgaver
from rodtraad.tilgang.models import Bruker
from rodtraad.tilgang.queries import rettigheter_for

TILBAKE, FREM = 90, 550
_SJELDEN: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Avtale:
    """An entry of a calendar: whole days when `fra` is a date, else an hour to an hour."""

    uid: str
    tittel: str
    fra: date | datetime
    til: date | datetime
    lenke: str = ""


type Avtaler = Callable[[date, date], Iterable[Avtale]]
_AAPNE: Final[list[Avtaler]] = []


def registrer_aapne(kilde: Avtaler) -> None:
    """Adds a source of entries everyone may see: political meetings."""
    _AAPNE.append(kilde)


def lag_nokkel(*, bruker_id: int, av: str) -> str:
    """Kalendernøkkel: a new secret address; the earlier ones stop. Returns the secret, which is shown once."""
    hemmelighet = secrets.token_urlsafe(32)
    with transaction.atomic():
        Kalendernokkel.objects.filter(bruker=bruker_id, trukket__isnull=True).update(trukket=timezone.now())
        Kalendernokkel.objects.create(bruker_id=bruker_id, sha256=_sha(hemmelighet))
        loggfor(handling="laget kalenderadresse", gjelder=f"bruker:{bruker_id}", av=av)
    return hemmelighet


def trekk_nokkel(*, bruker_id: int, av: str) -> None:
    """Kalendernøkkel: the person's address stops."""
    with transaction.atomic():
        if Kalendernokkel.objects.filter(bruker=bruker_id, trukket__isnull=True).update(
            trukket=timezone.now()
        ):
            loggfor(handling="trakk kalenderadresse", gjelder=f"bruker:{bruker_id}", av=av)


def gyldig_nokkel(bruker_id: int) -> Kalendernokkel | None:
    """The person's address that works now, without its secret."""
    return Kalendernokkel.objects.filter(bruker=bruker_id, trukket__isnull=True).first()


def finn_eier(hemmelighet: str) -> Bruker | None:
    """Whose address it is; None when it is unknown, withdrawn, or the person inactive."""
    rad = (
        Kalendernokkel.objects.select_related("bruker")
        .filter(sha256=_sha(hemmelighet), trukket__isnull=True, bruker__is_active=True)
        .first()
    )
    if rad is None:
        return None
    naa = timezone.now()
    Kalendernokkel.objects.filter(pk=rad.pk).exclude(sist_brukt__gt=naa - _SJELDEN).update(sist_brukt=naa)
    return rad.bruker


def personlig(bruker: Bruker) -> bytes:
    """The person's own: open tasks, the events one may see, the public meetings. Rights are those of today."""
    i_dag = timezone.localdate()
    rettigheter = rettigheter_for(bruker.pk, i_dag)
    avtaler = [
        Avtale(
            f"oppgave-{o.pk}",
            f"Frist: {o.tittel}",
            o.frist,
            o.frist,
            reverse("oppgaver:oppgave", args=[o.pk]),
        )
        for o in mine_oppgaver(bruker.pk)
    ]
    if rettigheter.har("aarshjul.se"):
        rader = kommende(
            i_dag - timedelta(days=TILBAKE),
            TILBAKE + FREM,
            roller=sorted(rettigheter.roller),
            bruker_id=bruker.pk,
        )
        avtaler += [
            _fra_hendelse(h.pk, h.tittel, h.fra, h.til) for h in rader if h.presisjon == Presisjon.DAG
        ]
    return _kalender(f"Rødtråd – {bruker.navn}", [*avtaler, *_aapne_kilder(i_dag)])


def aapen() -> bytes:
    """The public calendar: events marked as public, political meetings."""
    i_dag = timezone.localdate()
    rader = aapne_hendelser(i_dag - timedelta(days=TILBAKE), i_dag + timedelta(days=FREM))
    avtaler = [_fra_hendelse(h.pk, h.tittel, h.fra, h.til) for h in rader if h.presisjon == Presisjon.DAG]
    return _kalender("Kommunens kalender", [*avtaler, *_aapne_kilder(i_dag)])


def _fra_hendelse(pk: int, tittel: str, fra: date, til: date) -> Avtale:
    return Avtale(f"aarshendelse-{pk}", tittel, fra, til)


def _aapne_kilder(i_dag: date) -> list[Avtale]:
    spenn = (i_dag - timedelta(days=TILBAKE), i_dag + timedelta(days=FREM))
    return [avtale for kilde in _AAPNE for avtale in kilde(*spenn)]


def _kalender(navn: str, avtaler: Iterable[Avtale]) -> bytes:
    kalender = Calendar()
    kalender.add("prodid", "-//Rødtråd//NO")
    kalender.add("version", "2.0")
    kalender.add("x-wr-calname", navn)
    for avtale in sorted({a.uid: a for a in avtaler}.values(), key=lambda a: (str(a.fra), a.uid)):
        kalender.add_component(_hendelse(avtale))
    return bytes(kalender.to_ical())


def _hendelse(avtale: Avtale) -> Event:
    hendelse = Event()
    hendelse.add("uid", f"{avtale.uid}@{settings.ADRESSE.split('://')[-1]}")
    # The same content gives the same bytes, so that nobody fetches twice what has not changed.
    hendelse.add("dtstamp", datetime(2000, 1, 1, tzinfo=UTC))
    hendelse.add("summary", avtale.tittel)
    hel_dag = not isinstance(avtale.fra, datetime)
    hendelse.add("dtstart", avtale.fra)
    hendelse.add("dtend", avtale.til + timedelta(days=1) if hel_dag else avtale.til)
    if avtale.lenke:
        hendelse.add("url", f"{settings.ADRESSE}{avtale.lenke}")
    return hendelse


def _sha(hemmelighet: str) -> str:
    return hashlib.sha256(hemmelighet.encode()).hexdigest()

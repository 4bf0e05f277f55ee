"""The calendar as iCalendar (RFC 5545): a person's by a secret address, and the public one. Made by `icalendar`."""

import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event

from rodtraad.aarshjul.models import Aarshendelse, Kalendernokkel
from rodtraad.aarshjul.queries import dager_i_aaret
from rodtraad.hendelser.services import loggfor
from rodtraad.oppgaver.queries import mine_oppgaver
from rodtraad.sak.mote_queries import moter
from rodtraad.sak.saksfrister import Motepost
from rodtraad.skall.opphenging import heng_opp_alt
from rodtraad.tilgang.queries import rettigheter_for

TILBAKE, FREM = 90, 550
FOLKEVALGT, AVLYST = "folkevalgt", "avlyst"
_SJELDEN: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Avtale:
    """An entry: whole days when `fra` is a date, else from an hour on; `til` is None when nobody knows the end."""

    uid: str
    tittel: str
    fra: date | datetime
    til: date | datetime | None = None
    lenke: str = ""
    sted: str = ""
    om: str = ""
    endret: int = 0
    """How many times it has been changed, so that a calendar shows the latest."""


@dataclass(frozen=True, slots=True)
class Kalendereier:
    """Whose calendar it is."""

    pk: int
    navn: str


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


def finn_eier(hemmelighet: str) -> Kalendereier | None:
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
    return Kalendereier(rad.bruker_id, rad.bruker.navn)


def personlig(eier: Kalendereier) -> bytes:
    """Open tasks, the days of the year the person may see, public meetings. Rights are those of today."""
    fra, til = _spenn()
    avtaler = [
        Avtale(
            f"oppgave-{o.pk}", f"Frist: {o.tittel}", o.frist, o.frist, reverse("oppgaver:oppgave", args=[o.pk]),
            endret=o.versjon - 1,
        )
        for o in mine_oppgaver(eier.pk)
    ]  # fmt: skip
    if rettigheter_for(eier.pk, timezone.localdate()).har("aarshjul.se"):
        avtaler += [_fra_hendelse(h, med_lenke=True) for h in dager_i_aaret(fra, til)]
    return _kalender(f"Rødtråd – {eier.navn}", [*avtaler, *_aapne_kilder(fra, til)])


def aapen() -> bytes:
    """The public calendar: events marked as public, political meetings. Nothing that only those inside may open."""
    fra, til = _spenn()
    avtaler = [_fra_hendelse(h, med_lenke=False) for h in dager_i_aaret(fra, til) if h.offentlig]
    return _kalender("Kommunens kalender", [*avtaler, *_aapne_kilder(fra, til)])


def politiske_moter(fra: date, til: date) -> list[Avtale]:
    """The meetings of elected bodies that are not called off, from the meeting plan."""
    return [_fra_mote(m) for m in moter(fra, til) if m.slag == FOLKEVALGT and m.status != AVLYST]


def _fra_mote(mote: Motepost) -> Avtale:
    uid = f"mote-{mote.id}"
    if mote.klokkeslett is None:
        return Avtale(uid, mote.organ, mote.dato, mote.dato, sted=mote.sted)
    fra = datetime.combine(mote.dato, mote.klokkeslett, tzinfo=ZoneInfo(settings.TIME_ZONE))
    return Avtale(uid, mote.organ, fra, sted=mote.sted)


def _fra_hendelse(h: Aarshendelse, *, med_lenke: bool) -> Avtale:
    return Avtale(
        f"aarshendelse-{h.pk}", h.tittel, h.fra, h.til, om=h.organ, endret=h.versjon - 1,
        lenke=reverse("aarshjul:hendelse", args=[h.pk]) if med_lenke else "",
    )  # fmt: skip


def _spenn() -> tuple[date, date]:
    i_dag = timezone.localdate()
    return i_dag - timedelta(days=TILBAKE), i_dag + timedelta(days=FREM)


def _aapne_kilder(fra: date, til: date) -> list[Avtale]:
    heng_opp_alt()
    return [avtale for kilde in _AAPNE for avtale in kilde(fra, til)]


def _kalender(navn: str, avtaler: Iterable[Avtale]) -> bytes:
    kalender = Calendar()
    kalender.add("prodid", "-//Rødtråd//NO")
    kalender.add("version", "2.0")
    kalender.add("x-wr-calname", navn)
    kalender.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for avtale in sorted({a.uid: a for a in avtaler}.values(), key=lambda a: (str(a.fra), a.uid)):
        kalender.add_component(_hendelse(avtale))
    kalender.add_missing_timezones()
    return bytes(kalender.to_ical())


def _hendelse(avtale: Avtale) -> Event:
    hendelse = Event()
    hendelse.add("uid", f"{avtale.uid}@{settings.ADRESSE.split('://')[-1]}")
    # The same content gives the same bytes, so that nobody fetches twice what has not changed.
    hendelse.add("dtstamp", datetime(2000, 1, 1, tzinfo=UTC))
    hendelse.add("sequence", avtale.endret)
    hendelse.add("summary", avtale.tittel)
    hendelse.add("dtstart", avtale.fra)
    if avtale.til is not None:
        hel_dag = not isinstance(avtale.fra, datetime)
        hendelse.add("dtend", avtale.til + timedelta(days=1) if hel_dag else avtale.til)
    if avtale.sted:
        hendelse.add("location", avtale.sted)
    if avtale.om:
        hendelse.add("description", avtale.om)
    if avtale.lenke:
        hendelse.add("url", f"{settings.ADRESSE}{avtale.lenke}")
    return hendelse


def _sha(hemmelighet: str) -> str:
    return hashlib.sha256(hemmelighet.encode()).hexdigest()

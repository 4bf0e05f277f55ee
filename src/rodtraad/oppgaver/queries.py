"""Reads of tasks and messages."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from rodtraad.oppgaver.models import Kommentar, Melding, Oppgave, Oppgavestatus, Sending, Varselvalg, Webhook
from rodtraad.tilgang.rettigheter import Enhetsnokkel

type Oppgaver = QuerySet[Oppgave]


class Naar(TextChoices):
    """Which deadlines one looks for."""

    FORFALT = "forfalt", _("Over fristen")
    UKE = "uke", _("Innen en uke")
    MAANED = "maaned", _("Innen en måned")


_DAGER = {Naar.UKE: 7, Naar.MAANED: 31}


@dataclass(frozen=True, slots=True)
class Utvalg:
    """What one looks for in a list of tasks."""

    tekst: str = ""
    naar: str = ""


@dataclass(frozen=True, slots=True)
class Framdrift:
    """How far the tasks of one source have come."""

    aapne: int
    fullforte: int
    avlyste: int
    forfalte: int

    @property
    def alle(self) -> int:
        """All that were not called off."""
        return self.aapne + self.fullforte

    @property
    def prosent(self) -> int:
        """Completed of all, 0–100; 100 when there is none."""
        return 100 * self.fullforte // self.alle if self.alle else 100


def egne_oppgaver(bruker_id: int, *, ogsaa_for: Collection[int] = ()) -> Oppgaver:
    """Every task of a person, open or not, and of those the person stands in for, by deadline (HJUL-17)."""
    eiere = {bruker_id, *ogsaa_for}
    return (
        Oppgave.objects.filter(Q(eier__in=eiere) | Q(stedfortreder=bruker_id))
        .select_related("eier")
        .order_by("frist", "id")
    )


def mine_oppgaver(bruker_id: int, *, ogsaa_for: Collection[int] = ()) -> Oppgaver:
    """The open ones of egne_oppgaver, nearest deadline first."""
    return egne_oppgaver(bruker_id, ogsaa_for=ogsaa_for).filter(status=Oppgavestatus.AAPEN)


def lukkede_oppgaver(bruker_id: int, *, ogsaa_for: Collection[int] = ()) -> Oppgaver:
    """Those of egne_oppgaver that are finished or called off, last first."""
    lukkede = egne_oppgaver(bruker_id, ogsaa_for=ogsaa_for).exclude(status=Oppgavestatus.AAPEN)
    return lukkede.order_by("-ferdig", "-id")


def velg_ut(rader: Oppgaver, utvalg: Utvalg, i_dag: date) -> Oppgaver:
    """Those with the text in the title and a deadline in the time chosen."""
    if utvalg.tekst:
        # SQLite knows no capital but A to Z, so that «årsrapport» is asked for in each way it may be written.
        former = {utvalg.tekst, utvalg.tekst.lower(), utvalg.tekst.upper(), utvalg.tekst.capitalize()}
        treff = Q(tittel__icontains=utvalg.tekst)
        for form in former:
            treff |= Q(tittel__contains=form)
        rader = rader.filter(treff)
    if utvalg.naar == Naar.FORFALT:
        return rader.filter(frist__lt=i_dag, status=Oppgavestatus.AAPEN)
    if utvalg.naar in _DAGER:
        return rader.filter(frist__lte=i_dag + timedelta(days=_DAGER[Naar(utvalg.naar)]))
    return rader


def enhetens_oppgaver(omfang: Collection[Enhetsnokkel] | None, *, lukkede: bool = False) -> Oppgaver:
    """Open (or closed) tasks for the units (None = every unit), nearest deadline first (the last first)."""
    alle = Oppgave.objects.exclude(enhet_kode="").select_related("eier")
    if lukkede:
        alle = alle.exclude(status=Oppgavestatus.AAPEN).order_by("-frist", "-id")
    else:
        alle = alle.filter(status=Oppgavestatus.AAPEN)
    if omfang is None:
        return alle
    valg = Q(pk__in=())
    for nivaa in {nivaa for nivaa, _kode in omfang}:
        valg |= Q(enhet_nivaa=nivaa, enhet_kode__in=[kode for n, kode in omfang if n == nivaa])
    return alle.filter(valg)


def hent_oppgave(oppgave_id: int) -> Oppgave | None:
    """One task with its persons."""
    return Oppgave.objects.select_related("eier", "stedfortreder", "leder").filter(pk=oppgave_id).first()


def kommentarer_til(oppgave_id: int) -> QuerySet[Kommentar]:
    """The remarks on a task, oldest first."""
    return Kommentar.objects.filter(oppgave=oppgave_id)


def framdrift(kilde_prefiks: str, i_dag: date) -> Framdrift:
    """How far the tasks whose source begins so have come. One query."""
    aapen = Q(status=Oppgavestatus.AAPEN)
    tall = Oppgave.objects.filter(kilde__startswith=kilde_prefiks).aggregate(
        aapne=Count("id", filter=aapen),
        fullforte=Count("id", filter=Q(status=Oppgavestatus.FULLFORT)),
        avlyste=Count("id", filter=Q(status=Oppgavestatus.AVLYST)),
        forfalte=Count("id", filter=aapen & Q(frist__lt=i_dag)),
    )
    return Framdrift(**tall)


def oppgaver_for_kilde(kilde_prefiks: str) -> Oppgaver:
    """The tasks whose source begins so, by unit."""
    return (
        Oppgave.objects.filter(kilde__startswith=kilde_prefiks)
        .select_related("eier")
        .order_by("enhet_kode", "frist", "id")
    )


def uleste(bruker_id: int) -> int:
    """How many messages wait to be read."""
    return Melding.objects.filter(mottaker=bruker_id, lest__isnull=True).count()


def meldinger_til(bruker_id: int) -> QuerySet[Melding]:
    """A person's messages: the unread first, then the newest."""
    return Melding.objects.filter(mottaker=bruker_id).order_by(
        F("lest").asc(nulls_first=True), "-sendt", "-id"
    )


def epostvalg(bruker_ider: Collection[int], slag: str) -> Mapping[int, str]:
    """How those who have chosen want e-mail of a kind; the others want it at once."""
    rader = Varselvalg.objects.filter(bruker__in=bruker_ider, slag=slag)
    return dict(rader.values_list("bruker", "epost"))


def varselvalg_til(bruker_id: int) -> Mapping[str, str]:
    """What a person has chosen, kind by kind."""
    return dict(Varselvalg.objects.filter(bruker=bruker_id).values_list("slag", "epost"))


def webhookliste() -> QuerySet[Webhook]:
    """The webhooks by name, with how many calls wait or were given up."""
    return Webhook.objects.annotate(
        venter=Count("sendinger", filter=Q(sendinger__tilstand=Sending.Tilstand.VENTER)),
        oppgitt=Count("sendinger", filter=Q(sendinger__tilstand=Sending.Tilstand.OPPGITT)),
    )


def sendinger(tilstand: str = "") -> QuerySet[Sending]:
    """What is or was on its way out, newest first; only in one state when it is given."""
    rader = Sending.objects.select_related("webhook")
    return rader.filter(tilstand=tilstand) if tilstand in Sending.Tilstand.values else rader

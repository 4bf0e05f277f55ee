"""The day's work: who must be reminded, and which leaders must be told."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.oppgaver.forfall import Varsel, forfalte
from rodtraad.oppgaver.models import Oppgave, Oppgavestatus, Paaminnelse
from rodtraad.oppgaver.services import LENGST_FREM
from rodtraad.oppgaver.varselslag import ESKALERING, PAAMINNELSE
from rodtraad.oppgaver.varsling import varsle
from rodtraad.tilgang.queries import leder_for, stedfortredere_paa, toppledere
from rodtraad.tilgang.rettigheter import Enhetsnokkel

HELG = timedelta(days=7)
"""A call may come this much before its day, when that day is free: docs/regler/oppgaver-og-varsler.md."""


@dataclass(frozen=True, slots=True)
class Dagensfolk:
    """Who stands in for whom, and who leads what, on the day."""

    stedfortredere: Mapping[int, tuple[int, ...]]
    ledere: Mapping[Enhetsnokkel, int]
    toppledere: tuple[int, ...]

    def mottakere(self, oppgave: Oppgave, varsel: Varsel) -> list[int]:
        """Those a call goes to, with whoever stands in for them today."""
        faste = self._til_leder(oppgave) if varsel.slag == ESKALERING else self._til_eier(oppgave)
        vikarer = {vikar for person in faste for vikar in self.stedfortredere.get(person, ())}
        return sorted(faste | vikarer)

    def _til_eier(self, oppgave: Oppgave) -> set[int]:
        return {oppgave.eier_id} | ({oppgave.stedfortreder_id} if oppgave.stedfortreder_id else set())

    def _til_leder(self, oppgave: Oppgave) -> set[int]:
        """The one named; else the leader of the unit, unless the task is the leader's own; else the top."""
        if oppgave.leder_id:
            return {oppgave.leder_id}
        leder = self.ledere.get(oppgave.enhet) if oppgave.enhet else None
        if leder not in {None, oppgave.eier_id}:
            return {leder} if leder is not None else set()
        return {topp for topp in self.toppledere[:1] if topp != oppgave.eier_id}


def paaminn(i_dag: date | None = None) -> int:
    """Påminnelser: gives those due today, each once, also with two workers at once. Returns how many. Krav HJUL-16."""
    dag = i_dag or timezone.localdate()
    oppgaver = list(
        Oppgave.objects.filter(
            status=Oppgavestatus.AAPEN, frist__lte=dag + timedelta(days=LENGST_FREM) + HELG
        )
    )
    gitt, folk = _gitte(), _folk(oppgaver, dag)
    antall = 0
    for oppgave in oppgaver:
        for varsel in forfalte(
            oppgave.frist, dag, paaminnelser=oppgave.paaminnelser, eskaler=oppgave.eskaler,
            gitt=gitt[oppgave.pk, oppgave.frist],
        ):  # fmt: skip
            antall += _gi(oppgave, varsel, dag, folk.mottakere(oppgave, varsel))
    return antall


def _folk(oppgaver: Iterable[Oppgave], dag: date) -> Dagensfolk:
    ledere, topp = leder_for(dag), toppledere(dag)
    egne = {b for o in oppgaver for b in (o.eier_id, o.leder_id) if b is not None}
    return Dagensfolk(stedfortredere_paa(egne | set(ledere.values()) | set(topp), dag), ledere, topp)


def _gitte() -> dict[tuple[int, date], set[Varsel]]:
    ut: dict[tuple[int, date], set[Varsel]] = defaultdict(set)
    rader = Paaminnelse.objects.filter(oppgave__status=Oppgavestatus.AAPEN, varslet=True)
    for oppgave_id, slag, dager, frist in rader.values_list("oppgave", "slag", "dager", "frist"):
        ut[oppgave_id, frist].add(Varsel(slag, dager))
    return ut


def _gi(oppgave: Oppgave, varsel: Varsel, dag: date, mottakere: list[int]) -> int:
    """The row that says it is given and the message are one transaction; whoever comes second gives nothing."""
    if not mottakere:
        return 0
    nokkel = {"oppgave": oppgave, "slag": varsel.slag, "dager": varsel.dager, "frist": oppgave.frist}
    with transaction.atomic():
        Paaminnelse.objects.bulk_create([Paaminnelse(**nokkel)], ignore_conflicts=True)
        # Also not if it was completed or moved since this worker read it.
        som_for = {"oppgave__status": Oppgavestatus.AAPEN, "oppgave__frist": oppgave.frist}
        if Paaminnelse.objects.filter(**nokkel, **som_for, varslet=False).update(varslet=True) != 1:
            return 0
        varsle(
            mottakere=mottakere, emne=_emne(oppgave, varsel, dag), tekst=oppgave.beskrivelse_ren,
            lenke=reverse("oppgaver:oppgave", args=[oppgave.pk]), slag=varsel.slag, enhet=oppgave.enhet,
        )  # fmt: skip
        loggfor(handling="påminnet" if varsel.slag == PAAMINNELSE else "eskalerte", gjelder=f"oppgave:{oppgave.pk}",
                etter={"dager": varsel.dager, "mottakere": mottakere})  # fmt: skip
    return 1


def _emne(oppgave: Oppgave, varsel: Varsel, dag: date) -> str:
    igjen = (oppgave.frist - dag).days
    naar = f"om {igjen} dager" if igjen > 1 else "i morgen" if igjen == 1 else "i dag" if igjen == 0 else ""
    frist = f"frist {naar}" if naar else f"fristen var {oppgave.frist:%d.%m.%Y}"
    hvem = "Ikke gjort: " if varsel.slag == ESKALERING else ""
    return f"{hvem}{oppgave.tittel} ({frist})"

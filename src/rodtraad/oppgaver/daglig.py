"""The day's work: who must be reminded, and which leaders must be told."""

from collections import defaultdict
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.oppgaver.forfall import ESKALERING, PAAMINNELSE, Varsel, forfalte
from rodtraad.oppgaver.models import Oppgave, Oppgavestatus, Paaminnelse
from rodtraad.oppgaver.varsling import ESKALERING as ESKALERINGSSLAG
from rodtraad.oppgaver.varsling import varsle
from rodtraad.tilgang.queries import stedfortredere_paa

LENGST_FREM = 60
"""Days ahead that a reminder can be set for."""


def paaminn(i_dag: date | None = None) -> int:
    """Påminnelser: gives those due today, each once, also with two workers at once. Returns how many. Krav HJUL-16."""
    dag = i_dag or timezone.localdate()
    oppgaver = list(
        Oppgave.objects.filter(
            status=Oppgavestatus.AAPEN, frist__lte=date.fromordinal(dag.toordinal() + LENGST_FREM)
        )
    )
    gitt = _gitte(oppgaver)
    stedfortredere = stedfortredere_paa({o.eier_id for o in oppgaver}, dag)
    antall = 0
    for oppgave in oppgaver:
        for varsel in forfalte(
            oppgave.frist, dag, paaminnelser=oppgave.paaminnelser, eskaler=oppgave.eskaler,
            gitt=gitt[oppgave.pk, oppgave.frist],
        ):  # fmt: skip
            antall += _gi(oppgave, varsel, dag, stedfortredere.get(oppgave.eier_id, ()))
    return antall


def _gitte(oppgaver: list[Oppgave]) -> dict[tuple[int, date], set[Varsel]]:
    ut: dict[tuple[int, date], set[Varsel]] = defaultdict(set)
    rader = Paaminnelse.objects.filter(oppgave__status=Oppgavestatus.AAPEN, varslet=True)
    if oppgaver:
        for oppgave_id, slag, dager, frist in rader.values_list("oppgave", "slag", "dager", "frist"):
            ut[oppgave_id, frist].add(Varsel(slag, dager))
    return ut


def _gi(oppgave: Oppgave, varsel: Varsel, dag: date, stedfortredere: tuple[int, ...]) -> int:
    """The row that says it is given and the message are one transaction; whoever comes second gives nothing."""
    mottakere = _mottakere(oppgave, varsel, stedfortredere)
    if not mottakere:
        return 0
    nokkel = {"oppgave": oppgave, "slag": varsel.slag, "dager": varsel.dager, "frist": oppgave.frist}
    with transaction.atomic():
        Paaminnelse.objects.bulk_create([Paaminnelse(**nokkel)], ignore_conflicts=True)
        if Paaminnelse.objects.filter(**nokkel, varslet=False).update(varslet=True) != 1:
            return 0
        varsle(
            mottakere=mottakere, emne=_emne(oppgave, varsel, dag), tekst=oppgave.beskrivelse_ren,
            lenke=reverse("oppgaver:oppgave", args=[oppgave.pk]),
            slag=ESKALERINGSSLAG if varsel.slag == ESKALERING else oppgave.slag or PAAMINNELSE,
        )  # fmt: skip
        loggfor(handling="påminnet" if varsel.slag == PAAMINNELSE else "eskalerte", gjelder=f"oppgave:{oppgave.pk}",
                etter={"dager": varsel.dager, "mottakere": mottakere})  # fmt: skip
    return 1


def _mottakere(oppgave: Oppgave, varsel: Varsel, stedfortredere: tuple[int, ...]) -> list[int]:
    if varsel.slag == ESKALERING:
        return [oppgave.leder_id] if oppgave.leder_id else []
    faste = {oppgave.eier_id, *stedfortredere}
    return sorted(faste | ({oppgave.stedfortreder_id} if oppgave.stedfortreder_id else set()))


def _emne(oppgave: Oppgave, varsel: Varsel, dag: date) -> str:
    igjen = (oppgave.frist - dag).days
    naar = f"om {igjen} dager" if igjen > 1 else "i morgen" if igjen == 1 else "i dag" if igjen == 0 else ""
    frist = f"frist {naar}" if naar else f"fristen var {oppgave.frist:%d.%m.%Y}"
    hvem = "Ikke gjort: " if varsel.slag == ESKALERING else ""
    return f"{hvem}{oppgave.tittel} ({frist})"

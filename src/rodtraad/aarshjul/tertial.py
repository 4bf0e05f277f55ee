"""The tertial process: one start gives every unit its tasks with the same deadline (HJUL-05)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from rodtraad.aarshjul.generering import AarshjulFeil
from rodtraad.aarshjul.models import Aarshendelse
from rodtraad.kjerne.helligdager import virkedag_for
from rodtraad.oppgaver.queries import oppgaver_for_kilde
from rodtraad.oppgaver.services import Oppgaveutkast, opprett_oppgaver
from rodtraad.organisasjon.queries import enheter_paa
from rodtraad.organisasjon.tre import Treenhet
from rodtraad.tilgang.queries import leder_for, med_rolle
from rodtraad.tilgang.rettigheter import Enhetsnokkel

FIL: Final = Path(__file__).parent / "data" / "tertial.yaml"
NIVAA, RAMMEOMRAADE = "virksomhet", "rammeomrade"
AAPEN, FULLFORT = "aapen", "fullfort"


@cache
def _oppsett() -> dict[str, Any]:
    innhold: dict[str, Any] = yaml.safe_load(FIL.read_text(encoding="utf-8"))
    return innhold


def frist_for(hendelse: Aarshendelse, i_dag: date) -> date:
    """The day the units must be done: three weeks before the council meets, on a working day, not in the past."""
    return max(virkedag_for(hendelse.fra - timedelta(days=_oppsett()["dager_foer_mote"])), i_dag)


@dataclass(frozen=True, slots=True)
class Gjenstaar:
    """A task that is not done."""

    pk: int
    tittel: str
    eier: str
    frist: date


@dataclass(slots=True)
class Enhetsframdrift:
    """A unit's tasks of one start: how many are completed, and those that are not."""

    navn: str
    fullforte: int = 0
    aapne: list[Gjenstaar] = field(default_factory=list)

    @property
    def alle(self) -> int:
        """All that were not called off."""
        return self.fullforte + len(self.aapne)


def framdrift_per_enhet(kilde: str) -> tuple[Enhetsframdrift, ...]:
    """How far each unit has come with the tasks of a source; those without a unit together."""
    navn = {(e.nivaa, e.kode): e.navn for e in enheter_paa(timezone.localdate())}
    per: dict[Enhetsnokkel, Enhetsframdrift] = {}
    for o in oppgaver_for_kilde(kilde).filter(status__in=(AAPEN, FULLFORT)):
        enhet = (o.enhet_nivaa, o.enhet_kode)
        rad = per.setdefault(
            enhet, Enhetsframdrift(navn.get(enhet, o.enhet_kode or gettext("Hele kommunen")))
        )
        if o.status == FULLFORT:
            rad.fullforte += 1
        else:
            rad.aapne.append(Gjenstaar(o.pk, o.tittel, o.eier.navn, o.frist))
    return tuple(per.values())


def start_tertial(hendelse: Aarshendelse, av: str) -> str:
    """Gives every unit of the day its tasks; started again, only units that came since get theirs.

    A unit without a leader goes to the next above it, and the answer names it.
    """
    i_dag = timezone.localdate()
    enheter = [e for e in enheter_paa(i_dag) if e.nivaa == NIVAA]
    if not enheter:
        raise AarshjulFeil("Ingen virksomheter er registrert i dag. Les inn organisasjonen først.")
    folk = Ledere(leder_for(i_dag), next(iter(med_rolle("kommunedirektor", i_dag)), None))
    uten = [e.navn for e in enheter if folk.ansvarlig(e) is None]
    if len(uten) == len(enheter):
        raise AarshjulFeil(
            "Ingen av virksomhetene har en leder, og kommunen har ingen kommunedirektør. Gi rollene først."
        )
    har = set(oppgaver_for_kilde(kilde_for(hendelse)).values_list("kilde", flat=True))
    frist = _felles_frist(hendelse, i_dag)
    utkast = [u for e in enheter for u in _for_enhet(hendelse, e, folk, frist) if u.kilde not in har]
    nye = opprett_oppgaver(utkast, av=av) if utkast else 0
    over = [e.navn for e in enheter if folk.egen(e) is None and folk.ansvarlig(e) is not None]
    return _svar(nye, len(enheter) - len(uten), over, uten)


@dataclass(frozen=True, slots=True)
class Ledere:
    """Who leads what on a day, and who is on top."""

    ledere: Mapping[Enhetsnokkel, int]
    oeverst: int | None

    def egen(self, enhet: Treenhet) -> int | None:
        """The unit's own leader."""
        return self.ledere.get((NIVAA, enhet.kode))

    def over(self, enhet: Treenhet) -> int | None:
        """The leader next above."""
        return self.ledere.get((RAMMEOMRAADE, enhet.overordnet), self.oeverst)

    def ansvarlig(self, enhet: Treenhet) -> int | None:
        """Who gets the unit's tasks."""
        return self.egen(enhet) or self.over(enhet)


def _felles_frist(hendelse: Aarshendelse, i_dag: date) -> date:
    """The deadline given at the first start, so that a unit that comes later has the same as the others."""
    gitt = oppgaver_for_kilde(kilde_for(hendelse)).filter(frist__gte=i_dag).values_list("frist", flat=True)
    return max(gitt, default=frist_for(hendelse, i_dag))


def _for_enhet(hendelse: Aarshendelse, enhet: Treenhet, folk: Ledere, frist: date) -> list[Oppgaveutkast]:
    eier, leder = folk.ansvarlig(enhet), folk.over(enhet)
    if eier is None:
        return []
    return [
        Oppgaveutkast(
            tittel=f"{oppgave['tittel']} ({enhet.navn})", eier_id=eier, frist=frist, enhet=(NIVAA, enhet.kode),
            leder_id=leder if leder != eier else None, slag="tertial", eskaler=(1,),
            kilde=f"{kilde_for(hendelse)}{enhet.kode}:{oppgave['id']}",
            lenke=reverse("aarshjul:hendelse", args=[hendelse.pk]),
        )
        for oppgave in _oppsett()["oppgaver"]
    ]  # fmt: skip


def kilde_for(hendelse: Aarshendelse) -> str:
    """The beginning of the source of the tasks of this tertial."""
    return f"tertial:{hendelse.pk}:"


def _svar(nye: int, enheter: int, over: list[str], uten: list[str]) -> str:
    svar = gettext("%(nye)s oppgaver er gitt til %(enheter)s virksomheter.") % {
        "nye": nye,
        "enheter": enheter,
    }
    if nye == 0:
        svar = gettext("Alle %(enheter)s virksomheter har oppgavene fra før.") % {"enheter": enheter}
    if over:
        svar += " " + gettext("Uten egen leder, og derfor gitt til lederen over: %(navn)s.") % {
            "navn": ", ".join(over)
        }
    if uten:
        svar += " " + gettext("Uten leder, og derfor uten oppgave: %(navn)s.") % {"navn": ", ".join(uten)}
    return svar

"""The tertial process: one start gives every unit its tasks with the same deadline (HJUL-05)."""

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
from rodtraad.oppgaver.services import Oppgaveutkast, opprett_oppgaver
from rodtraad.organisasjon.queries import enheter_paa
from rodtraad.organisasjon.tre import Treenhet
from rodtraad.tilgang.queries import leder_for, med_rolle

FIL: Final = Path(__file__).parent / "data" / "tertial.yaml"
NIVAA: Final = "virksomhet"


@cache
def _oppsett() -> dict[str, Any]:
    innhold: dict[str, Any] = yaml.safe_load(FIL.read_text(encoding="utf-8"))
    return innhold


def frist_for(hendelse: Aarshendelse, i_dag: date) -> date:
    """The day the units must be done: three weeks before the council meets, on a working day, not in the past."""
    return max(virkedag_for(hendelse.fra - timedelta(days=_oppsett()["dager_foer_mote"])), i_dag)


def start_tertial(hendelse: Aarshendelse, av: str) -> str:
    """Gives every unit of the day its tasks; started again, only units that came since get theirs."""
    i_dag = timezone.localdate()
    enheter = [e for e in enheter_paa(i_dag) if e.nivaa == NIVAA]
    if not enheter:
        raise AarshjulFeil("Ingen virksomheter er registrert i dag. Les inn organisasjonen først.")
    ledere, oeverst = leder_for(i_dag), med_rolle("kommunedirektor", i_dag)
    utkast, uten = [], []
    for enhet in enheter:
        eier = (
            ledere.get((NIVAA, enhet.kode))
            or ledere.get(("rammeomrade", enhet.overordnet))
            or (oeverst[0] if oeverst else None)
        )
        if eier is None:
            uten.append(enhet.navn)
            continue
        utkast += _for_enhet(
            hendelse, enhet, eier, ledere.get(("rammeomrade", enhet.overordnet)), frist_for(hendelse, i_dag)
        )
    if not utkast:
        raise AarshjulFeil(
            "Ingen av virksomhetene har en leder, og kommunen har ingen kommunedirektør. Gi rollene først."
        )
    nye = opprett_oppgaver(utkast, av=av)
    return _svar(nye, len(enheter) - len(uten), uten)


def _for_enhet(
    hendelse: Aarshendelse, enhet: Treenhet, eier: int, leder: int | None, frist: date
) -> list[Oppgaveutkast]:
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


def _svar(nye: int, enheter: int, uten: list[str]) -> str:
    svar = gettext("%(nye)s oppgaver er gitt til %(enheter)s virksomheter.") % {
        "nye": nye,
        "enheter": enheter,
    }
    if nye == 0:
        svar = gettext("Alle %(enheter)s virksomheter har oppgavene fra før.") % {"enheter": enheter}
    if uten:
        svar += " " + gettext("Uten leder, og derfor uten oppgave: %(navn)s.") % {"navn": ", ".join(uten)}
    return svar

"""Several workers at once, and one that is killed: each reminder once, nothing lost."""

import signal
import subprocess
import time
from pathlib import Path

from tests.installasjoner import python

DJANGO = """\
import sys
from pathlib import Path
from rodtraad.kommando.installasjon import start_django
start_django(Path(sys.argv[1]))
from datetime import date, timedelta
from rodtraad.oppgaver import daglig
from rodtraad.oppgaver.arbeider import gjor_dagens
from rodtraad.oppgaver.models import Dagsverk, Melding, Oppgave, Paaminnelse
from rodtraad.oppgaver.services import OppgaveFeil, Oppgaveutkast, fullfor_oppgave, opprett_oppgaver
from rodtraad.tilgang.models import Bruker
DAG = date(2026, 12, 8)
"""
LAG = """
kari = Bruker.objects.create(username="kari")
opprett_oppgaver([Oppgaveutkast(f"Oppgave {n}", kari.pk, DAG + timedelta(7)) for n in range(60)], av="test")
"""
ARBEID = "print(gjor_dagens(DAG))"
SEIN_ARBEIDER = """
import time
gi = daglig._gi
def seint(*alt):
    time.sleep(0.05)
    svar = gi(*alt)
    print(svar, flush=True)
    return svar
daglig._gi = seint
gjor_dagens(DAG)
"""
TELL = "print(Melding.objects.count(), Paaminnelse.objects.filter(varslet=True).count(), Dagsverk.objects.count())"
FULLFOR = """
vant = 0
for oppgave in Oppgave.objects.order_by("id"):
    try:
        fullfor_oppgave(oppgave_id=oppgave.pk, av=sys.argv[2], versjon=1)
        vant += 1
    except OppgaveFeil:
        pass
print(vant)
"""


def start(kode: str, *argumenter: str | Path) -> subprocess.Popen[str]:
    return python(DJANGO + kode, *argumenter)


def svar(prosess: subprocess.Popen[str]) -> str:
    ut, _ = prosess.communicate(timeout=120)
    assert prosess.returncode == 0
    return ut.strip()


def test_several_workers_at_once_give_each_reminder_once(database: None, installasjon: Path) -> None:
    svar(start(LAG, installasjon))
    arbeidere = [start(ARBEID, installasjon) for _ in range(3)]
    gitt = [svar(arbeider) for arbeider in arbeidere]
    assert sum(int(antall) for antall in gitt if antall != "None") == 60
    assert svar(start(TELL, installasjon)) == "60 60 1"


def test_a_worker_killed_halfway_leaves_the_rest_to_the_next_and_nothing_twice(
    database: None, installasjon: Path
) -> None:
    svar(start(LAG, installasjon))
    drept = start(SEIN_ARBEIDER, installasjon)
    assert drept.stdout is not None
    for _ in range(10):
        drept.stdout.readline()
    time.sleep(0.06)
    drept.send_signal(signal.SIGKILL)
    drept.communicate(timeout=60)
    meldinger, _gitt, dagsverk = svar(start(TELL, installasjon)).split()
    assert 10 <= int(meldinger) < 60
    assert dagsverk == "0"
    assert int(svar(start(ARBEID, installasjon))) == 60 - int(meldinger)
    assert svar(start(TELL, installasjon)) == "60 60 1"
    assert svar(start(ARBEID, installasjon)) == "None"


def test_two_who_complete_the_same_tasks_at_once_get_one_each_and_the_other_is_told(
    database: None, installasjon: Path
) -> None:
    svar(start(LAG, installasjon))
    personer = [start(FULLFOR, installasjon, navn) for navn in ("ola", "per")]
    assert sum(int(svar(person)) for person in personer) == 60

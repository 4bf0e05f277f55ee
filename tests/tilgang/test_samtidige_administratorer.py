"""Two administrators who take each other's role at the same moment: one succeeds, one is told why not."""

import subprocess
import time
from pathlib import Path

import pytest

from tests.installasjoner import python

DJANGO = """\
import sys, time
from datetime import date, timedelta
from pathlib import Path
from rodtraad.kommando.installasjon import start_django
start_django(Path(sys.argv[1]))
from rodtraad.tilgang.models import Bruker, Rolletildeling
from rodtraad.tilgang.services import TilgangFeil, avslutt_rolle, sett_aktiv, tildel_rolle
I_DAG = date.today()
"""
LAG = """
for navn in ("en", "to"):
    person = Bruker.objects.create(username=navn)
    tildel_rolle(bruker_id=person.pk, rolle="systemadministrator", enhet=None, fra=date(2024, 1, 1), til=None, av="t")
"""
TA = """
andre = Rolletildeling.objects.get(bruker__username=sys.argv[2])
meg = Bruker.objects.exclude(username=sys.argv[2]).get()
time.sleep(max(0.0, float(sys.argv[3]) - time.time()))
try:
    if sys.argv[4] == "rolle":
        avslutt_rolle(tildeling_id=andre.pk, siste_dag=I_DAG - timedelta(days=1), av=meg.username, av_id=meg.pk)
    else:
        sett_aktiv(bruker_id=andre.bruker_id, aktiv=False, av=meg.username, av_id=meg.pk)
    print("tatt")
except TilgangFeil as feil:
    print(feil.meldinger[0])
"""


@pytest.fixture
def mappe(database: None, installasjon: Path) -> Path:
    laget = start(LAG, installasjon)
    laget.communicate(timeout=120)
    assert laget.returncode == 0
    return installasjon


def start(kode: str, *argumenter: str | Path) -> subprocess.Popen[str]:
    return python(DJANGO + kode, *argumenter)


@pytest.mark.parametrize("hva", ["rolle", "konto"])
def test_two_administrators_who_end_each_other_at_once_leave_one(mappe: Path, hva: str) -> None:
    naar = str(time.time() + 6)
    to = [start(TA, mappe, den_andre, naar, hva) for den_andre in ("en", "to")]
    svar = sorted(p.communicate(timeout=120)[0].strip() for p in to)
    assert svar == [
        "Den siste systemadministratoren kan ikke tas bort. Gi rollen til en annen først.", "tatt",
    ]  # fmt: skip

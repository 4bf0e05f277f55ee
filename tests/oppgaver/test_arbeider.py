"""The work in the background: by the server itself, by a worker of its own, once from cron."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.db import DatabaseError
from django.utils import timezone

from rodtraad.oppgaver import arbeider
from tests.installasjoner import ROT, rodtraad
from tests.oppgaver.test_samtidig import start, svar
from tests.oppgaver.test_webhook import Mottak, mottak

__all__ = ["mottak"]
LAG = """
from django.utils import timezone
from rodtraad.oppgaver.webhooker import lag_webhook
lag_webhook(navn="Kanalen", adresse=sys.argv[2], form="teams", av="test")
kari = Bruker.objects.create(username="kari")
opprett_oppgaver([Oppgaveutkast("Skriv rapporten", kari.pk, timezone.localdate() + timedelta(7))], av="test")
"""
TELL = "print(Melding.objects.count(), Dagsverk.objects.count())"


def vent_paa(mottak: Mottak) -> str:
    for _ in range(300):
        if mottak.kall:
            return str(json.loads(mottak.kall[0][2])["attachments"][0]["content"]["body"][0]["text"])
        time.sleep(0.1)
    raise AssertionError("Ingenting kom")


def i_bakgrunnen(*kommando: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "rodtraad.kommando", *map(str, kommando)], cwd=ROT, text=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROT / "src"), "RODTRAAD_WEBHOOK_INTERNE": "1"},
    )  # fmt: skip


def ledig_port() -> str:
    with socket.socket() as ledig:
        ledig.bind(("127.0.0.1", 0))
        return str(ledig.getsockname()[1])


@pytest.mark.skipif(timezone.localtime().hour < arbeider.KLOKKA, reason="dagens arbeid begynner klokken 5")
@pytest.mark.parametrize("kommando", ["tjener", "arbeider"])
def test_the_server_alone_or_a_worker_reminds_and_sends_and_stops_when_told(
    kommando: str, mottak: Mottak, installasjon: Path
) -> None:
    svar(start(LAG, installasjon, mottak.adresse))
    valg = ["--port", ledig_port()] if kommando == "tjener" else []
    prosess = i_bakgrunnen(kommando, "--mappe", installasjon, *valg)
    assert vent_paa(mottak) == "Skriv rapporten (frist om 7 dager)"
    prosess.send_signal(signal.SIGTERM)
    _, feil = prosess.communicate(timeout=30)
    assert "Traceback" not in feil
    assert svar(start(TELL, installasjon)) == "1 1"


def test_the_server_can_leave_the_work_to_others(mottak: Mottak, installasjon: Path) -> None:
    svar(start(LAG, installasjon, mottak.adresse))
    port = ledig_port()
    prosess = i_bakgrunnen("tjener", "--uten-arbeider", "--mappe", installasjon, "--port", port)
    for _ in range(200):
        try:
            with closing(HTTPConnection("127.0.0.1", int(port), timeout=20)) as kobling:
                kobling.request("GET", "/")
                assert kobling.getresponse().status < 500
            break
        except OSError:
            time.sleep(0.1)
    prosess.send_signal(signal.SIGTERM)
    prosess.communicate(timeout=30)
    assert svar(start(TELL, installasjon)) == "0 0"
    assert mottak.kall == []


def test_once_from_cron(installasjon: Path) -> None:
    svar(start(LAG, installasjon, "https://kanal.example/"))
    forst = rodtraad("daglig", "--mappe", installasjon).stdout
    assert forst.startswith("1 påminnelser er gitt")
    assert rodtraad("daglig", "--mappe", installasjon).stdout.startswith("Dagens arbeid er gjort fra før")


def test_a_database_that_is_away_does_not_end_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    runder: list[int] = []

    class Stopp(arbeider.threading.Event):
        def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002 - the event's signature
            if len(runder) == 3:
                self.set()
            return self.is_set()

    def runde() -> int:
        runder.append(1)
        raise DatabaseError

    monkeypatch.setattr(arbeider, "runde", runde)
    monkeypatch.setattr(arbeider, "close_old_connections", lambda: None)
    arbeider.arbeid(Stopp())
    assert len(runder) == 3

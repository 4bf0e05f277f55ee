"""`rodtraad tjener` answers on the address it prints, and says clearly why it cannot."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.installasjoner import ROT, rodtraad


def ledig_port() -> int:
    with socket.socket() as prove:
        prove.bind(("127.0.0.1", 0))
        return int(prove.getsockname()[1])


@contextmanager
def tjener(mappe: Path) -> Iterator[tuple[int, str]]:
    """A running server: its port and the line it printed."""
    port = ledig_port()
    prosess = subprocess.Popen(
        [sys.executable, "-m", "rodtraad.kommando", "tjener", "--mappe", mappe, "--port", str(port)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROT,
        env={**os.environ, "PYTHONPATH": str(ROT / "src"), "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert prosess.stdout
        yield port, prosess.stdout.readline()
    finally:
        prosess.send_signal(signal.SIGINT)
        prosess.communicate(timeout=20)


def hent(port: int, sti: str) -> tuple[int, str, str]:
    """Status, Location and body."""
    for _ in range(100):
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as forbindelse:
                forbindelse.request("GET", sti)
                svar = forbindelse.getresponse()
                return svar.status, svar.headers.get("Location", ""), svar.read().decode()
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise AssertionError("tjeneren svarte ikke")


def test_an_installation_without_editions_is_served_with_a_calm_page(installasjon: Path) -> None:
    with tjener(installasjon) as (port, linje):
        assert f"http://127.0.0.1:{port}" in linje
        status, _, side = hent(port, "/")
        assert status == 200
        assert "Ingenting er publisert ennå" in side
        assert hent(port, "/ressurser/rodtraad.js")[0] == 200
        assert hent(port, "/borte")[0] == 404


def test_the_demonstration_is_served_from_its_first_page_to_a_voucher(demo_mappe: Path) -> None:
    with tjener(demo_mappe) as (port, _):
        _, sted, _ = hent(port, "/")
        assert re.fullmatch(r"/utgave/[0-9a-f]+/", sted)
        assert "Årsrapport 2024" in hent(port, sted)[2]
        assert "Bilagslinjer" in hent(port, f"{sted}forklar/totaloversikt_okonomi/1.html")[2]
        assert sted in hent(port, "/utgaver/")[2]


def test_a_port_in_use_is_said_with_the_remedy(installasjon: Path) -> None:
    with socket.socket() as opptatt:
        opptatt.bind(("127.0.0.1", 0))
        opptatt.listen()
        port = opptatt.getsockname()[1]
        kjoring = rodtraad("tjener", "--mappe", installasjon, "--port", port, sjekk=False)
    assert kjoring.returncode == 1
    assert f"Kan ikke lytte på 127.0.0.1:{port}" in kjoring.stderr
    assert f"--port {port + 1}" in kjoring.stderr


def test_a_folder_without_installation_is_not_served(tmp_path: Path) -> None:
    kjoring = rodtraad("tjener", "--mappe", tmp_path / "tom", sjekk=False)
    assert kjoring.returncode == 1
    assert "ingen installasjon" in kjoring.stderr
    assert not (tmp_path / "tom").exists()

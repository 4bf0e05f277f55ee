"""The work surface under load: many people at once against `rodtraad tjener`, on SQLite and on PostgreSQL.

`python -m ytelse.arbeidsflate [--personer 50] [--sekunder 20]` builds an installation of its own, logs the people in,
and lets each read and write like a person does: open the start page, own tasks, the year, search; complete a task.
Two rounds: with a pause of up to a second between acts (people), and without (a storm). Prints medians; afterwards
every acknowledged write must be in the database and in the log, or the run stops with an error.
"""

import argparse
import http.client
import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.parse import urlencode

from ytelse import arbeidsflate_data

ROT: Final = Path(__file__).resolve().parent.parent
LES: Final = (
    "/arbeid/",
    "/arbeid/oppgaver/",
    "/arbeid/aarshjul/",
    "/arbeid/sok/?q=rapport",
    "/arbeid/organisasjon/",
)
ANDEL_SKRIVER: Final = 0.2


class Person(threading.Thread):
    """One person with a browser of their own: keeps its connection, its cookies and its times."""

    def __init__(self, port: int, hvem: dict[str, Any], *, slutt: float, pause: float) -> None:
        super().__init__(daemon=True)
        self.port, self.hvem, self.slutt, self.pause = port, hvem, slutt, pause
        self.tider: dict[str, list[float]] = defaultdict(list)
        self.statuser: Counter[int] = Counter()
        self.fullfort: list[int] = []
        self.kobling = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.csrf = hvem["csrf"]
        self.tilfeldig = random.Random(hvem["brukernavn"])  # noqa: S311 - a load, not a secret

    def run(self) -> None:
        """Acts until the time is up."""
        oppgaver = list(self.hvem["oppgaver"])
        while time.perf_counter() < self.slutt:
            if oppgaver and self.tilfeldig.random() < ANDEL_SKRIVER:
                nr = oppgaver.pop()
                if self._be(
                    "skriv",
                    "POST",
                    f"/arbeid/oppgaver/{nr}/fullfor/",
                    {"kommentar": "Ferdig", "versjon": "1"},
                ) in {200, 302}:
                    self.fullfort.append(nr)
            else:
                self._be("les", "GET", self.tilfeldig.choice(LES))
            time.sleep(self.tilfeldig.random() * self.pause)

    def _be(self, slag: str, metode: str, adresse: str, felter: dict[str, str] | None = None) -> int:
        hoder = {
            "Cookie": f"sessionid={self.hvem['sesjon']}; csrftoken={self.csrf}",
            "Accept-Encoding": "gzip",
        }
        kropp = None
        if felter is not None:
            kropp = urlencode({**felter, "csrfmiddlewaretoken": self.csrf})
            hoder |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": f"http://127.0.0.1:{self.port}/",
            }
        start = time.perf_counter()
        try:
            self.kobling.request(metode, adresse, kropp, hoder)
            svar = self.kobling.getresponse()
            svar.read()
        except (OSError, http.client.HTTPException):
            self.kobling.close()
            self.statuser[0] += 1
            return 0
        self.tider[slag].append(time.perf_counter() - start)
        self.statuser[svar.status] += 1
        return svar.status


@contextmanager
def tjener(mappe: Path, miljo: dict[str, str]) -> Iterator[int]:
    """A running `rodtraad tjener`, as a municipality runs it; its port."""
    with socket.socket() as prove:
        prove.bind(("127.0.0.1", 0))
        port = int(prove.getsockname()[1])
    prosess = subprocess.Popen(
        [sys.executable, "-m", "rodtraad.kommando", "tjener", "--mappe", mappe, "--port", str(port)],
        cwd=ROT, env=miljo, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(200):
            with socket.socket() as prove:
                if prove.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        prosess.terminate()
        prosess.wait(timeout=30)


def runde(port: int, folk: list[dict[str, Any]], sekunder: float, pause: float) -> dict[str, Any]:
    """All at once for so many seconds; medians and ninth deciles in seconds, statuses, the tasks completed."""
    slutt = time.perf_counter() + sekunder
    personer = [Person(port, hvem, slutt=slutt, pause=pause) for hvem in folk]
    for person in personer:
        person.start()
    for person in personer:
        person.join()
    ut: dict[str, Any] = {"statuser": dict(sum((p.statuser for p in personer), Counter()))}
    for slag in ("les", "skriv"):
        tider = [t for p in personer for t in p.tider[slag]]
        ut[slag] = (
            {"antall": len(tider), "median": median(tider), "p90": quantiles(tider, n=10)[-1]}
            if len(tider) > 1
            else {}
        )
    ut["fullfort"] = [nr for p in personer for nr in p.fullfort]
    return ut


def langliste(port: int, hvem: dict[str, Any]) -> dict[str, float]:
    """Seconds for one person alone to see a list of a thousand tasks: its first page and its last."""
    person = Person(port, hvem, slutt=0, pause=0)
    ut = {}
    for navn, adresse in (("side", "/arbeid/oppgaver/"), ("siste side", "/arbeid/oppgaver/?side=20")):
        person.tider.clear()
        for _ in range(7):
            person._be("les", "GET", adresse)  # noqa: SLF001 - the same request as in the rounds
        ut[navn] = median(person.tider["les"])
    return ut


def maal(navn: str, mappe: Path, miljo: dict[str, str], antall: int, sekunder: float) -> dict[str, Any]:
    """Both rounds on one database. Raises SystemExit when a write was lost or an answer was an error."""

    def kjor(*argumenter: str) -> str:
        return subprocess.run(
            [sys.executable, *argumenter], check=True, capture_output=True, text=True, cwd=ROT, env=miljo
        ).stdout

    kjor(
        "-m", "rodtraad.kommando", "opprett", "--kommunenr", "5025", "--navn", "Måling", "--mappe", str(mappe)
    )
    folk = json.loads(kjor("-m", "ytelse.arbeidsflate_data", "lag", str(mappe), str(antall)))
    resultat: dict[str, Any] = {"personer": antall}
    halve = (
        [{**hvem, "oppgaver": hvem["oppgaver"][::2]} for hvem in folk],
        [{**hvem, "oppgaver": hvem["oppgaver"][1::2]} for hvem in folk],
    )
    with tjener(mappe, miljo) as port:
        runde(port, [{**hvem, "oppgaver": []} for hvem in folk], 2, 0.2)
        resultat["liste"] = langliste(port, folk[0])
        resultat["folk"] = runde(port, halve[0], sekunder, 2.0)
        resultat["storm"] = runde(port, halve[1], sekunder / 2, 0.0)
    fullfort = [nr for r in ("folk", "storm") for nr in resultat[r].pop("fullfort")]
    talt = json.loads(kjor("-m", "ytelse.arbeidsflate_data", "tell", str(mappe), *map(str, fullfort)))
    vis(navn, resultat)
    if talt != {"i_databasen": len(fullfort), "i_loggen": len(fullfort)}:
        raise SystemExit(f"{navn}: {len(fullfort)} fullførte oppgaver ble bekreftet, men {talt}")
    galt = {
        s: n for r in ("folk", "storm") for s, n in resultat[r]["statuser"].items() if s not in {200, 302}
    }
    if galt:
        raise SystemExit(f"{navn}: svar som ikke skulle vært der: {galt}")
    return resultat


def vis(navn: str, tall: dict[str, Any]) -> None:
    """Prints one database's figures."""
    liste = " · ".join(f"{hva} {tid * 1000:.0f} ms" for hva, tid in tall["liste"].items())
    print(f"{navn:>10} liste på {arbeidsflate_data.LANG_LISTE} oppgaver: {liste}", flush=True)
    for hva in ("folk", "storm"):
        r = tall[hva]
        deler = [
            f"{slag} median {r[slag]['median'] * 1000:.0f} ms, p90 {r[slag]['p90'] * 1000:.0f} ms ({r[slag]['antall']})"
            for slag in ("les", "skriv") if r[slag]
        ]  # fmt: skip
        print(
            f"{navn:>10} {hva:>5}, {tall['personer']} personer: {' · '.join(deler)} · {r['statuser']}",
            flush=True,
        )


def alle(antall: int, sekunder: float) -> dict[str, Any]:
    """Both databases."""
    miljo = {**os.environ, "PYTHONPATH": f"{ROT / 'src'}:{ROT}"}
    miljo.pop("RODTRAAD_MAPPE", None)
    ut = {}
    with TemporaryDirectory() as rot:
        ut["sqlite"] = maal("SQLite", Path(rot) / "sqlite", miljo, antall, sekunder)
        with arbeidsflate_data.postgres() as adresse:
            ut["postgresql"] = maal(
                "PostgreSQL", Path(rot) / "pg", {**miljo, "RODTRAAD_DATABASE": adresse}, antall, sekunder
            )
    return ut


def main() -> None:
    """From the command line."""
    valg = argparse.ArgumentParser()
    valg.add_argument("--personer", type=int, default=50)
    valg.add_argument("--sekunder", type=float, default=20)
    svar = valg.parse_args()
    alle(svar.personer, svar.sekunder)


if __name__ == "__main__":
    main()

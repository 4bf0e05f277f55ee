"""Killed, crowded, or out of disk: the ledger is as before or as after, never between."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.hovedbok.linjer import bilag, skriv
from tests.installasjoner import ROT, rodtraad

MILJO = {**os.environ, "PYTHONPATH": f"{ROT / 'src'}:{ROT}"}
SUM = """\
import sys
from pathlib import Path
from rodtraad.kommando.installasjon import start_django
start_django(Path(sys.argv[1]))
from rodtraad.hovedbok import queries
from rodtraad.innlesing.queries import gyldige
for _ in sys.stdin:
    linjer = queries.storste_bilag(queries.Drill(), 5)[1]
    belop = sum(s[5] for s in queries.artsummer([2024], virksomhet_for={}))
    print(belop, linjer, sum(i.antall for i in gyldige()), flush=True)
"""


type Tilstand = Callable[[], tuple[int, int, int]]


@pytest.fixture
def tilstand(installasjon: Path) -> Iterator[Tilstand]:
    """(sum of drift in øre, lines in the ledger, lines of the valid imports), read by a process that stays up."""
    with subprocess.Popen(
        [sys.executable, "-c", SUM, str(installasjon)],
        env=MILJO, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as leser:  # fmt: skip
        inn, ut = leser.stdin, leser.stdout
        assert inn is not None
        assert ut is not None

        def les() -> tuple[int, int, int]:
            print(file=inn, flush=True)
            belop, linjer, antall = ut.readline().split()
            return int(belop), int(linjer), int(antall)

        yield les
        inn.close()


def start_les(mappe: Path, *filer: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "rodtraad.kommando", "les", "csv", *map(str, filer), "--mappe", str(mappe)],
        env=MILJO,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def stor_fil(fil: Path, antall: int, belop: str = "1.00") -> Path:
    linjer = [
        rad for n in range(antall) for rad in bilag(f"B{n}", 1 + n % 12, belop, ansvar=str(1000 + n % 90))
    ]
    return skriv(fil, *linjer)


def test_killed_at_any_moment_the_ledger_is_before_or_after(
    installasjon: Path, tilstand: Tilstand, tmp_path: Path
) -> None:
    rodtraad("les", "csv", stor_fil(tmp_path / "for.csv", 500), "--mappe", installasjon)
    etter = stor_fil(tmp_path / "etter.csv", 20_000, "2.00")
    antall = 500
    for_ = (antall * 100, 2 * antall, 2 * antall)
    assert tilstand() == for_
    hel = start_les(installasjon, etter)
    start = time.monotonic()
    hel.communicate()
    varighet = time.monotonic() - start
    ferdig = (20_000 * 200, 40_000, 40_000)
    assert hel.returncode == 0
    naa = tilstand()
    assert naa == ferdig
    utfall = set()
    tilfeldig = random.Random(5025)  # noqa: S311 - the same sequence every time
    for runde in range(10):
        if naa == ferdig:
            siste = rodtraad("innlesinger", "--mappe", installasjon, "--format", "csv").stdout.splitlines()[
                -1
            ]
            rodtraad("trekk-tilbake", siste.split(",")[0], "--mappe", installasjon)
        start = time.monotonic()
        prosess = start_les(installasjon, etter)
        try:
            prosess.wait(varighet * tilfeldig.uniform(0.3, 1.05))
        except subprocess.TimeoutExpired:
            os.kill(prosess.pid, signal.SIGKILL)
        else:
            # It was faster than the one measured; the next is killed earlier.
            varighet = time.monotonic() - start
        ut, _ = prosess.communicate()
        naa = tilstand()
        assert naa in (for_, ferdig), runde
        assert naa == ferdig or "Lest inn" not in ut
        utfall.add(naa)
    assert for_ in utfall
    rodtraad("les", "csv", etter, "--mappe", installasjon)
    assert tilstand() == ferdig


def test_files_of_a_killed_import_are_swept_by_the_next(installasjon: Path, tmp_path: Path) -> None:
    rest = installasjon / "hovedbok" / "2024"
    rest.mkdir(parents=True)
    (rest / f"{'a' * 64}.parquet").write_bytes(b"halvferdig")
    (rest / f"{'a' * 64}.kube.parquet").write_bytes(b"halvferdig")
    rodtraad("les", "csv", stor_fil(tmp_path / "a.csv", 3), "--mappe", installasjon)
    assert not list(rest.glob("aaaa*"))
    # Lines and cube; so few lines have no year cube.
    assert len(list(rest.glob("*.parquet"))) == 2
    assert not any((installasjon / "hovedbok" / "arbeid").iterdir())


def test_two_importers_at_once_do_not_mix(installasjon: Path, tilstand: Tilstand, tmp_path: Path) -> None:
    """The same vouchers with other amounts: one file wins wholly, never half of each."""
    filer = [stor_fil(tmp_path / f"{nr}.csv", 3000, f"{nr}.00") for nr in (1, 2, 3, 4)]
    prosesser = [start_les(installasjon, fil) for fil in filer]
    svar = [p.communicate() for p in prosesser]
    assert [p.returncode for p in prosesser] == [0, 0, 0, 0], svar
    belop, linjer, _ = tilstand()
    assert linjer == 6000
    assert belop in {3000 * 100 * nr for nr in (1, 2, 3, 4)}
    liste = rodtraad("innlesinger", "--mappe", installasjon, "--format", "csv").stdout
    assert liste.count(",gyldig,") == 1
    assert liste.count(",erstattet,") == 3


def test_two_importers_of_different_vouchers_both_count(
    installasjon: Path, tilstand: Tilstand, tmp_path: Path
) -> None:
    rodtraad("les", "csv", stor_fil(tmp_path / "for.csv", 24), "--mappe", installasjon)
    filer = [skriv(tmp_path / f"{nr}.csv", *bilag(f"X{nr}", 1, f"{nr}.00")) for nr in (1, 2, 3)]
    prosesser = [start_les(installasjon, fil) for fil in filer]
    svar = [p.communicate() for p in prosesser]
    assert [p.returncode for p in prosesser] == [0, 0, 0], svar
    assert tilstand() == (2400 + 600, 48 + 6, 48 + 6)


@pytest.mark.parametrize("grense", [20_000, 100_000, 300_000])
def test_a_full_disk_is_explained_and_changes_nothing(
    installasjon: Path, tilstand: Tilstand, tmp_path: Path, grense: int
) -> None:
    """A limit on file size stands in for a full disk: the same refusals from the same writes."""
    rodtraad("les", "csv", stor_fil(tmp_path / "for.csv", 5), "--mappe", installasjon)
    for_ = tilstand()
    stor = stor_fil(tmp_path / "stor.csv", 30_000, "17.31")

    def begrens() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (grense, grense))

    kjoring = subprocess.run(
        [sys.executable, "-m", "rodtraad.kommando", "les", "csv", str(stor), "--mappe", str(installasjon)],
        env=MILJO,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=begrens,
    )
    assert kjoring.returncode == 1, kjoring.stderr
    assert "Traceback" not in kjoring.stderr
    assert "Ingenting er lagret" in kjoring.stderr
    assert tilstand() == for_
    rodtraad("les", "csv", stor, "--mappe", installasjon)


def test_a_damaged_ledger_file_is_explained(installasjon: Path, tmp_path: Path) -> None:
    rodtraad("les", "csv", stor_fil(tmp_path / "a.csv", 3), "--mappe", installasjon)
    for fil in (installasjon / "hovedbok" / "2024").glob("*.parquet"):
        fil.write_bytes(b"ikke parquet")
    nytt = skriv(tmp_path / "b.csv", *bilag("B1", 2, "5.00"))
    kjoring = rodtraad("les", "csv", nytt, "--mappe", installasjon, sjekk=False)
    assert kjoring.returncode == 1
    assert "Traceback" not in kjoring.stderr

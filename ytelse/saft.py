"""SAF-T: `rodtraad les saft` against a plain lxml pass over the same file; prints JSON.

`python -m ytelse.saft [POSTERINGER]` (100 000 unless said; 10 000 000 can be asked for, and takes some gigabytes of
disk). Each measure is a process of its own, so that its memory is its own. The plain pass does the least a program
can do with such a file: it lets lxml build each element, looks at it and lets it go.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lxml import etree
from tests.regnskap.saftfil import NAVNEROM, stor

ROT = Path(__file__).resolve().parent.parent


def gjennomgang(fil: Path) -> int:
    """Every element of the file, one after the other; returns how many."""
    antall = 0
    for _, element in etree.iterparse(fil):
        antall += 1
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return antall


def posteringer(fil: Path) -> int:
    """Only the postings, the rest skipped in C; what no reader of contents can be faster than."""
    antall = 0
    for _, element in etree.iterparse(fil, tag=f"{{{NAVNEROM}}}Line"):
        antall += 1
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return antall


def lesing(fil: Path) -> int:
    """The part of our reading that is the parser's: format checked, rows written, before the engine takes over."""
    import django  # noqa: PLC0415 - not part of the plain pass

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rodtraad.web.settings")
    django.setup()
    from rodtraad.innlesing.feilliste import Feilliste  # noqa: PLC0415
    from rodtraad.regnskap.saft.dimensjoner import finn_dimensjoner  # noqa: PLC0415
    from rodtraad.regnskap.saft.lesing import pakk_ut  # noqa: PLC0415
    from rodtraad.regnskap.saft.profil import Saftprofil  # noqa: PLC0415
    from rodtraad.regnskap.saft.utpakking import Utpakking  # noqa: PLC0415

    global _start  # noqa: PLW0603 - what is loaded by now is not the reading
    _start = time.process_time()
    feil = Feilliste(fil.name)
    with TemporaryDirectory(dir=fil.parent) as mappe:
        utpakking = Utpakking(Path(mappe), lambda typer: finn_dimensjoner(Saftprofil(), typer), feil)
        pakk_ut(fil, utpakking, feil)
    return utpakking.antall_linjer


_start = 0.0
_DELER: dict[str, Callable[[Path], int]] = {f.__name__: f for f in (gjennomgang, posteringer, lesing)}


def _kjor(*argumenter: str) -> dict[str, float]:
    """Seconds, seconds of processor time, and the most memory (MB), of a process."""
    start, for_ = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    miljo = {**os.environ, "PYTHONPATH": f"{ROT / 'src'}:{ROT}"}
    svar = subprocess.run(
        [sys.executable, *argumenter], check=True, capture_output=True, text=True, cwd=ROT, env=miljo
    )
    etter = resource.getrusage(resource.RUSAGE_CHILDREN)
    tall = {
        "s": time.perf_counter() - start,
        "cpu_s": etter.ru_utime + etter.ru_stime - for_.ru_utime - for_.ru_stime,
    }
    siste = svar.stdout.strip().splitlines()[-1]
    return tall | (json.loads(siste) if siste.startswith("{") else {})


def _barn() -> dict[str, float]:
    return {"minne_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}


def maal(antall: int, mappe: Path) -> dict[str, Any]:
    """All measures of one size, and what ours is of the plain pass, in processor time."""
    fil = stor(mappe / "saft.xml", antall)
    installasjon = mappe / "installasjon"
    _kjor(
        "-m",
        "rodtraad.kommando",
        "opprett",
        "--kommunenr",
        "5025",
        "--navn",
        "Måling",
        "--mappe",
        str(installasjon),
    )
    tall: dict[str, Any] = {"antall": antall, "mb": fil.stat().st_size / 1e6}
    for navn in _DELER:
        tall[navn] = _kjor("-m", "ytelse.saft", "--del", navn, str(fil))
    tall["innlesing"] = _kjor("-m", "ytelse.saft", "--les", str(installasjon), str(fil))
    start = _kjor("-m", "rodtraad.kommando", "innlesinger", "--mappe", str(installasjon))["cpu_s"]
    plain = tall["gjennomgang"]["cpu_s"]
    tall["start_cpu_s"] = start
    tall["lesing_mot_gjennomgang"] = tall["lesing"]["cpu_s"] / plain
    tall["innlesing_mot_gjennomgang"] = (tall["innlesing"]["cpu_s"] - start) / plain
    return tall


def main() -> None:
    """Runs one part, one import, or all measures."""
    match sys.argv[1:]:
        case ["--del", navn, fil]:
            globals()["_start"] = time.process_time()
            antall = _DELER[navn](Path(fil))
            cpu = time.process_time() - _start
            minne = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(json.dumps({"antall": antall, "cpu_s": cpu, "minne_mb": minne}))
        case ["--les", mappe, fil]:
            kommando = [sys.executable, "-m", "rodtraad.kommando", "les", "saft", fil, "--mappe", mappe]
            subprocess.run(kommando, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            print(json.dumps(_barn()))
        case rest:
            with TemporaryDirectory() as mappe:
                tall = maal(int(rest[0]) if rest else 100_000, Path(mappe))
            print(json.dumps(tall, indent=1, default=str))


if __name__ == "__main__":
    main()

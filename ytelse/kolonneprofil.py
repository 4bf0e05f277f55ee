"""The column mapper against a plain pass of the same parser; run as `python -m ytelse.kolonneprofil [LINJER]`.

Two files of ten million postings by default: a list of postings and a matrix (konto with name, accumulated months).
Each is read by DuckDB alone (every field parsed, nothing kept) and by `rodtraad les csv --proev --profil` with all
checks, each in a process of its own so that time and memory are its own. The ratio is what the product adds.
"""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROT = Path(__file__).resolve().parent.parent
LINJER = 10_000_000
_MAANEDER = ("Jan", "Feb", "Mar", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Des")
_LISTE = """SELECT '2025' || LPAD((i // 2 % 12 + 1)::VARCHAR, 2, '0') AS Periode,
  CASE WHEN i % 2 = 0 THEN '1' || ['010', '100', '230', '470', '800'][i % 5 + 1] || (i % 40)::VARCHAR || ' - Konto'
       ELSE '210320' || (i % 9)::VARCHAR || ' - Bank' END AS Konto,
  (1000 + i % 400)::VARCHAR || ' - Ansvar' AS Ansvar,
  CASE WHEN i % 2 = 0 THEN ['202 - Skole', '253 - Sykehjem', '120 - Administrasjon'][i % 3 + 1] ELSE '' END AS Funksjon,
  'B' || (i // 2)::VARCHAR AS Bilag,
  REPLACE(printf('%.2f', CASE WHEN i % 2 = 0 THEN 1 ELSE -1 END * ((i // 2) % 100000) / 7.0), '.', ',') AS "Beløp"
FROM range({antall}) t(i)"""
_MATRISE = """SELECT CASE WHEN i % 2 = 0 THEN '1' || ['010', '100', '230', '470', '800'][i % 5 + 1] || (i % 40)::VARCHAR
       || ' - Konto' ELSE '210320' || (i % 9)::VARCHAR || ' - Bank' END AS Konto,
  (1000 + i % 400)::VARCHAR || ' - Ansvar' AS Ansvar,
  CASE WHEN i % 2 = 0 THEN ['202 - Skole', '253 - Sykehjem', '120 - Administrasjon'][i % 3 + 1] ELSE '' END AS Funksjon,
  '0,00' AS IB, {maaneder} FROM range({antall}) t(i)"""
_MAANED = "REPLACE(printf('%.2f', CASE WHEN i % 2 = 0 THEN 1 ELSE -1 END * (i // 2 % 9973 + 1) * {nr} / 3.0), '.', ',')"


def skriv(fil: Path, form: str, antall: int) -> None:
    """A file of one form; in a matrix each row becomes twelve postings."""
    import duckdb  # noqa: PLC0415 - the measured processes start without it

    maaneder = ", ".join(f'{_MAANED.format(nr=nr)} AS "{m}"' for nr, m in enumerate(_MAANEDER, start=1))
    sporring = (
        _LISTE.format(antall=antall)
        if form == "liste"
        else _MATRISE.format(antall=antall // 12, maaneder=maaneder)
    )
    duckdb.execute(f"COPY ({sporring}) TO '{fil}' (FORMAT csv, DELIMITER ';', HEADER)")


_REN = """
import duckdb, sys
kolonner = open(sys.argv[1], encoding="utf-8").readline().strip().split(";")
typer = ", ".join(f"'{k}': 'VARCHAR'" for k in kolonner)
alle = ", ".join(f'COUNT("{k}")' for k in kolonner)
print(duckdb.execute(f"SELECT {alle} FROM read_csv('{sys.argv[1]}', columns={{{typer}}}, auto_detect=false, "
                     "header=false, skip=1, delim=';', quote='\\"', escape='\\"')").fetchone()[0])
"""


def _kjor(*argumenter: str | Path) -> dict[str, float]:
    """Seconds, processor seconds and the largest memory of one process."""
    start = time.perf_counter()
    prosess = subprocess.Popen(
        [sys.executable, *map(str, argumenter)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROT,
        env={**os.environ, "PYTHONPATH": f"{ROT / 'src'}:{ROT}"},
    )  # fmt: skip
    feil = prosess.stderr.read() if prosess.stderr else b""
    _, status, brukt = os.wait4(prosess.pid, 0)
    if status:
        raise SystemExit(feil.decode())
    return {
        "sekunder": time.perf_counter() - start,
        "cpu": brukt.ru_utime + brukt.ru_stime,
        "minne_mb": brukt.ru_maxrss / (1024 if sys.platform == "linux" else 1 << 20),
    }


def maal(form: str, antall: int, rot: Path) -> dict[str, Any]:
    """One form measured both ways; the profile is the one the program proposes itself."""
    fil, profil, mappe = rot / f"regnskap 2025 {form}.csv", rot / f"{form}.yaml", rot / "installasjon"
    skriv(fil, form, antall)
    if not mappe.exists():
        _kjor(
            "-m", "rodtraad.kommando", "opprett", "--kommunenr", "5025", "--navn", "Måling", "--mappe", mappe
        )
    forslag = _kjor("-m", "rodtraad.kommando", "profil-forslag", fil, "--ut", profil, "--mappe", mappe)
    ren = _kjor("-c", _REN, fil)
    lest = _kjor(
        "-m", "rodtraad.kommando", "les", "csv", fil, "--profil", profil, "--proev", "--mappe", mappe
    )
    return {
        "form": form, "posteringer": antall, "fil_mb": fil.stat().st_size / 1e6, "forslag": forslag, "ren": ren,
        "lest": lest, "forhold": lest["sekunder"] / ren["sekunder"], "forhold_cpu": lest["cpu"] / ren["cpu"],
    }  # fmt: skip


def main() -> None:
    """Measures both forms and stores the figures in ytelse/maalinger/kolonneprofil.json."""
    antall = int(sys.argv[1]) if len(sys.argv) > 1 else LINJER
    funnet = []
    with TemporaryDirectory() as mappe:
        for form in ("liste", "matrise"):
            tall = maal(form, antall, Path(mappe))
            funnet.append(tall)
            print(
                f"{form:>8} {antall:,} posteringer, {tall['fil_mb']:.0f} MB: ren {tall['ren']['sekunder']:.1f} s "
                f"({tall['ren']['cpu']:.1f} s cpu), lest og kontrollert {tall['lest']['sekunder']:.1f} s "
                f"({tall['lest']['cpu']:.1f} s cpu, {tall['lest']['minne_mb']:.0f} MB) = {tall['forhold']:.1f} × "
                f"({tall['forhold_cpu']:.1f} × i cpu); forslag {tall['forslag']['sekunder']:.1f} s"
            )
    tilstand = {
        "kjerner": os.cpu_count(),
        "last": os.getloadavg()[0],
        "maks_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }
    ut = ROT / "ytelse" / "maalinger" / "kolonneprofil.json"
    ut.write_text(json.dumps({**tilstand, "maalinger": funnet}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""`make ytelse`: measures in one run, prints ratios, stores them in ytelse/maalinger/siste.json."""

import json
import os
import platform
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ytelse.andre import postgres_w, sqlite_w
from ytelse.hovedboker import FORMER, skriv_csv

ROT = Path(__file__).resolve().parent.parent
STORRELSER = (1_000_000, 10_000_000)
_ANDRE_TAALER = 1_000_000  # SQLite needs minutes to load more


def _kjor(*argumenter: str | Path) -> tuple[float, str]:
    start = time.perf_counter()
    svar = subprocess.run(
        [sys.executable, *map(str, argumenter)], check=True, capture_output=True, text=True, cwd=ROT,
        env={**os.environ, "PYTHONPATH": str(ROT / "src")},
    )  # fmt: skip
    return time.perf_counter() - start, svar.stdout


def _hovedbok(form: str, antall: int, rot: Path) -> dict[str, Any]:
    mappe, fil = rot / f"{form}-{antall}", rot / f"{form}-{antall}.csv"
    skriv_csv(fil, form, antall)
    _kjor("-m", "rodtraad.kommando", "opprett", "--kommunenr", "5025", "--navn", "Måling", "--mappe", mappe)
    sekunder, _ = _kjor("-m", "rodtraad.kommando", "les", "csv", fil, "--mappe", mappe)
    fil.unlink()
    minne = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    _, svar = _kjor("-m", "ytelse.w", mappe)
    tall: dict[str, Any] = {
        "form": form,
        "linjer": antall,
        "innlesing_s": sekunder,
        "innlesing_minne_mb": minne,
    }
    tall |= json.loads(svar)
    if antall <= _ANDRE_TAALER:
        linjer = [f for f in mappe.glob("hovedbok/*/*.parquet") if "kube" not in f.name]
        tall |= {"sqlite": sqlite_w(linjer), "postgresql": postgres_w(linjer)}
    return tall


def _demo(rot: Path) -> dict[str, Any]:
    mappe = rot / "demo"
    bygging, _ = _kjor("-m", "rodtraad.kommando", "demo", "--mappe", mappe)
    publisering, _ = _kjor(
        "-m", "rodtraad.kommando", "publiser", "aarsrapport-2024", "--mappe", mappe, "--ut", rot / "utgave"
    )
    verifisering, _ = _kjor("-m", "rodtraad.kommando", "verifiser", rot / "utgave")
    _, pdf = _kjor("-m", "ytelse.pdf", mappe)
    return {"demo_s": bygging, "utgave_s": publisering, "verifiser_s": verifisering} | json.loads(pdf)


def _vis(tall: dict[str, Any]) -> None:
    w = tall["w"]
    print(f"{tall['form']:>6} {tall['linjer']:>11,} linjer: W {w * 1000:7.1f} ms = {w / tall['plain']:5.2f} × ren gjennomgang"
          f" ({tall['plain'] * 1000:.0f} ms) · største bilag {tall['storste_bilag'] * 1000:.0f} ms"
          f" · innlesing {tall['linjer'] / tall['innlesing_s']:,.0f} linjer/s, {tall['innlesing_minne_mb']:.0f} MB")  # fmt: skip
    for navn in ("sqlite", "postgresql"):
        if navn in tall:
            print(f"       {navn}: {tall[navn]:.2f} s = {tall[navn] / w:,.0f} × W")


def main() -> None:
    """Measures every shape and size, then the demonstration; `--rask` takes the small size only."""
    storrelser = STORRELSER[:1] if "--rask" in sys.argv else STORRELSER
    with TemporaryDirectory() as mappe:
        hovedboker = []
        for antall in storrelser:
            for form in FORMER:
                hovedboker.append(_hovedbok(form, antall, Path(mappe)))
                _vis(hovedboker[-1])
        demo = _demo(Path(mappe))
        print(f"demo fra ingenting {demo['demo_s']:.1f} s · utgave {demo['utgave_s']:.1f} s · verifiser"
              f" {demo['verifiser_s']:.1f} s · PDF {demo['pdf_sider']} sider {demo['pdf_s']:.1f} s")  # fmt: skip
    resultat = {"tid": datetime.now(UTC).isoformat(timespec="minutes"), "kjerner": os.cpu_count(),
                "python": platform.python_version(), "hovedboker": hovedboker, "demo": demo}  # fmt: skip
    ut = ROT / "ytelse" / "maalinger" / "siste.json"
    ut.parent.mkdir(exist_ok=True)
    ut.write_text(json.dumps(resultat, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

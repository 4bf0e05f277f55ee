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
_BILAG = """\
aar,periode,slag,kontoklasse,art,funksjon,kapittel,sektor,ansvar,bilag,dato,tekst,belop
2024,12,regnskap,1,200,202,,,2010,MAALING-1,2024-12-30,Et bilag til,1234.56
2024,12,regnskap,2,,,10,320,,MAALING-1,2024-12-30,Et bilag til,-1234.56
"""


def _kjor(*argumenter: str | Path) -> tuple[float, float, str]:
    """Seconds, seconds of processor time and what the process wrote."""
    start, for_ = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    svar = subprocess.run(
        [sys.executable, *map(str, argumenter)], check=False, capture_output=True, text=True, cwd=ROT,
        env={**os.environ, "PYTHONPATH": f"{ROT / 'src'}:{ROT}"},
    )  # fmt: skip
    if svar.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, argumenter))} stanset med {svar.returncode}:\n{svar.stderr}")
    etter = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = etter.ru_utime + etter.ru_stime - for_.ru_utime - for_.ru_stime
    return time.perf_counter() - start, cpu, svar.stdout


def _rodtraad(*argumenter: str | Path) -> tuple[float, float, str]:
    return _kjor("-m", "rodtraad.kommando", *argumenter)


def _hovedbok(form: str, antall: int, rot: Path) -> dict[str, Any]:
    mappe, fil = rot / f"{form}-{antall}", rot / f"{form}-{antall}.csv"
    skriv_csv(fil, form, antall)
    _rodtraad("opprett", "--kommunenr", "5025", "--navn", "Måling", "--mappe", mappe)
    _, _, minne = _kjor("-m", "ytelse.innlesing", mappe, fil)
    fil.unlink()
    _, _, svar = _kjor("-m", "ytelse.w", mappe)
    tall: dict[str, Any] = {"form": form, "linjer": antall, **json.loads(minne), **json.loads(svar)}
    if antall <= _ANDRE_TAALER:
        linjer = [f for f in mappe.glob("hovedbok/*/*.parquet") if "kube" not in f.name]
        tall |= {"sqlite": sqlite_w(linjer), "postgresql": postgres_w(linjer)}
    return tall


def _demo(rot: Path) -> dict[str, Any]:
    """The demonstration from nothing, and then a whole new edition after one more voucher."""
    mappe, bilag = rot / "demo", rot / "bilag.csv"
    demo_s, demo_cpu, _ = _rodtraad("demo", "--mappe", mappe)
    bilag.write_text(_BILAG, encoding="utf-8")
    _rodtraad("les", "csv", bilag, "--mappe", mappe)
    utgave = ("aarsrapport-2024", "--mappe", mappe, "--ut", rot / "utgave", "--begrunnelse", "Ett bilag til")
    utgave_s, utgave_cpu, _ = _rodtraad("publiser", *utgave)
    verifiser_s, verifiser_cpu, _ = _rodtraad("verifiser", rot / "utgave")
    _, _, pdf = _kjor("-m", "ytelse.pdf", mappe)
    return {
        "demo_s": demo_s, "demo_cpu_s": demo_cpu, "utgave_s": utgave_s, "utgave_cpu_s": utgave_cpu,
        "verifiser_s": verifiser_s, "verifiser_cpu_s": verifiser_cpu, **json.loads(pdf),
    }  # fmt: skip


def _vis(tall: dict[str, Any]) -> None:
    w, ren = tall["w"], tall["plain"]
    print(
        f"{tall['form']:>6} {tall['linjer']:>11,} linjer: W {w * 1000:.1f} ms = {w / ren:.2f} × ren gjennomgang "
        f"({ren * 1000:.0f} ms; i prosessortid {tall['w_cpu'] / tall['plain_cpu']:.2f} ×) · "
        f"største bilag {tall['storste_bilag'] * 1000:.0f} ms · {tall['w_minne_mb']:.0f} MB"
    )
    print(
        f"       innlesing {tall['linjer'] / tall['innlesing_s']:,.0f} linjer/s ({tall['innlesing_s']:.1f} s, "
        f"{tall['innlesing_cpu_s']:.1f} s prosessortid, {tall['innlesing_minne_mb']:.0f} MB)"
    )
    for navn in ("sqlite", "postgresql"):
        if navn in tall:
            print(f"       {navn}: {tall[navn]:.2f} s = {tall[navn] / w:,.0f} × W")


def _vis_demo(demo: dict[str, Any]) -> None:
    print(
        f"demo fra ingenting {demo['demo_s']:.1f} s · ny utgave {demo['utgave_s']:.1f} s · "
        f"verifiser {demo['verifiser_s']:.1f} s"
    )
    for navn in ("pdf", "lang_pdf"):
        print(
            f"PDF {demo[f'{navn}_sider']} sider {demo[f'{navn}_s']:.1f} s "
            f"({demo[f'{navn}_cpu_s']:.1f} s prosessortid)"
        )


def main() -> None:
    """Measures every shape and size, then the demonstration; `--rask` takes the small size only."""
    storrelser = STORRELSER[:1] if "--rask" in sys.argv else STORRELSER
    for_ = os.getloadavg()[0]
    with TemporaryDirectory() as mappe:
        hovedboker = []
        for antall in storrelser:
            for form in FORMER:
                hovedboker.append(_hovedbok(form, antall, Path(mappe)))
                _vis(hovedboker[-1])
        demo = _demo(Path(mappe))
        _vis_demo(demo)
    resultat = {
        "tid": datetime.now(UTC).isoformat(timespec="minutes"), "kjerner": os.cpu_count(), "last_for": for_,
        "last_etter": os.getloadavg()[0], "python": platform.python_version(), "hovedboker": hovedboker, "demo": demo,
    }  # fmt: skip
    ut = ROT / "ytelse" / "maalinger" / "siste.json"
    ut.parent.mkdir(exist_ok=True)
    ut.write_text(json.dumps(_avrundet(resultat), indent=1) + "\n", encoding="utf-8")


def _avrundet(verdi: Any) -> Any:
    if isinstance(verdi, dict):
        return {navn: _avrundet(v) for navn, v in verdi.items()}
    if isinstance(verdi, list):
        return [_avrundet(v) for v in verdi]
    return round(verdi, 4) if isinstance(verdi, float) else verdi


if __name__ == "__main__":
    main()

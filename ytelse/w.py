"""W, all numbers of the annual report, on one installation: the cubes against a plain pass over the lines.

Run as its own process (`python -m ytelse.w MAPPE`), so that its memory is its own; prints JSON. The two are timed
in turn, so that what else the machine does weighs on both; `_cpu` is processor time, which other work moves less.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

from rodtraad.kommando.installasjon import start_django

AAR = (2023, 2024)
TEKSTER = ("artsummer", "funksjonssummer", "prosjektsummer", "balansesummer", "kryssummer")
_GANGER = 9
# As many units as the demonstration has, for the 400 ansvar of the generated ledgers.
_KART = {str(a): str((a - 1000) // 180 * 10 + 100) for a in range(1000, 5000, 10)}


def _tider(arbeid: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    maalt: dict[str, list[float]] = {n: [] for navn in arbeid for n in (navn, f"{navn}_cpu")}
    for runde in range(_GANGER):
        # Every other round backwards, so that neither always comes first.
        for navn, gjor in list(arbeid.items())[:: -1 if runde % 2 else 1]:
            start, cpu = time.perf_counter(), time.process_time()
            gjor()
            maalt[navn].append(time.perf_counter() - start)
            maalt[f"{navn}_cpu"].append(time.process_time() - cpu)
    return {navn: median(tider) for navn, tider in maalt.items()}


def maal(mappe: Path) -> dict[str, float]:
    """Medians in seconds: w (cubes), plain (the same SQL texts over the lines), largest vouchers of a cell."""
    start_django(mappe)
    # Django must know the installation before its rooms are imported.
    from rodtraad.hovedbok import queries  # noqa: PLC0415
    from rodtraad.hovedbok.filer import fakta_sql, gjeldende_batcher, hent, sqltekst  # noqa: PLC0415
    from rodtraad.oppstilling.queries import KRYSSARTER  # noqa: PLC0415

    kart_sql = "ansvarskart AS (SELECT unnest($a::VARCHAR[]) AS ansvar, unnest($v::VARCHAR[]) AS virksomhet)"
    kryss = ", ".join(f"'{art}'" for art in KRYSSARTER)

    def over(fakta: str) -> list[list[tuple[object, ...]]]:
        svar = []
        for navn in TEKSTER:
            utvalg = f"SELECT * FROM ({fakta}) WHERE art IN ({kryss})" if navn == "kryssummer" else fakta
            tekst = sqltekst(navn)
            trenger_kart = "ansvarskart" in tekst
            verdier = {"a": list(_KART), "v": list(_KART.values())} if trenger_kart else {}
            svar.append(
                hent(f"WITH fakta AS ({utvalg}){f', {kart_sql}' if trenger_kart else ''} {tekst}", verdier)
            )
        return svar

    def fra_kuber() -> list[list[tuple[object, ...]]]:
        return over(fakta_sql(gjeldende_batcher(AAR), "aarskube"))

    def fra_linjer() -> list[list[tuple[object, ...]]]:
        return over(f"SELECT *, 1 AS antall FROM ({fakta_sql(gjeldende_batcher(AAR), 'linjer')})")

    if fra_kuber() != fra_linjer():
        raise SystemExit("Kubene og linjene gir ikke samme svar.")
    drill = queries.Drill(
        aar=frozenset({2024}), slag=frozenset({"regnskap"}), kontoklasse=frozenset({"0", "1"})
    )
    tider = _tider(
        {"w": fra_kuber, "plain": fra_linjer, "storste_bilag": lambda: queries.storste_bilag(drill, 20)}
    )
    return tider | {"w_minne_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(maal(Path(sys.argv[1]))))

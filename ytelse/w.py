"""W, all numbers of the annual report, on one installation: the cubes against a plain pass over the lines.

Run as its own process (`python -m ytelse.w MAPPE`), so that its memory is its own; prints JSON.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from rodtraad.kommando.installasjon import start_django

TEKSTER = ("artsummer", "funksjonssummer", "prosjektsummer", "balansesummer")
AAR = (2023, 2024)


def _tid(arbeid: Callable[[], object], ganger: int) -> float:
    tider = []
    for _ in range(ganger):
        start = time.perf_counter()
        arbeid()
        tider.append(time.perf_counter() - start)
    return median(tider)


def maal(mappe: Path) -> dict[str, float]:
    """Medians in seconds: w (cubes), plain (the same SQL texts over the lines), largest vouchers of a cell."""
    start_django(mappe)
    # Django must know the installation before its rooms are imported.
    from rodtraad.hovedbok import queries  # noqa: PLC0415
    from rodtraad.hovedbok.filer import fakta_sql, gjeldende_batcher, hent, sqltekst  # noqa: PLC0415

    kart = {str(a): str(a // 100 * 100) for a in range(1000, 5000, 10)}
    kart_sql = "ansvarskart AS (SELECT unnest($a::VARCHAR[]) AS ansvar, unnest($v::VARCHAR[]) AS virksomhet)"

    def over(fakta: str) -> list[list[tuple[object, ...]]]:
        svar = []
        for navn in TEKSTER:
            trenger_kart = "ansvarskart" in sqltekst(navn)
            verdier = {"a": list(kart), "v": list(kart.values())} if trenger_kart else {}
            svar.append(
                hent(
                    f"WITH fakta AS ({fakta}){', ' + kart_sql if trenger_kart else ''} {sqltekst(navn)}",
                    verdier,
                )
            )
        return svar

    def fra_kuber() -> list[list[tuple[object, ...]]]:
        return over(fakta_sql(gjeldende_batcher(AAR), "aarskube"))

    def fra_linjer() -> list[list[tuple[object, ...]]]:
        return over(f"SELECT *, 1 AS antall FROM ({fakta_sql(gjeldende_batcher(AAR), 'linjer')})")

    if fra_kuber() != fra_linjer():
        raise SystemExit("Kubene og linjene gir ikke samme svar.")
    strenger, _ = queries.kontostrenger(queries.Drill(aar=frozenset({2024}), slag=frozenset({"regnskap"})), 1)
    arter = sorted({s.art for s in strenger})
    drill = queries.Drill(aar=frozenset({2024}), slag=frozenset({"regnskap"}), arter=frozenset(arter))
    return {
        "w": _tid(fra_kuber, 7),
        "plain": _tid(fra_linjer, 5),
        "storste_bilag": _tid(lambda: queries.storste_bilag(drill, 20), 7),
        "minne_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(maal(Path(sys.argv[1]))))

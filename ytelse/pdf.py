"""The PDF alone: the demonstration's report, and the same report twice over, which is more than 200 pages.

Run as its own process (`python -m ytelse.pdf MAPPE`), so that its memory is its own; prints JSON.
"""

import io
import json
import resource
import sys
import time
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf

from rodtraad.kommando.installasjon import start_django

_NAVN = ("id", "anker", "maal")


def _omdop(verdi: Any, endelse: str) -> Any:
    """The same chapters under other ids, so that both can stand in one document."""
    if isinstance(verdi, tuple):
        return tuple(_omdop(v, endelse) for v in verdi)
    if not is_dataclass(verdi) or isinstance(verdi, type) or type(verdi).__name__ == "Tabell":
        return verdi
    nye: dict[str, Any] = {}
    for felt in fields(verdi):
        gammel = getattr(verdi, felt.name)
        nye[felt.name] = f"{gammel}{endelse}" if felt.name in _NAVN else _omdop(gammel, endelse)
    return replace(verdi, **nye)


def maal(mappe: Path) -> dict[str, float]:
    """Pages and seconds of both documents, and the memory of the process."""
    start_django(mappe)
    # Django must know the installation before its rooms are imported.
    from rodtraad.oppstilling.queries import hent_grunnlag  # noqa: PLC0415
    from rodtraad.oppstilling.smaatall import offentlig_grunnlag  # noqa: PLC0415
    from rodtraad.publisering import figurer  # noqa: PLC0415
    from rodtraad.publisering.nettsted.metadata import Metadata  # noqa: PLC0415
    from rodtraad.publisering.pdf import lag_pdf  # noqa: PLC0415
    from rodtraad.publisering.utgave import Opphav  # noqa: PLC0415
    from rodtraad.rapport.dokument import Figurblokk  # noqa: PLC0415

    grunnlag = offentlig_grunnlag(hent_grunnlag())
    metadata = Metadata(
        versjon=1, publisert=grunnlag.dato, status=grunnlag.status, pdf=f"aarsrapport-{grunnlag.aar}.pdf"
    )
    en = Opphav(grunnlag, {}, metadata).dokument()
    to = replace(en, kapitler=(*en.kapitler, *_omdop(en.kapitler, "-igjen")))
    # An edition draws its charts once, for web and PDF alike.
    start = time.perf_counter()
    figurer.svg_alle(b.figur for k in en.alle_kapitler() for b in k.blokker if isinstance(b, Figurblokk))
    svar: dict[str, float] = {"figurer_s": time.perf_counter() - start}
    for navn, dokument in (("pdf", en), ("lang_pdf", to)):
        start, cpu = time.perf_counter(), time.process_time()
        data = lag_pdf(dokument, metadata)
        svar[f"{navn}_s"] = time.perf_counter() - start
        svar[f"{navn}_cpu_s"] = time.process_time() - cpu
        with pikepdf.open(io.BytesIO(data)) as lest:
            svar[f"{navn}_sider"] = len(lest.pages)
    return svar | {"minne_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(maal(Path(sys.argv[1]))))

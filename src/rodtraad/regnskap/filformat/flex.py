"""Flex JSON (Xledger) as CSV: field groups become columns, their periods one column each, rows stay rows.

Built from the public description of the form (field_groups with fields and periods, rows as a matrix of lists);
no public sample exists. The first line of the CSV holds the texts of `meta`, so that a year named there is found.
"""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

import ijson  # type: ignore[import-untyped]

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.regnskap.filformat.overskrift import kolonnenavn
from rodtraad.regnskap.filformat.regneark import uten_stoy

ENDELSE = ".json"
_MAKS_KOLONNER = 5000
_LENGST_META = 500
_DYPEST = 20
_STORST_TALL = 30
_KODE, _NAVN = ("code", "id"), ("title", "name", "description")


def flex_som_csv(fil: Path, ut: Path, *, hoyst: int | None = None) -> None:
    """Writes the matrix as CSV: a line of meta, the heading, the rows (at most `hoyst`). Raises RodtraadFeil."""
    try:
        with fil.open("rb") as inn:
            kolonner = _kolonner(list(ijson.items(_hendelser(inn), "field_groups.item")))
        if not kolonner:
            raise RodtraadFeil(
                f"«{fil.name}» er ikke Flex-JSON fra Xledger: den har ingen «field_groups» med felt.",
                "Hent ut filen på nytt som Flex-uttrekk, eller som CSV eller XLSX.",
            )
        with fil.open("rb") as inn, ut.open("w", encoding="utf-8", newline="") as strom:
            skriver = csv.writer(strom, lineterminator="\n", quoting=csv.QUOTE_ALL)
            skriver.writerow([_meta(fil), *[""] * (len(kolonner) - 1)])
            skriver.writerow(kolonner)
            for nr, rad in enumerate(_rader(inn), start=1):
                if hoyst is not None and nr > hoyst:
                    break
                if len(rad) != len(kolonner):
                    raise RodtraadFeil(
                        f"Rad {nr} i «{fil.name}» har {len(rad)} verdier; field_groups gir {len(kolonner)} kolonner.",
                        "Hent ut filen på nytt; den er ikke hel.",
                    )
                skriver.writerow(rad)
    except (ijson.JSONError, UnicodeError, ValueError, TypeError, RecursionError) as feil:
        grunn = (str(feil).splitlines() or [type(feil).__name__])[0][:120]
        raise RodtraadFeil(
            f"«{fil.name}» kan ikke leses som Flex-JSON: {grunn}.",
            "Hent ut filen på nytt; den er trolig avbrutt.",
        ) from None


def _hendelser(inn: BinaryIO) -> Any:
    """The events of a file no deeper than such a matrix is; the reader's memory grows with the depth squared."""
    return ijson.parse(_grunne(ijson.basic_parse(inn)))


def _grunne(hendelser: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    dybde = 0
    for hendelse, verdi in hendelser:
        dybde += hendelse.startswith("start_") - hendelse.startswith("end_")
        if dybde > _DYPEST:
            raise ValueError(f"den er mer enn {_DYPEST} nivåer dyp")
        yield hendelse, verdi


def _rader(inn: BinaryIO) -> Iterator[list[str]]:
    for rad in ijson.items(_hendelser(inn), "rows.item"):
        if not isinstance(rad, list):
            raise TypeError("«rows» er ikke en liste av lister")
        # A row may hold one list for each field group.
        flat = [c for del_ in rad for c in (del_ if isinstance(del_, list) else [del_])]
        yield [_tekst(c) for c in flat]


def _kolonner(grupper: list[Any]) -> tuple[str, ...]:
    over: list[str] = []
    navn: list[str] = []
    for gruppe in grupper:
        if not isinstance(gruppe, dict) or not isinstance(gruppe.get("fields") or [], list):
            raise TypeError("«field_groups» er ikke en liste av grupper med felt")
        felter = [_tittel(f) for f in gruppe.get("fields") or []]
        perioder = [_tittel(p) for p in gruppe.get("periods") or []]
        nye = (
            [p if len(felter) == 1 else f"{f} {p}" for p in perioder for f in felter] if perioder else felter
        )
        navn += nye
        over += [_tittel(gruppe)] * len(nye)
        if len(navn) > _MAKS_KOLONNER:
            raise ValueError(f"flere enn {_MAKS_KOLONNER} kolonner")
    return kolonnenavn([over, navn]) if navn else ()


def _tittel(del_: Any) -> str:
    if isinstance(del_, dict):
        return _tekst(next((del_[k] for k in ("title", "name", "code", "id", "period") if del_.get(k)), ""))
    return _tekst(del_)


def _tekst(verdi: Any) -> str:
    if verdi is None:
        return ""
    if isinstance(verdi, bool):
        return "ja" if verdi else "nei"
    if isinstance(verdi, Decimal):
        return (
            uten_stoy(f"{verdi:f}")
            if verdi.is_finite() and abs(verdi.adjusted()) < _STORST_TALL
            else str(verdi)
        )
    if isinstance(verdi, dict):
        kode, navn = (next((verdi[k] for k in valg if verdi.get(k)), "") for valg in (_KODE, _NAVN))
        return " - ".join(str(del_) for del_ in (kode, navn) if del_)
    return str(verdi)


def _meta(fil: Path) -> str:
    with fil.open("rb") as inn:
        par = list(ijson.kvitems(_hendelser(inn), "meta"))
    return " ".join(f"{k} {v}" for k, v in par)[:_LENGST_META].replace("\n", " ")

"""Typst turns the data into PDF/UA-1 and PDF/A-2a; the same document gives the same bytes."""

import json
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import typst

from rodtraad.publisering.figurer import FONTMAPPE
from rodtraad.publisering.nettsted.metadata import Metadata
from rodtraad.publisering.pdf.data import dokumentdata, trykte_radtitler
from rodtraad.publisering.pdf.radtitler import merk_radtitler
from rodtraad.rapport.dokument import Dokument

MALER = Path(__file__).resolve().parent / "maler"


def lag_pdf(dokument: Dokument, metadata: Metadata) -> bytes:
    """The document as one tagged PDF. Typst refuses missing text alternatives and skipped headings."""
    return merk_radtitler(sett(dokument, metadata), trykte_radtitler(dokument, metadata))


def sett(dokument: Dokument, metadata: Metadata) -> bytes:
    """The PDF as Typst sets it, before row headers are marked."""
    data = json.dumps(dokumentdata(dokument, metadata), ensure_ascii=False)
    satt = typst.Compiler(
        MALER / "rapport.typ",
        root=MALER,
        font_paths=_skrifter(),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
    ).compile(format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=_tidspunkt(dokument))
    assert isinstance(satt, bytes)  # noqa: S101 - one file out, never a list, for format pdf
    return satt


def _tidspunkt(dokument: Dokument) -> datetime:
    """The file carries the date of the report, not the clock."""
    dag = date.fromisoformat(dokument.dato)
    return datetime(dag.year, dag.month, dag.day, 12, tzinfo=UTC)


@cache
def _skrifter() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTMAPPE])

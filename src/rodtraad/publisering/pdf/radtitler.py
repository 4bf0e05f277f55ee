"""Row headers: what Typst cannot say of a table, pikepdf writes into the structure tree.

Typst lists the column headers of each cell one by one; readers then ignore row headers. Scope on every
header cell (column or row) says both, and is smaller.
"""

import io
from collections.abc import Iterable, Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

from rodtraad.oppstilling.tabell import Tabell

Element = pikepdf.Object


def radtittel(tabell: Tabell) -> int:
    """Which of the shown columns names the row; the first text column when none says so, −1 when none can."""
    vist = [k for k in tabell.kolonner if not k.skjult]
    egne = [nr for nr, k in enumerate(vist) if k.er_radtittel] or [
        n for n, k in enumerate(vist) if not k.er_tall
    ]
    return egne[0] if egne else -1


def merk_radtitler(innhold: bytes, radtitler: Sequence[int]) -> bytes:
    """The PDF with scope on every header cell; `radtitler` is the row-title column of each printed table in order.

    Raises ValueError when the file has another count of tables.
    """
    with pikepdf.open(io.BytesIO(innhold)) as pdf:
        tabeller = list(_tabeller(pdf.Root.StructTreeRoot))
        if len(tabeller) != len(radtitler):
            raise ValueError(f"PDF-en har {len(tabeller)} tabeller, dokumentet {len(radtitler)}.")
        for tabell, kolonne in zip(tabeller, radtitler, strict=True):
            _merk_tabell(tabell, kolonne)
        ut = io.BytesIO()
        pdf.save(ut, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return ut.getvalue()


def _tabeller(element: Element) -> Iterator[Element]:
    for barn in _barn(element):
        if Name.Table == barn.S:
            yield barn
        elif Name.P != barn.S:
            yield from _tabeller(barn)


def _barn(element: Element) -> Iterable[Element]:
    barn = element.get("/K")
    liste = list(barn) if isinstance(barn, Array) else [barn]
    return (b for b in liste if isinstance(b, Dictionary) and "/S" in b)


def _merk_tabell(tabell: Element, radtittel: int) -> None:
    bredde = 0
    for del_ in _barn(tabell):
        if Name.Caption == del_.S:
            continue
        for rad in _barn(del_):
            celler = list(_barn(rad))
            bredde = bredde or len(celler)
            for nr, celle in enumerate(celler):
                _merk_celle(celle, er_radtittel=nr == radtittel, spenn=bredde if len(celler) < bredde else 1)


def _merk_celle(celle: Element, *, er_radtittel: bool, spenn: int) -> None:
    if Name.TH == celle.S:
        celle.A = Dictionary(O=Name.Table, Scope=Name.Column)
        if spenn > 1:
            celle.A.ColSpan = spenn
    elif er_radtittel:
        celle.S = Name.TH
        celle.A = Dictionary(O=Name.Table, Scope=Name.Row)
    elif "/A" in celle:
        del celle.A

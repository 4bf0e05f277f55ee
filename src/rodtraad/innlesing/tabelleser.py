"""Small tables (registers, statistics) from CSV or XLSX, with all errors at once."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineWorkbook

from rodtraad.innlesing.arkivvern import krev_trygt_arkiv
from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kolonnekrav import Kolonnekrav, Verdi, tolk
from rodtraad.innlesing.tekstfil import les_tekst
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Funn

__all__ = ["Kolonnekrav", "Rad", "Verdi", "arknavn", "les_tabell", "raa_rader"]

MAKS_TABELL = 200_000_000
"""Bytes of a text that is read whole; the ledger, which may be larger, is read in another way."""
_ZIP = b"PK\x03\x04"

_SKILLETEGN = ",;\t"


class Rad(dict[str, Verdi]):
    """One row of a table, column → value, with its row number in the file (the header is row 1)."""

    def __init__(self, verdier: Mapping[str, Verdi], nr: int) -> None:
        super().__init__(verdier)
        self.nr = nr


def les_tabell(
    fil: Path, *, kolonner: Mapping[str, Kolonnekrav], desimalkomma: bool = False
) -> tuple[list[Rad], list[Funn]]:
    """Tabell: the rows of a CSV or XLSX file and everything that is wrong with it.

    Encoding (UTF-8 with or without mark, UTF-16, ISO-8859-1) and delimiter (comma, semicolon, tab) are
    found from the file. Columns not asked for are ignored. Rows are complete only without errors.
    """
    try:
        rader = list(raa_rader(fil))
    except RodtraadFeil as avvist:
        return [], uleselig(fil, avvist)
    return tolk_rader(rader, fil.name, kolonner=kolonner, desimalkomma=desimalkomma)


def uleselig(fil: Path, avvist: RodtraadFeil) -> list[Funn]:
    """The finding of a file that cannot be opened at all."""
    feil = Feilliste(fil.name)
    feil.legg_til("innlesing-fil", avvist.meldinger[0], tiltak=" ".join(avvist.meldinger[1:]))
    return feil.funn()


def tolk_rader(
    raa: Iterable[tuple[int, list[str]]],
    navn: str,
    *,
    kolonner: Mapping[str, Kolonnekrav],
    desimalkomma: bool = False,
) -> tuple[list[Rad], list[Funn]]:
    """Tabell: (row number, cells) of a file called `navn`, the header first, as rows and what is wrong with them."""
    feil, rader = Feilliste(navn), iter(raa)
    overskrift = next(rader, (0, []))[1]
    plass = _plasser(overskrift, kolonner, feil)
    if feil:
        return [], feil.funn()
    lest: list[Rad] = []
    for nr, celler in rader:
        if any(c.strip() for c in celler):
            _sjekk_bredde(celler, nr, len(overskrift), feil)
            lest.append(_rad(celler, nr, kolonner, plass=plass, feil=feil, desimalkomma=desimalkomma))
    if not lest:
        feil.legg_til(
            "innlesing-tom", "Filen har ingen rader under overskriften.", tiltak="Velg en fil med innhold."
        )
    return lest, feil.funn()


def raa_rader(fil: Path, *, ark: int = 1, overskrift: int = 1) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells as text) of every row. Raises RodtraadFeil when unreadable.

    `overskrift` is the line whose delimiter counts: the first, unless a report title stands above it.
    """
    if not fil.is_file():
        raise RodtraadFeil(f"Filen «{fil}» finnes ikke.", "Kontroller navnet.")
    if fil.suffix.lower() in {".xlsx", ".xls", ".xlsb", ".ods"}:
        yield from _regneark(fil, ark)
        return
    if fil.stat().st_size > MAKS_TABELL:
        raise RodtraadFeil(
            f"Filen «{fil.name}» er større enn {MAKS_TABELL // 1_000_000} MB, mer enn en tabell kan være.",
            "Se at du har valgt riktig fil og riktig kilde.",
        )
    tekst, _ = les_tekst(fil)
    if "\0" in tekst:
        raise RodtraadFeil(
            f"Filen «{fil.name}» er ikke en tekstfil.", "Lagre den som CSV i UTF-8 eller som XLSX."
        )
    navnelinje = "".join(tekst.split("\n", overskrift)[overskrift - 1 : overskrift])
    leser = csv.reader(
        io.StringIO(tekst, newline=""), delimiter=max(_SKILLETEGN, key=navnelinje.count), strict=True
    )
    nr = 1
    try:
        for celler in leser:
            yield nr, celler
            nr = leser.line_num + 1
    except csv.Error as feil:
        raise RodtraadFeil(
            f"Rad {nr} i «{fil.name}» kan ikke leses ({feil}).",
            "Se etter et anførselstegn som ikke er avsluttet.",
        ) from None


def _regneark(fil: Path, ark: int) -> Iterator[tuple[int, list[str]]]:
    with _aapnet(fil, ark) as bok:
        rader = bok.get_sheet_by_index(ark - 1).to_python(skip_empty_area=False)
    for nr, celler in enumerate(rader, start=1):
        yield nr, [celletekst(c) for c in celler]


def arknavn(fil: Path) -> tuple[str, ...]:
    """The names of the sheets, in their order. Raises RodtraadFeil when the workbook cannot be opened."""
    with _aapnet(fil, 1) as bok:
        return tuple(bok.sheet_names)


@contextmanager
def _aapnet(fil: Path, ark: int) -> Iterator[CalamineWorkbook]:
    """A workbook that was measured first; whatever stops the reader becomes a message."""
    with fil.open("rb") as strom:
        er_zip = strom.read(4) == _ZIP
    if er_zip:
        krev_trygt_arkiv(fil)
    try:
        yield CalamineWorkbook.from_path(str(fil))
    except RodtraadFeil:
        raise
    except BaseException as feil:
        # A panic of the reader, written in Rust, comes as a BaseException of its own.
        if not isinstance(feil, Exception) and type(feil).__name__ != "PanicException":
            raise
        raise RodtraadFeil(
            f"Regnearket «{fil.name}» kan ikke leses ({type(feil).__name__}).",
            f"Åpne det, se at det har ark nr. {ark}, og lagre det på nytt som XLSX, uten passord.",
        ) from None


def celletekst(celle: object) -> str:
    """A spreadsheet cell as the text a CSV would have had; a number that is whole has no decimals."""
    if isinstance(celle, bool):
        return "ja" if celle else "nei"
    if isinstance(celle, float):
        # The spreadsheet stores binary floats; repr is the shortest text that reads back as the same number.
        return str(int(celle)) if celle.is_integer() else f"{Decimal(repr(celle)):f}"
    if isinstance(celle, datetime):
        return celle.date().isoformat()
    return celle.isoformat() if isinstance(celle, date) else str(celle)


def _plasser(
    overskrift: Sequence[str], kolonner: Mapping[str, Kolonnekrav], feil: Feilliste
) -> dict[str, int | None]:
    navn = [n.strip() for n in overskrift]
    if not any(navn):
        feil.legg_til("innlesing-tom", "Filen er tom.", tiltak="Velg en fil med overskrift og rader.")
        return {}
    for kolonne, krav in kolonner.items():
        if navn.count(kolonne) > 1:
            feil.legg_til(
                "innlesing-kolonne",
                f"Kolonnen «{kolonne}» står {navn.count(kolonne)} ganger i overskriften.",
                rad=1,
                tiltak="La hver kolonne stå én gang.",
            )
        elif kolonne not in navn and not krav.valgfri:
            feil.legg_til(
                "innlesing-kolonne",
                f"Kolonnen «{kolonne}» mangler. Overskriften har: {', '.join(navn)}.",
                rad=1,
                tiltak=f"Legg til kolonnen «{kolonne}» ({krav.ventet()}).",
            )
    return {k: navn.index(k) if k in navn else None for k in kolonner}


def _sjekk_bredde(celler: Sequence[str], nr: int, bredde: int, feil: Feilliste) -> None:
    if any(c.strip() for c in celler[bredde:]):
        feil.legg_til(
            "innlesing-bredde",
            f"Raden har {len(celler)} celler, men overskriften har {bredde} kolonner.",
            rad=nr,
            tiltak="Sett anførselstegn rundt tekst som inneholder skilletegnet.",
        )


def _rad(
    celler: Sequence[str],
    nr: int,
    kolonner: Mapping[str, Kolonnekrav],
    *,
    plass: Mapping[str, int | None],
    feil: Feilliste,
    desimalkomma: bool,
) -> Rad:
    verdier: dict[str, Verdi] = {}
    for kolonne, krav in kolonner.items():
        sted = plass[kolonne]
        if sted is None:
            verdier[kolonne] = None
            continue
        try:
            verdier[kolonne] = tolk(
                celler[sted] if sted < len(celler) else "", krav, desimalkomma=desimalkomma
            )
        except ValueError as avvist:
            verdier[kolonne] = None
            feil.legg_til(
                "innlesing-verdi",
                str(avvist),
                rad=nr,
                kolonne=kolonne,
                tiltak=f"Skriv {krav.ventet()}.",
            )
    return Rad(verdier, nr)

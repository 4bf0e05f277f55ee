"""What a file is, by its content: text, or a workbook that can be opened safely; whatever it calls itself."""

import re
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

from rodtraad.innlesing.arkivvern import krev_trygt_arkiv
from rodtraad.innlesing.kildekort import Kildekort
from rodtraad.kjerne.feil import RodtraadFeil

_ZIP: Final = b"PK\x03\x04"
_PROVE: Final = 65_536
_ARBEIDSBOK: Final = frozenset({".xlsx", ".xlsm", ".ods"})
_ARKIV: Final = _ARBEIDSBOK | {".zip"}


class FilFeil(RodtraadFeil):
    """A file that cannot be taken in."""


def trygt_navn(navn: str) -> str:
    """The last part of a name, letters, digits, dot, dash and underscore only; never a way to another place."""
    siste = PureWindowsPath(PurePosixPath(navn).name).name
    rent = re.sub(r"[^\w.-]+", "_", siste).strip("._")[-100:]
    return rent or "fil"


def krev_kjent_innhold(fil: Path, kort: Kildekort) -> None:
    """The content is of a kind the source reads. Raises RodtraadFeil."""
    with fil.open("rb") as inn:
        start = inn.read(_PROVE)
    endelse = fil.suffix.lower()
    er_arkiv = start.startswith(_ZIP)
    if er_arkiv != (endelse in _ARKIV) or (not er_arkiv and _er_binaer(start)):
        raise FilFeil(
            f"Filen «{fil.name}» er verken en tekstfil (CSV) eller en arbeidsbok fra Excel (.xlsx).",
            "Lagre den som CSV (UTF-8) eller .xlsx og last opp på nytt.",
        )
    lov = set(kort.filtyper) | ({".xlsm"} if ".xlsx" in kort.filtyper else set())
    if er_arkiv and endelse not in lov:
        raise FilFeil(
            f"Kilden leser ikke {endelse.removeprefix('.').upper()}.",
            f"Velg en fil av typen {kort.typer_i_ord}.",
        )
    if not er_arkiv and lov <= _ARKIV:
        raise FilFeil(f"«{fil.name}» er en tekstfil.", f"Velg en fil av typen {kort.typer_i_ord}.")
    if er_arkiv:
        krev_trygt_arkiv(fil)


def _er_binaer(start: bytes) -> bool:
    """Whether the bytes are neither text nor text in UTF-16 with its mark."""
    return b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff"))

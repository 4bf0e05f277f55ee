"""What tells of single persons in a file that should hold groups only: columns and numbers; pure functions."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

_PERSONORD: Final = (
    "fornavn", "etternavn", "ansattnavn", "personnavn", "medarbeider", "fodselsn", "fodselsd", "fnr", "personn",
    "dnummer", "ansattn", "ansattid", "stillingsnummer", "epost", "telefon", "mobil", "adresse", "konton", "diagnose",
    "navnpaaansatt", "arbeidstaker", "lonnsmottaker", "resnr", "ressursn",
)  # fmt: skip
_BARE: Final = {"navn", "ansatt", "person", "fdato", "initialer"}
_FOLD: Final = str.maketrans({"ø": "o", "å": "aa", "æ": "ae", "-": "", " ": "", "_": "", ".": "", "/": ""})
_LANGT_TALL: Final = re.compile(r"\d{6}[ .]?\d{4,5}")
"""Ten digits too: a spreadsheet takes the first zero away."""


def is_person_column(overskrift: str) -> bool:
    """Whether a column tells who someone is, by its heading."""
    navn = overskrift.strip().lower().translate(_FOLD)
    return navn in _BARE or any(navn.startswith(ord_) for ord_ in _PERSONORD)


def person_columns(overskrift: Iterable[str]) -> list[str]:
    """The headings that tell who someone is."""
    return [navn.strip() for navn in overskrift if is_person_column(navn)]


def person_numbers(rader: Sequence[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, str]]:
    """(row, heading) of each cell that may be a national identity number or an account number; never the number."""
    if not rader:
        return
    navn = [n.strip() for n in rader[0][1]]
    for nr, celler in rader:
        for plass, celle in enumerate(celler):
            if _LANGT_TALL.fullmatch(celle.strip()):
                yield nr, navn[plass] if plass < len(navn) and nr != rader[0][0] else f"nr. {plass + 1}"

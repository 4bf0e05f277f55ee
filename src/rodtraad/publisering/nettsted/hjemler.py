"""Legal bases as people read them: the name of the source, not its id, with the way to it."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from html import escape

from rodtraad.kjerne.hjemmel import Hjemmel
from rodtraad.lov.regelverk import Kilde, last_regelverk


def hjemmel_html(hjemler: Iterable[Hjemmel], aar: int) -> str:
    """Each basis with the title of its source, and a link when the source has an address."""
    return "; ".join(_en(h, aar) for h in dict.fromkeys(hjemler))


def hjemmel_tekst(hjemler: Iterable[Hjemmel], aar: int) -> str:
    """The same as plain text."""
    return "; ".join(_tekst(h, _kilde(h.kilde, aar)) for h in dict.fromkeys(hjemler))


@cache
def _en(hjemmel: Hjemmel, aar: int) -> str:
    kilde = _kilde(hjemmel.kilde, aar)
    tekst = escape(_tekst(hjemmel, kilde))
    if kilde is None or not kilde.adresse.startswith("https://"):
        return tekst
    return f'<a class="ds-link" href="{escape(kilde.adresse)}">{tekst}</a>'


def _tekst(hjemmel: Hjemmel, kilde: Kilde | None) -> str:
    tekst = str(hjemmel)
    return tekst.replace(hjemmel.kilde, kilde.tittel, 1) if kilde else tekst


def _kilde(id_: str, aar: int) -> Kilde | None:
    return last_regelverk(date(aar, 12, 31)).kilder.get(id_)

"""The log as CSV, written as it is read: a million entries take no more memory than a page."""

import csv
import json
from collections.abc import Iterator
from typing import Any, Final

from rodtraad.hendelser.utvalg import Loggutvalg, alle_poster

KOLONNER: Final = ("id", "tidspunkt", "av", "handling", "gjelder", "for", "etter", "kjedesum")
_FORMEL: Final = ("=", "+", "-", "@", "\t", "\r")


class _Linje:
    """A file that gives back what is written in it."""

    def write(self, tekst: str) -> str:
        """The line itself."""
        return tekst


def som_csv(utvalg: Loggutvalg) -> Iterator[str]:
    """UTF-8 text with comma and line feed, a line at a time."""
    skriver = csv.writer(_Linje(), lineterminator="\n")
    yield skriver.writerow(KOLONNER)
    for post, kjedesum in alle_poster(utvalg):
        yield skriver.writerow(
            [
                post.id, post.tidspunkt.isoformat(), *map(_trygg, (post.av, post.handling, post.gjelder)),
                _json(post.verdi_for), _json(post.verdi_etter), kjedesum,
            ]
        )  # fmt: skip


def _json(verdi: dict[str, Any] | None) -> str:
    return "" if verdi is None else json.dumps(verdi, ensure_ascii=False, sort_keys=True)


def _trygg(tekst: str) -> str:
    """A text no spreadsheet takes for a formula."""
    return f"'{tekst}" if tekst.startswith(_FORMEL) else tekst

"""The watch over the whole suite: a request that writes and leaves no entry in the log fails its test.

Every POST, PUT, PATCH and DELETE made by any test passes here. What the frameworks keep for themselves
(sessions, caches, queues) is no act; everything else is.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

UNNTATT = {
    "django_session": "the browser's session",
    "rodtraad_cache": "rate limits",
}
"""Table → why a write to it alone is no act. Rooms add here with a reason."""

_SKRIVER = re.compile(r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
LOGGEN = "hendelser_hendelse"


class Hendelsesvakt:
    """Notes which tables a request writes to."""

    def __init__(self) -> None:
        self.tabeller: set[str] = set()

    def __call__(self, utfor: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        svar = utfor(sql, params, many, context)
        # A change of no rows is no act; an insert with RETURNING knows its rows only when they are read.
        treff = _SKRIVER.match(sql)
        if treff and (sql.lstrip()[:6].upper() == "INSERT" or context["cursor"].rowcount != 0):
            self.tabeller.add(treff.group(1))
        return svar

    def uloggede(self) -> set[str]:
        """Tables an act changed without an entry in the log."""
        if LOGGEN in self.tabeller:
            return set()
        return self.tabeller - set(UNNTATT)


def sett_vakt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts the watch on Django's test client."""
    opprinnelig = Client.request

    def request(self: Client, **valg: Any) -> Any:
        if valg.get("REQUEST_METHOD", "GET") in {"GET", "HEAD", "OPTIONS"}:
            return opprinnelig(self, **valg)
        vakt = Hendelsesvakt()
        with connection.execute_wrapper(vakt):
            svar = opprinnelig(self, **valg)
        if svar.status_code < 400 and (uloggede := vakt.uloggede()):
            raise AssertionError(
                f"{valg['REQUEST_METHOD']} {valg['PATH_INFO']} endret "
                f"{', '.join(sorted(uloggede))} uten å føre i loggen"
            )
        return svar

    monkeypatch.setattr(Client, "request", request)

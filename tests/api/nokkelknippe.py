"""Keys for tests: a client that knocks with a token."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from ninja.operation import Operation

from rodtraad.api.grensesnitt import GRENSESNITT
from rodtraad.api.queries import omfang_navn
from rodtraad.api.services import lag_nokkel
from rodtraad.tilgang.models import Bruker


def nokkel(person: Bruker, retter: Collection[str] | None = None, *, kan_skrive: bool = True) -> str:
    """A token of the person; for everything when `retter` is not given."""
    return lag_nokkel(
        bruker_id=person.pk, navn="Prøvenøkkel", retter=omfang_navn() if retter is None else retter,
        kan_skrive=kan_skrive, utloper=timezone.localdate() + timedelta(days=30), av="test",
    )  # fmt: skip


def med(token: str, **valg: Any) -> Client:
    """A client with the token; CSRF is enforced, as for a stranger, and must not be needed."""
    return Client(headers={"Authorization": f"Bearer {token}"}, enforce_csrf_checks=True, **valg)


def operasjoner() -> list[Operation]:
    """Every operation of the API; ninja keeps those of an address in the closure of its callback."""
    funnet: dict[int, Operation] = {}
    for monster in GRENSESNITT.urls[0]:
        celler = getattr(getattr(monster, "callback", None), "__closure__", None) or ()
        for celle in celler:
            funnet |= {id(op): op for op in getattr(celle.cell_contents, "operations", ())}
    return list(funnet.values())

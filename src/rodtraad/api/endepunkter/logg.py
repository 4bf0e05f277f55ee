"""The log of what was done."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from rodtraad.api.autentisering import aktor_i, rett
from rodtraad.hendelser.services import loggfor
from rodtraad.hendelser.utvalg import Loggutvalg, loggside

router = Router()


class Utvalg(Schema):
    """Which entries; `eldre_enn` is the `eldre` of the page before."""

    av: str = ""
    handling: str = ""
    gjelder: str = ""
    fra: date | None = None
    til: date | None = None
    eldre_enn: int | None = Field(default=None, ge=1, lt=2**63)


class Postsvar(Schema):
    """An entry."""

    tidspunkt: datetime
    av: str
    handling: str
    gjelder: str
    verdi_for: dict[str, Any] | None
    verdi_etter: dict[str, Any] | None


class Sidesvar(Schema):
    """A page of entries, newest first; `eldre` asks for the next."""

    poster: list[Postsvar]
    eldre: int | None


@router.get("", response=Sidesvar, summary="Hendelsesloggen")
@rett("logg.les")
def hent_logg(request: HttpRequest, valg: Query[Utvalg]) -> Any:
    """Det nyeste først. Lesingen føres selv i loggen."""
    utvalg = Loggutvalg(av=valg.av, handling=valg.handling, gjelder=valg.gjelder, fra=valg.fra, til=valg.til)
    loggfor(handling="leste loggen", gjelder="hendelseslogg", av=aktor_i(request).av, etter=utvalg.i_ord())
    return loggside(utvalg, eldre_enn=valg.eldre_enn)

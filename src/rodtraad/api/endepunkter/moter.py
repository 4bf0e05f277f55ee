"""Political meetings and the deadlines before them."""

from datetime import date, time, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from rodtraad.api.autentisering import rett
from rodtraad.sak import queries

router = Router()
AAR = timedelta(days=366)


class Spenn(Schema):
    """From a day to a day: this day and a year on, when not given."""

    fra: date | None = None
    til: date | None = None

    def dager(self) -> tuple[date, date]:
        """First and last day."""
        fra = self.fra or timezone.localdate()
        if self.til is not None:
            return fra, self.til
        return fra, fra + AAR if fra < date.max - AAR else date.max


class Motesvar(Schema):
    """A meeting."""

    id: int
    organ: str
    dato: date
    klokkeslett: time | None
    sted: str
    status: str
    grunn: str


class Fristsvar(Schema):
    """A deadline before a meeting; `flyttet_fra` is the day off it was moved from."""

    navn: str
    dato: date
    organ: str
    motedato: date
    flyttet_fra: date | None


@router.get("", response=list[Motesvar], summary="Møtene")
@rett("organer.se")
def hent_moter(request: HttpRequest, spenn: Query[Spenn]) -> list[Any]:  # noqa: ARG001 - ninja's signature
    """Møtene i tidsrommet, i rekkefølge."""
    return list(queries.moter(*spenn.dager()))


@router.get("frister", response=list[Fristsvar], summary="Fristene før møtene")
@rett("organer.se")
def hent_frister(request: HttpRequest, spenn: Query[Spenn]) -> list[Any]:  # noqa: ARG001 - ninja's signature
    """Regnet tilbake fra møtedagene."""
    return list(queries.saksfrister(*spenn.dager()))

"""Searching a log of millions: newest first, a page at a time, always by an index or over a bounded stretch."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import connection
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from rodtraad.hendelser.models import Hendelse
from rodtraad.hendelser.queries import Loggpost

PER_SIDE: Final = 50
VINDU: Final = 100_000
"""How many entries a search without an index looks through before it asks whether to go on."""
_MAKS_NAVN: Final = 200
_NAVN_SQL: Final = """
WITH RECURSIVE funnet(verdi) AS (
  SELECT MIN({kolonne}) FROM hendelser_hendelse
  UNION ALL
  SELECT (SELECT MIN({kolonne}) FROM hendelser_hendelse WHERE {kolonne} > funnet.verdi)
  FROM funnet WHERE funnet.verdi IS NOT NULL
)
SELECT verdi FROM funnet WHERE verdi IS NOT NULL
"""
"""Every value of an indexed column, one step in the index per value: DISTINCT would read the whole log."""


@dataclass(frozen=True, slots=True)
class Loggutvalg:
    """Which entries are asked for."""

    av: str = ""
    handling: str = ""
    gjelder: str = ""
    fra: date | None = None
    til: date | None = None
    tekst: str = ""

    def i_ord(self) -> dict[str, str]:
        """The parts that are given, for the log and for an address."""
        return {navn: str(verdi) for navn, verdi in asdict(self).items() if verdi}


@dataclass(frozen=True, slots=True)
class Loggside:
    """A page of the log. `eldre` is where the next one begins, `sett_til` how far back a bounded search came."""

    poster: tuple[Loggpost, ...]
    eldre: int | None
    sett_til: datetime | None = None


def handlinger() -> list[str]:
    """Every kind of act in the log."""
    return _verdier("handling")


def loggside(utvalg: Loggutvalg, *, eldre_enn: int | None = None) -> Loggside:
    """The newest entries of the selection, those older than an entry when one is given."""
    rader = _foer(_filtrert(utvalg), eldre_enn).order_by("-tidspunkt", "-id")
    grense = None
    if utvalg.tekst or _er_slag(utvalg.gjelder):
        grense = rader.values_list("tidspunkt", "id")[VINDU : VINDU + 1].first()
        rader = _treff(rader, utvalg)
        if grense is not None:
            rader = rader.filter(Q(tidspunkt__gt=grense[0]) | Q(tidspunkt=grense[0], id__gt=grense[1]))
    funnet = list(rader[: PER_SIDE + 1])
    poster = tuple(_post(h) for h in funnet[:PER_SIDE])
    if len(funnet) > PER_SIDE:
        return Loggside(poster, poster[-1].id)
    return Loggside(poster, grense[1] if grense else None, grense[0] if grense else None)


def alle_poster(utvalg: Loggutvalg) -> Iterator[tuple[Loggpost, str]]:
    """Every entry of the selection with its sum in the chain, newest first, read as they are asked for."""
    rader = _treff(_filtrert(utvalg), utvalg).select_related("ledd").order_by("-tidspunkt", "-id")
    for h in rader.iterator(chunk_size=2000):
        yield _post(h), h.ledd.kjedesum if hasattr(h, "ledd") else ""


def _post(h: Hendelse) -> Loggpost:
    return Loggpost(h.tidspunkt, h.av, h.handling, h.gjelder, h.verdi_for, h.verdi_etter, h.pk)


def _filtrert(utvalg: Loggutvalg) -> QuerySet[Hendelse]:
    """By the columns that have an index."""
    rader: QuerySet[Hendelse] = Hendelse.objects.all()
    if utvalg.av:
        sokt = utvalg.av.casefold()
        rader = rader.filter(av__in=[n for n in _verdier("av") if sokt in n.casefold()][:_MAKS_NAVN])
    if utvalg.handling:
        rader = rader.filter(handling=utvalg.handling)
    if utvalg.gjelder and not _er_slag(utvalg.gjelder):
        rader = rader.filter(gjelder=utvalg.gjelder)
    if utvalg.fra:
        rader = rader.filter(tidspunkt__gte=_midnatt(utvalg.fra))
    if utvalg.til:
        rader = rader.filter(tidspunkt__lt=_midnatt(utvalg.til + timedelta(days=1)))
    return rader


def _treff(rader: QuerySet[Hendelse], utvalg: Loggutvalg) -> QuerySet[Hendelse]:
    """By what must be looked for in each entry: the kind of thing, the text."""
    if _er_slag(utvalg.gjelder):
        rader = rader.filter(gjelder__startswith=utvalg.gjelder.rstrip(":") + ":")
    if not utvalg.tekst:
        return rader
    rader = rader.annotate(
        for_tekst=Cast("verdi_for", TextField()), etter_tekst=Cast("verdi_etter", TextField())
    )
    vilkar = (
        Q(av__icontains=utvalg.tekst)
        | Q(handling__icontains=utvalg.tekst)
        | Q(gjelder__icontains=utvalg.tekst)
    )
    for form in _lagret_som(utvalg.tekst):
        vilkar |= Q(for_tekst__icontains=form) | Q(etter_tekst__icontains=form)
    return rader.filter(vilkar)


def _lagret_som(tekst: str) -> set[str]:
    """The text as it stands in the stored values: SQLite keeps ø as an escape, with upper and lower case apart."""
    if connection.vendor == "postgresql":
        return {tekst}
    return {json.dumps(form)[1:-1] for form in (tekst, tekst.lower(), tekst.upper(), tekst.capitalize())}


def _er_slag(gjelder: str) -> bool:
    """Whether a kind of thing is asked for («bruker», «bruker:»), and not one thing («bruker:7»)."""
    return bool(gjelder) and not gjelder.partition(":")[2]


def _foer(rader: QuerySet[Hendelse], eldre_enn: int | None) -> QuerySet[Hendelse]:
    grense = Hendelse.objects.filter(pk=eldre_enn).first() if eldre_enn else None
    if grense is None:
        return rader
    return rader.filter(tidspunkt__lte=grense.tidspunkt).filter(
        Q(tidspunkt__lt=grense.tidspunkt) | Q(id__lt=grense.pk)
    )


def _midnatt(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time.min))


def _verdier(kolonne: str) -> list[str]:
    with connection.cursor() as peker:
        peker.execute(_NAVN_SQL.format(kolonne=kolonne))
        return [verdi for (verdi,) in peker.fetchall()]

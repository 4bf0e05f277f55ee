"""The tables and the figures in them, as everyone may see them."""

import json
from dataclasses import asdict
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from ninja import Query, Router, Schema

from rodtraad.api.autentisering import rett
from rodtraad.oppstilling.csvform import som_json
from rodtraad.oppstilling.forklar import Omfang
from rodtraad.oppstilling.mellomlager import grunnlag_naa
from rodtraad.oppstilling.queries import forklar
from rodtraad.oppstilling.tabeller import tabell
from rodtraad.oppstilling.tabeller.oppslag import Tabellopplysning, oversikt

router = Router()
OMFANG = Omfang(offentlig=True, strenger=10, bilag=10)


class Tabellnavn(Schema):
    """A table there is."""

    id: str
    tittel: str
    hjemmel: str


class Utvalg(Schema):
    """Which year and unit; the latest year with accounts, and all units, when not given."""

    aar: int | None = None
    enhet: str | None = None


@router.get("", response=list[Tabellnavn], summary="Tabellene")
@rett("tall.se")
def hent_tabeller(request: HttpRequest) -> list[Tabellopplysning]:  # noqa: ARG001 - ninja's signature
    """Id, tittel og hjemmel for hver tabell i siste år med regnskap."""
    return list(oversikt(grunnlag_naa().aar))


@router.get("{id}", response=dict[str, Any], summary="Én tabell")
@rett("tall.se")
def hent_tabell(
    request: HttpRequest,  # noqa: ARG001 - ninja's signature
    id: str,  # noqa: A002 - as in the address
    utvalg: Query[Utvalg],
) -> dict[str, Any]:
    """Tabellen med kolonner, rader, enhet, fortegn, kilde, lisens og hjemmel, som i de åpne dataene."""
    return dict(som_json(tabell(grunnlag_naa(utvalg.aar), id, utvalg.enhet)))


@router.get("{id}/{linje}/{kolonne}", response=dict[str, Any], summary="Slik ble tallet til")
@rett("tall.se")
def hent_forklaring(
    request: HttpRequest,  # noqa: ARG001 - ninja's signature
    id: str,  # noqa: A002 - as in the address
    linje: int,
    kolonne: str,
    utvalg: Query[Utvalg],
) -> dict[str, Any]:
    """Regelen, kodene, summene, de største bilagene og innlesingene bak ett tall."""
    svar = forklar(grunnlag_naa(utvalg.aar), id, linje, kolonne, enhet=utvalg.enhet, omfang=OMFANG)
    ut: dict[str, Any] = json.loads(json.dumps(asdict(svar), cls=DjangoJSONEncoder))
    return ut

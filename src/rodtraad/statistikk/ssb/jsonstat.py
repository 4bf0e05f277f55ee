"""Reads JSON-stat 2.0 (json-stat.org/full) as SSB writes it. Every fault is a sentence, never a traceback.

Why our own: pyjstat and jsonstat.py make data frames and drop status, notes and units, which are what we must keep.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from math import prod
from typing import Any

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.statistikk.ssb.kube import Dimensjon, Kategori, Kube, Merknad

MAKS_CELLER = 4_000_000
"""More cells than any answer we ask for: a small file that declares a huge table must not fill the memory."""
_MAKS_SIFRE = 40
_ROLLER = ("time", "geo", "metric")


class JsonstatFeil(RodtraadFeil):
    """The answer is not JSON-stat2 we can read."""


def les_jsonstat(raa: bytes) -> Kube:
    """The answer as a Kube. Raises JsonstatFeil with what is wrong and what to do."""
    return kube_fra(_json(raa))


def les_metadata(raa: bytes) -> Kube:
    """A table's metadata, which PxWebApi v2 gives as JSON-stat2 without values. Raises JsonstatFeil."""
    return kube_fra(_json(raa), med_verdier=False)


def les_json(raa: bytes) -> Any:
    """Any JSON answer, numbers exact. Raises JsonstatFeil with where it stops."""
    return _json(raa)


def kube_fra(svar: Any, *, med_verdier: bool = True) -> Kube:
    """The same from an object already parsed, with numbers as Decimal or int."""
    if not isinstance(svar, dict) or svar.get("class") != "dataset" or "id" not in svar:
        raise _feil("Svaret er ikke et datasett i JSON-stat2" + _tjenestens_ord(svar))
    dimensjoner = _dimensjoner(svar)
    antall = prod(len(d.kategorier) for d in dimensjoner)
    if med_verdier and antall > MAKS_CELLER:
        raise _feil(f"Svaret sier at det har {antall} celler; høyst {MAKS_CELLER} leses")
    return Kube(
        tabell=_tabell(svar),
        tittel=str(svar.get("label", "")),
        kilde=str(svar.get("source", "")),
        oppdatert=_dag(svar.get("updated")),
        dimensjoner=dimensjoner,
        merknader=tuple(_merknader(svar, dimensjoner)),
        verdier=_verdier(svar.get("value"), antall) if med_verdier else (),
        statuser=_statuser(svar.get("status"), antall) if med_verdier else {},
    )


def _json(raa: bytes) -> Any:
    if rb"\u0000" in raa:
        raise _feil("Svaret har et tegn som ikke kan lagres (NUL)")
    try:
        return json.loads(raa, parse_float=_tall, parse_int=_heltall, parse_constant=_ukjent_tall)
    except (ValueError, RecursionError) as feil:
        linje = f" (linje {feil.lineno}, tegn {feil.colno})" if isinstance(feil, json.JSONDecodeError) else ""
        start = raa[:60].decode("utf-8", "replace").strip().replace("\n", " ")
        raise _feil(f"Svaret er avkortet eller er ikke JSON{linje}. Det begynner slik: «{start}»") from None


def _tall(tekst: str) -> Decimal:
    tall = Decimal(tekst)
    if len(tekst) > _MAKS_SIFRE or (tall and abs(tall.adjusted()) > _MAKS_SIFRE):
        raise ValueError("number out of bounds")
    return tall


def _heltall(tekst: str) -> int:
    if len(tekst) > _MAKS_SIFRE:
        raise ValueError("number out of bounds")
    return int(tekst)


def _ukjent_tall(tekst: str) -> Any:
    raise ValueError(tekst)


def _feil(hva: str) -> JsonstatFeil:
    return JsonstatFeil(
        f"{hva}.", "Hent tabellen på nytt i formatet json-stat2, og behold filen slik den kom."
    )


def _tjenestens_ord(svar: Any) -> str:
    """What the service said when it answered with its own fault."""
    if isinstance(svar, dict):
        for felt in ("title", "error", "detail"):
            if isinstance(svar.get(felt), str):
                return f"; tjenesten svarte «{svar[felt][:200]}»"
    return ""


def _felt(rad: Any, navn: str, sted: str) -> dict[str, Any]:
    verdi = rad.get(navn) if isinstance(rad, dict) else None
    if not isinstance(verdi, dict):
        raise _feil(f"«{navn}» mangler i {sted}")
    return verdi


def _objekt(rad: Mapping[str, Any], navn: str) -> dict[str, Any]:
    """A field that may be left out, or be of another kind than it should."""
    verdi = rad.get(navn)
    return verdi if isinstance(verdi, dict) else {}


def _dimensjoner(svar: Mapping[str, Any]) -> tuple[Dimensjon, ...]:
    id_, storrelser = svar["id"], svar.get("size")
    if (
        not isinstance(id_, list)
        or not isinstance(storrelser, list)
        or len(id_) != len(storrelser)
        or not id_
    ):
        raise _feil("«id» og «size» sier ikke det samme om hvor mange dimensjoner svaret har")
    if len(set(map(str, id_))) != len(id_):
        raise _feil("En dimensjon står to ganger i «id»")
    alle = _felt(svar, "dimension", "svaret")
    roller = _objekt(svar, "role")
    lest = tuple(_dimensjon(str(kode), _felt(alle, str(kode), "«dimension»"), roller) for kode in id_)
    for dimensjon, storrelse in zip(lest, storrelser, strict=True):
        if len(dimensjon.kategorier) != storrelse:
            raise _feil(
                f"Dimensjonen «{dimensjon.kode}» har {len(dimensjon.kategorier)} kategorier, "
                f"men svaret sier {storrelse}"
            )
    return lest


def _dimensjon(kode: str, rad: dict[str, Any], roller: Mapping[str, Any]) -> Dimensjon:
    kategori = _felt(rad, "category", f"dimensjonen «{kode}»")
    navn, enheter = _objekt(kategori, "label"), _objekt(kategori, "unit")
    rolle = next((r for r in _ROLLER if isinstance(roller.get(r), list) and kode in roller[r]), "")
    return Dimensjon(
        kode=kode,
        navn=str(rad.get("label", kode)),
        rolle=rolle,
        kategorier=tuple(
            Kategori(k, str(navn.get(k, k)), *_enhet(enheter.get(k))) for k in _koder(kode, kategori, navn)
        ),
        kan_utelates=_objekt(rad, "extension").get("elimination") is True,
    )


def _enhet(rad: Any) -> tuple[str, int | None]:
    if not isinstance(rad, dict):
        return "", None
    desimaler = rad.get("decimals")
    return str(rad.get("base", "")), desimaler if isinstance(desimaler, int) else None


def _koder(dimensjon: str, kategori: Mapping[str, Any], navn: Mapping[str, Any]) -> list[str]:
    """The codes in the order of the values: an object code → position, a list, or one label alone."""
    indeks = kategori.get("index")
    if indeks is None and len(navn) == 1:
        return list(navn)
    if isinstance(indeks, list) and len(set(map(str, indeks))) == len(indeks):
        return [str(k) for k in indeks]
    if isinstance(indeks, dict) and all(isinstance(p, int) for p in indeks.values()):
        ordnet = sorted(indeks, key=lambda k: indeks[k])
        if [indeks[k] for k in ordnet] == list(range(len(ordnet))):
            return ordnet
    raise _feil(f"Kategoriene i dimensjonen «{dimensjon}» har ikke hver sin plass")


def _verdier(verdier: Any, antall: int) -> Sequence[Decimal | None]:
    if isinstance(verdier, list):
        if len(verdier) != antall:
            raise _feil(f"Svaret har {len(verdier)} verdier, men dimensjonene gir {antall} celler")
        return [_verdi(v) for v in verdier]
    if isinstance(verdier, dict):
        tett: list[Decimal | None] = [None] * antall
        for plass, verdi in verdier.items():
            tett[_plass(plass, antall)] = _verdi(verdi)
        return tett
    raise _feil("«value» mangler i svaret")


def _verdi(verdi: Any) -> Decimal | None:
    if verdi is None:
        return None
    if isinstance(verdi, bool) or not isinstance(verdi, int | Decimal):
        raise _feil(f"Verdien «{str(verdi)[:40]}» er ikke et tall")
    try:
        return Decimal(verdi)
    except InvalidOperation:
        raise _feil(f"Verdien «{str(verdi)[:40]}» er ikke et tall") from None


def _plass(tekst: str, antall: int) -> int:
    if not tekst.isascii() or not tekst.isdigit() or len(tekst) > _MAKS_SIFRE or int(tekst) >= antall:
        raise _feil(f"Svaret peker på celle «{tekst[:40]}», men har {antall} celler")
    return int(tekst)


def _statuser(statuser: Any, antall: int) -> dict[int, str]:
    """Position → sign. JSON-stat2 lets status be one for all, a list, or an object."""
    if statuser is None:
        return {}
    if isinstance(statuser, str):
        return dict.fromkeys(range(antall), statuser) if statuser else {}
    if isinstance(statuser, list) and len(statuser) in {1, antall}:
        rader = statuser * antall if len(statuser) == 1 else statuser
        return {nr: str(s) for nr, s in enumerate(rader) if s}
    if isinstance(statuser, dict):
        return {_plass(plass, antall): str(s) for plass, s in statuser.items() if s}
    raise _feil("«status» sier ikke hvilke celler den gjelder")


def _tabell(svar: Mapping[str, Any]) -> str:
    """SSB's number of the table: in the extension, else before the colon of the title."""
    if nummer := _objekt(_objekt(svar, "extension"), "px").get("tableid"):
        return str(nummer)
    nummer = str(svar.get("label", "")).partition(":")[0]
    return nummer if nummer.isdigit() else ""


def _dag(tekst: Any) -> date | None:
    try:
        return datetime.fromisoformat(tekst).date() if isinstance(tekst, str) else None
    except ValueError:
        return None


def _merknader(svar: Mapping[str, Any], dimensjoner: Sequence[Dimensjon]) -> list[Merknad]:
    """Notes of the table, of each dimension and of each category, with SSB's own word on which must be shown."""
    funnet = _noter(svar.get("note"), _obligatoriske(svar, "noteMandatory"), "", "")
    for dimensjon in dimensjoner:
        rad = svar["dimension"][dimensjon.kode]
        funnet += _noter(rad.get("note"), _obligatoriske(rad, "noteMandatory"), dimensjon.kode, "")
        per_kode = _obligatoriske(rad, "categoryNoteMandatory")
        for kode, noter in _objekt(rad["category"], "note").items():
            funnet += _noter(noter, _objekt(per_kode, kode), dimensjon.kode, kode)
    return funnet


def _obligatoriske(rad: Mapping[str, Any], felt: str) -> dict[str, Any]:
    return _objekt(_objekt(rad, "extension"), felt)


def _noter(noter: Any, maa: Mapping[str, Any], dimensjon: str, kategori: str) -> list[Merknad]:
    liste = [noter] if isinstance(noter, str) else noter if isinstance(noter, list) else []
    return [
        Merknad(str(tekst).strip(), maa.get(str(nr)) is True, dimensjon, kategori)
        for nr, tekst in enumerate(liste)
    ]

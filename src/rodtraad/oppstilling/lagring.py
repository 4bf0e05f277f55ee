"""Lagring: a Grunnlag as a folder of JSON and CSV, the same bytes for the same content.

An edition carries this folder; with it anyone can recompute every figure.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.oppstilling.grunnlag import (
    Artsum,
    Balansesum,
    Datasettinfo,
    Funksjonssum,
    Grunnlag,
    Investeringsprosjekt,
    Kildeinfo,
    Kommune,
    Kryssum,
    Organisasjonsenhet,
    Prosjektsum,
    Tjenestenavn,
)

SUMMER: Mapping[str, type] = {
    "artsummer": Artsum,
    "funksjonssummer": Funksjonssum,
    "prosjektsummer": Prosjektsum,
    "balansesummer": Balansesum,
    "kryssummer": Kryssum,
}
REGISTRE: Mapping[str, type] = {
    "organisasjon": Organisasjonsenhet,
    "tjenester": Tjenestenavn,
    "prosjekter": Investeringsprosjekt,
    "kilder": Kildeinfo,
}
HOVEDFIL = "grunnlag.json"
_TALLFELT = frozenset({"aar", "belop", "antall"})
_DESIMAL = "desimaltall"


def skriv_grunnlag(grunnlag: Grunnlag, mappe: Path) -> list[Path]:
    """Writes the Grunnlag into a folder and names the files, in order."""
    mappe.mkdir(parents=True, exist_ok=True)
    filer = []
    for navn, innhold in som_filer(grunnlag):
        fil = mappe / navn
        fil.parent.mkdir(parents=True, exist_ok=True)
        fil.write_bytes(innhold)
        filer.append(fil)
    return filer


def som_filer(grunnlag: Grunnlag) -> Iterator[tuple[str, bytes]]:
    """The files of a Grunnlag: name and bytes, in order of name within each kind."""
    yield HOVEDFIL, _json(_hode(grunnlag))
    for navn in SUMMER:
        yield f"{navn}.csv", _csv(getattr(grunnlag, navn), SUMMER[navn])
    for navn, poster in sorted(grunnlag.datasett.items()):
        yield f"datasett/{navn}.json", _json([dict(post) for post in poster])


def _hode(grunnlag: Grunnlag) -> dict[str, Any]:
    return {
        "kommune": asdict(grunnlag.kommune),
        "aar": grunnlag.aar,
        "dato": grunnlag.dato.isoformat(),
        "status": grunnlag.status,
        "innstillinger": dict(sorted(grunnlag.innstillinger.items())),
        **{navn: [asdict(rad) for rad in getattr(grunnlag, navn)] for navn in REGISTRE},
        "datasettinfo": {navn: _info(info) for navn, info in sorted(grunnlag.datasettinfo.items())},
        "faktaregister": list(grunnlag.faktaregister),
        "kildefeilkart": list(grunnlag.kildefeilkart),
    }


def _info(info: Datasettinfo) -> dict[str, Any]:
    """Without day and notes when there are none, so that a Grunnlag from before they were kept is the same bytes."""
    return {
        navn: verdi for navn, verdi in asdict(info).items() if verdi or navn not in {"publisert", "merknader"}
    }


def _json(innhold: Any) -> bytes:
    tekst = json.dumps(innhold, ensure_ascii=False, indent=1, default=_kod)
    return f"{tekst}\n".encode()


def _kod(verdi: object) -> object:
    """A decimal number keeps its digits; JSON's own numbers would not."""
    if isinstance(verdi, Decimal):
        return {_DESIMAL: str(verdi)}
    raise TypeError(f"{type(verdi).__name__} kan ikke lagres.")


def _avkod(objekt: dict[str, Any]) -> Any:
    return Decimal(objekt[_DESIMAL]) if objekt.keys() == {_DESIMAL} else objekt


def _csv(rader: Sequence[Any], klasse: type) -> bytes:
    navn = [felt.name for felt in fields(klasse)]
    strom = io.StringIO()
    skriver = csv.writer(strom, lineterminator="\n")
    skriver.writerow(navn)
    skriver.writerows([getattr(rad, felt) for felt in navn] for rad in rader)
    return strom.getvalue().encode()


def les_grunnlag(mappe: Path) -> Grunnlag:
    """The Grunnlag of a folder that `skriv_grunnlag` made. Raises RodtraadFeil when it cannot be read."""
    try:
        return _les(mappe)
    except (OSError, ValueError, KeyError, TypeError, csv.Error) as feil:
        raise RodtraadFeil(
            f"Grunnlaget i «{mappe}» kan ikke leses: {type(feil).__name__}: {feil}",
            "Filene er endret eller mangler. Hent utgaven på nytt.",
        ) from None


def _les(mappe: Path) -> Grunnlag:
    hode = _les_json(mappe / HOVEDFIL)
    summer: dict[str, Any] = {
        navn: _les_csv(mappe / f"{navn}.csv", klasse) for navn, klasse in SUMMER.items()
    }
    registre: dict[str, Any] = {
        navn: tuple(klasse(**rad) for rad in hode[navn]) for navn, klasse in REGISTRE.items()
    }
    return Grunnlag(
        kommune=Kommune(**hode["kommune"]),
        aar=hode["aar"],
        dato=date.fromisoformat(hode["dato"]),
        status=hode["status"],
        innstillinger=hode["innstillinger"],
        datasett={fil.stem: tuple(_les_json(fil)) for fil in sorted((mappe / "datasett").glob("*.json"))},
        datasettinfo={navn: _les_info(info) for navn, info in hode["datasettinfo"].items()},
        faktaregister=tuple(hode["faktaregister"]),
        kildefeilkart=tuple(hode["kildefeilkart"]),
        **summer,
        **registre,
    )


def _les_info(info: dict[str, Any]) -> Datasettinfo:
    return Datasettinfo(**{**info, "merknader": tuple(info.get("merknader", ()))})


def _les_json(fil: Path) -> Any:
    return json.loads(fil.read_text("utf-8"), object_hook=_avkod)


def _les_csv(fil: Path, klasse: type) -> tuple[Any, ...]:
    with fil.open(encoding="utf-8", newline="") as strom:
        return tuple(
            klasse(**{navn: int(verdi) if navn in _TALLFELT else verdi for navn, verdi in rad.items()})
            for rad in csv.DictReader(strom)
        )

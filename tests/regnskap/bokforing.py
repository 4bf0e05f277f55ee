"""Constructed ledgers for the tests of objects and of unusual postings: each line a voucher that balances."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from rodtraad.innlesing.services import les_inn
from rodtraad.kjerne.belop import kroner_fra_ore

TOPP = (
    "aar,periode,slag,kontoklasse,art,funksjon,kapittel,sektor,ansvar,prosjekt,objekt,bilag,dato,tekst,belop"
)


class Post(NamedTuple):
    """A posting of the drift accounts."""

    aar: int
    periode: int
    ansvar: str
    funksjon: str
    art: str
    ore: int
    prosjekt: str = ""
    objekt: str = ""
    tekst: str = "Vare"


def bokfor(mappe: Path, poster: Iterable[Post], *, navn: str = "bok.csv", ved_overlapp: Any = None) -> str:
    """Reads a ledger in and gives the id of the import."""
    linjer = [TOPP]
    for nr, p in enumerate(poster, start=1):
        dato = f"{p.aar}-{min(p.periode, 12):02d}-15"
        felles = f"{p.prosjekt},{p.objekt},B{p.aar}{p.periode:02d}-{nr},{dato},{p.tekst}"
        linjer += [
            f"{p.aar},{p.periode},regnskap,1,{p.art},{p.funksjon},,,{p.ansvar},{felles},{kroner_fra_ore(p.ore)}",
            f"{p.aar},{p.periode},regnskap,2,,,10,320,,,,B{p.aar}{p.periode:02d}-{nr},{dato},Bank,{kroner_fra_ore(-p.ore)}",
        ]
    fil = mappe / navn
    fil.write_text("\n".join([*linjer, ""]), encoding="utf-8")
    resultat = les_inn("csv", [fil], ved_overlapp=ved_overlapp)
    assert resultat.id is not None, resultat.funn
    return resultat.id


def vanlig(aar: int, *, maaneder: Iterable[int] = range(1, 13)) -> list[Post]:
    """What the small municipality posts every month: schools on 202, kindergarten on 201, institution on 253."""
    return [
        post
        for m in maaneder
        for post in (
            Post(aar, m, "2001", "202", "100", 10_000 + m),
            Post(aar, m, "2001", "202", "200", 5_000),
            Post(aar, m, "2301", "201", "100", 7_000),
            Post(aar, m, "3101", "253", "110", 9_000),
        )
    ]

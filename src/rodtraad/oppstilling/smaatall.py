"""Småtall: counts of fewer than five persons, hidden in everything public (docs/regler/skjerming.md).

The Grunnlag itself is made public before anything is built from it, so neither page, PDF, data file,
search nor the facts an edition carries can hold a hidden figure.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from rodtraad.kjerne.sammenheng import Sammenheng, med_skjules, summer_i
from rodtraad.oppstilling.grunnlag import Grunnlag, Post

SKJERMET = "skjermet"
"""The key of a record that tells which column is hidden in it."""
_Regel = Mapping[str, Any]


@cache
def _oppsett() -> Mapping[str, Any]:
    fil = files("rodtraad.oppstilling") / "data" / "smaatall.yaml"
    innhold: Mapping[str, Any] = yaml.safe_load(fil.read_text("utf-8"))
    return innhold


def grunn() -> str:
    """What a reader is told where a small number is hidden."""
    return str(_oppsett()["grunn"])


def grunn_i(post: Post, kolonne: str) -> str:
    """Why a column of a record is not shown; empty when it is not hidden."""
    return grunn() if post.get(SKJERMET) == kolonne else ""


def offentlig_grunnlag(grunnlag: Grunnlag) -> Grunnlag:
    """The Grunnlag with every count of fewer than five persons hidden, and what would reveal one (ARKITEKTUR.md).

    Ledger sums are not touched. A Grunnlag that is already public stays as it is.
    """
    datasett = dict(grunnlag.datasett)
    for regel in _oppsett()["datasett"]:
        poster = grunnlag.datasett.get(regel["datasett"])
        if poster:
            datasett[regel["datasett"]] = _skjermet(poster, regel, grunnlag.datasett)
    return replace(grunnlag, datasett=datasett)


def _skjermet(
    poster: Sequence[Post], regel: _Regel, datasett: Mapping[str, Sequence[Post]]
) -> tuple[Post, ...]:
    """The records with small numbers hidden; a public total per group is kept beside them."""
    kolonne, grense = regel["kolonne"], int(_oppsett()["grense"])
    if any(SKJERMET in post for post in poster):
        return tuple(poster)
    if "andel" in regel:
        return _uten(poster, _smaa_andeler(poster, regel, datasett, grense), kolonne)
    verdier = {
        nr: verdi
        for nr, post in enumerate(poster)
        if _gjelder(post, regel) and (verdi := _antall(post, kolonne)) is not None
    }
    smaa = {nr for nr, verdi in verdier.items() if 0 < verdi < grense}
    if not smaa:
        return tuple(poster)
    grupper = _grupper(poster, verdier, regel)
    sammenhenger = [Sammenheng(frozenset(deler)) for deler in grupper.values()]
    sammenhenger += summer_i(verdier) if regel.get("summer") else []
    skjulte = smaa | med_skjules(verdier, smaa, sammenhenger, grense)
    return _med_gruppesum(_uten(poster, skjulte, kolonne), grupper, verdier, regel)


def _gjelder(post: Post, regel: _Regel) -> bool:
    """Whether a record of the dataset counts persons."""
    if "enhet" in regel and post.get("enhet") != regel["enhet"]:
        return False
    navn = str(post.get("navn") or "").lower()
    if any(_har_ord(navn, ord_) for ord_ in regel.get("unntatt", ())):
        return False
    return not regel.get("ord") or any(_har_ord(navn, ord_) for ord_ in _oppsett()["personord"])


def _har_ord(navn: str, ord_: str) -> bool:
    return re.search(rf"\b{re.escape(ord_)}\b", navn) is not None


def _antall(post: Post, kolonne: str) -> int | None:
    """The count, None when it is not given or is no whole number."""
    verdi = post.get(kolonne)
    if isinstance(verdi, int):
        return verdi
    return int(verdi) if isinstance(verdi, Decimal) and verdi == int(verdi) else None


def _grupper(
    poster: Sequence[Post], verdier: Mapping[int, int], regel: _Regel
) -> dict[tuple[object, ...], list[int]]:
    """The records of each group that has a public total."""
    grupper: dict[tuple[object, ...], list[int]] = {}
    for nr in verdier if "gruppe" in regel else ():
        grupper.setdefault(tuple(poster[nr].get(navn) for navn in regel["gruppe"]), []).append(nr)
    return grupper


def _uten(poster: Sequence[Post], skjulte: set[int], kolonne: str) -> tuple[Post, ...]:
    """The records with hidden ones marked; a remark beside a hidden number could tell it, and goes with it."""
    ut: list[Post] = []
    for nr, post in enumerate(poster):
        if nr in skjulte:
            merknad = {"merknad": None} if "merknad" in post else {}
            ut.append({**post, kolonne: None, **merknad, SKJERMET: kolonne})
        else:
            ut.append(post)
    return tuple(ut)


def _med_gruppesum(
    poster: tuple[Post, ...],
    grupper: Mapping[tuple[object, ...], list[int]],
    verdier: Mapping[int, int],
    regel: _Regel,
) -> tuple[Post, ...]:
    sum_for: dict[int, int] = {
        nr: sum(verdier[del_] for del_ in deler) for deler in grupper.values() for nr in deler
    }
    return tuple(
        {**post, regel["sum"]: sum_for[nr]} if nr in sum_for else post for nr, post in enumerate(poster)
    )


def _smaa_andeler(
    poster: Sequence[Post], regel: _Regel, datasett: Mapping[str, Sequence[Post]], grense: int
) -> set[int]:
    """Shares of a small group that stand for fewer persons than the limit; 0 % tells of every one of them."""
    av: Mapping[str, Any] = regel["andel"]
    antall = {
        tuple(str(post.get(navn)) for navn in av["like"]): _antall(post, av["kolonne"])
        for post in datasett.get(av["datasett"], ())
    }
    skjulte = set()
    for nr, post in enumerate(poster):
        verdi = post.get(regel["kolonne"])
        gruppe = antall.get(tuple(str(post.get(navn)) for navn in av["like"].values()))
        if (
            _gjelder(post, regel)
            and isinstance(verdi, int | Decimal)
            and gruppe is not None
            and Decimal(verdi) * gruppe / 100 < grense - Decimal("0.5")
        ):
            skjulte.add(nr)
    return skjulte

"""Which records a rule speaks of: conditions on fields, written as data."""

from collections.abc import Callable, Mapping
from typing import Any

from rodtraad.lov.kostra.data import Skjema, skjema_i_post
from rodtraad.lov.kostra.post import Post

_SIDER = {"aktiva": (10, 29), "passiva": (31, 5999), "memoria": (9100, 9999)}
_UTGIFT, _INNTEKT = (10, 599), (600, 999)
Vilkaar = Callable[[Post, Any], bool]


def _skjema(post: Post) -> Skjema | None:
    # The record's own form decides, also when it is not the one that is sent: SSB reads it so.
    return skjema_i_post().get(post.felt("skjema"))


def _del(post: Post) -> str:
    skjema = _skjema(post)
    return skjema.del_av(post.felt("kontoklasse")) if skjema else ""


def _mellom(tall: int, spenn: tuple[int, int] | list[int]) -> bool:
    return spenn[0] <= tall <= spenn[1]


def _bydel(post: Post) -> bool:
    region = post.felt("region")
    return region[:4] == "0301" and region[4:] != "00"


VILKAAR: Mapping[str, Vilkaar] = {
    "slag": lambda p, v: (s := _skjema(p)) is not None and s.slag == v,
    "eier": lambda p, v: (s := _skjema(p)) is not None and s.eier == v,
    "ikke_eier": lambda p, v: (s := _skjema(p)) is None or s.eier != v,
    "regional": lambda p, v: ((s := _skjema(p)) is not None and s.regional) is v,
    "skjema": lambda p, v: p.felt("skjema") in v,
    "region": lambda p, v: p.felt("region") in v,
    "ikke_region": lambda p, v: p.felt("region") not in v,
    "bydel": lambda p, v: _bydel(p) is v,
    "del": lambda p, v: _del(p) == v,
    "del_ikke": lambda p, v: _del(p) != v,
    "funksjon": lambda p, v: p.funksjon in v,
    "ikke_funksjon": lambda p, v: p.funksjon not in v,
    "ikke_funksjon_felt": lambda p, v: p.felt("funksjon") not in v,
    "funksjonsspenn": lambda p, v: _mellom(p.tall("funksjon"), v),
    "art": lambda p, v: p.art in v,
    "ikke_art": lambda p, v: p.art not in v,
    "ikke_arttall": lambda p, v: p.tall("art") not in v,
    "utgift": lambda p, v: _mellom(p.tall("art"), _UTGIFT) is v,
    "inntekt": lambda p, v: _mellom(p.tall("art"), _INNTEKT) is v,
    "side": lambda p, v: _mellom(p.tall("kapittel"), _SIDER[v]),
    "ikke_side": lambda p, v: not _mellom(p.tall("kapittel"), _SIDER[v]),
    "kapittel": lambda p, v: p.tall("kapittel") in v,
    "ikke_kapittel": lambda p, v: p.tall("kapittel") not in v,
    "kapittel_felt": lambda p, v: p.felt("kapittel") in v,
    "negativ": lambda p, v: (p.belop < 0) is v,
    "ikke_null": lambda p, v: (p.belop != 0) is v,
}


def treffer(post: Post, vilkaar: Mapping[str, Any]) -> bool:
    """Whether the record fulfils every condition."""
    return all(VILKAAR[navn](post, verdi) for navn, verdi in vilkaar.items())

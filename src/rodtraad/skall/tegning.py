"""Charts on work pages: a room hands over a Vega-Lite specification, the room that draws hangs up how it draws."""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from rodtraad.skall.opphenging import heng_opp_alt

_TEGNERE: list[Callable[[str], str]] = []


def registrer_tegner(tegner: Callable[[str], str]) -> None:
    """Says how a specification (JSON) becomes an SVG; the one hung up last draws."""
    _TEGNERE.append(tegner)
    _tegnet.cache_clear()


def tegn(spesifikasjon: Mapping[str, Any]) -> str:
    """The drawing as SVG, kept while the process lives. Raises LookupError when nobody draws."""
    return _tegnet(json.dumps(spesifikasjon, ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=64)
def _tegnet(spesifikasjon: str) -> str:
    heng_opp_alt()
    if not _TEGNERE:
        raise LookupError("Ingen rom tegner figurer.")
    return _TEGNERE[-1](spesifikasjon)

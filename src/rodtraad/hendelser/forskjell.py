"""The difference between before and after, field by field, for people to read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext


@dataclass(frozen=True, slots=True)
class Feltendring:
    """One field: its value before and after, and in words what happened to it."""

    navn: str
    for_: str
    etter: str
    hva: str


def forskjell(for_: Mapping[str, Any] | None, etter: Mapping[str, Any] | None) -> tuple[Feltendring, ...]:
    """What changed first, in the order of the fields; what stayed the same last."""
    gammel, ny = for_ or {}, etter or {}
    felter = [_felt(navn, gammel, ny) for navn in dict.fromkeys([*gammel, *ny])]
    return tuple(sorted(felter, key=lambda f: f.hva == gettext("uendret")))


def _felt(navn: str, gammel: Mapping[str, Any], ny: Mapping[str, Any]) -> Feltendring:
    if navn not in gammel:
        hva = gettext("satt")
    elif navn not in ny:
        hva = gettext("fjernet") if ny else gettext("var")
    else:
        hva = gettext("uendret") if gammel[navn] == ny[navn] else gettext("endret")
    return Feltendring(
        navn.replace("_", " "),
        i_ord(gammel[navn]) if navn in gammel else "",
        i_ord(ny[navn]) if navn in ny else "",
        hva,
    )


def i_ord(verdi: Any) -> str:
    """A value as a person reads it."""
    if verdi is None or verdi in ("", [], {}):
        return "–"
    if isinstance(verdi, bool):
        return gettext("ja") if verdi else gettext("nei")
    if isinstance(verdi, list) and not any(isinstance(en, dict | list) for en in verdi):
        return ", ".join(i_ord(en) for en in verdi)
    if isinstance(verdi, dict | list):
        return json.dumps(verdi, ensure_ascii=False, indent=1)
    return str(verdi)

"""The functions where an account string or a voucher may be about one person (docs/regler/skjerming.md)."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def _regel() -> Mapping[str, Any]:
    fil = files("rodtraad.kontoplan") / "data" / "skjermede_funksjoner.yaml"
    innhold: Mapping[str, Any] = yaml.safe_load(fil.read_text("utf-8"))
    return innhold


@cache
def skjermede_funksjoner() -> frozenset[str]:
    """The functions where a string or a voucher may be about one person."""
    return frozenset(rad["funksjon"] for rad in _regel()["funksjoner"])


def minste_gruppe() -> int:
    """How many strings must lie in a hidden sum."""
    return int(_regel()["gruppe_minst"])

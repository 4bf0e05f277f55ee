"""What never stands in the log: passwords, keys and other secrets."""

import re
from collections.abc import Mapping
from typing import Any, Final

SKJULT: Final = "(skjult)"
_HEMMELIG: Final = re.compile(
    r"passord|password|hemmelig|secret|token|(api|privat)[_ -]?n(o|ø)kkel|engangskode|reservekode",
    re.IGNORECASE,
)


def uten_hemmeligheter(verdier: Mapping[str, Any]) -> dict[str, Any]:
    """The values with every secret hidden, at any depth; that a secret was set is still seen."""
    return {str(navn): _skjul(str(navn), verdi) for navn, verdi in verdier.items()}


def _skjul(navn: str, verdi: Any) -> Any:
    if isinstance(verdi, Mapping):
        return uten_hemmeligheter(verdi)
    if isinstance(verdi, list | tuple | set | frozenset):
        return [_skjul(navn, en) for en in verdi]
    if verdi is None or verdi == "" or isinstance(verdi, bool):
        return verdi
    return SKJULT if _HEMMELIG.search(navn) else verdi

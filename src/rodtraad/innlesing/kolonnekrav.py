"""What a column of a small table must hold, and how a text becomes a value."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Verdi = str | int | Decimal | date | bool | None
Type = Literal["tekst", "heltall", "desimal", "dato", "ja_nei", "ore"]

_HELTALL = re.compile(r"[-−]?\d{1,18}")
_DESIMAL = re.compile(r"[-−]?\d{1,18}(\.\d{1,12})?")
_MELLOMROM = re.compile(r"[\s\u00a0\u202f]")
_JA_NEI = {"ja": True, "nei": False, "true": True, "false": False, "1": True, "0": False}
_BESKRIVELSE = {
    "heltall": "et heltall, for eksempel 12",
    "desimal": "et tall med desimalpunktum, for eksempel 12.5",
    "ore": "et beløp i kroner med desimalpunktum og høyst to desimaler, for eksempel 1250.00",
    "dato": "en dato som 2024-12-31",
    "ja_nei": "ja eller nei",
    "tekst": "tekst",
}


@dataclass(frozen=True, slots=True)
class Kolonnekrav:
    """A column's type and demands.

    `paakrevd`: each row must have a value. `valgfri`: the whole column may be missing (all empty).
    `tillatt`: the only values allowed. `monster`: a regular expression the whole text must match,
    with `forklaring` to say it in words.
    """

    type: Type = "tekst"
    paakrevd: bool = True
    valgfri: bool = False
    tillatt: frozenset[str] | None = None
    monster: str = ""
    forklaring: str = ""

    def __post_init__(self) -> None:
        if self.monster and not self.forklaring:
            raise ValueError("Et mønster trenger en forklaring i ord.")

    def ventet(self) -> str:
        """What the column should hold, in words."""
        if self.tillatt is not None:
            return "en av: " + ", ".join(sorted(self.tillatt))
        return self.forklaring or _BESKRIVELSE[self.type]


def tolk(tekst: str, krav: Kolonnekrav, *, desimalkomma: bool) -> Verdi:
    """A cell's text as a value; empty is None. Raises ValueError with what is wrong."""
    tekst = tekst.strip()
    if not tekst:
        if krav.paakrevd:
            raise ValueError("Verdien mangler.")
        return None
    if krav.tillatt is not None and tekst not in krav.tillatt:
        raise ValueError(f"Verdien «{tekst}» er ikke tillatt.")
    if krav.monster and not re.fullmatch(krav.monster, tekst):
        raise ValueError(f"Verdien «{tekst}» har feil form.")
    return _TOLKERE[krav.type](tekst, desimalkomma)


def _tall(tekst: str, *, desimalkomma: bool, monster: re.Pattern[str]) -> str:
    rent = _MELLOMROM.sub("", tekst)
    if desimalkomma:
        rent = rent.replace(",", ".")
    elif "," in rent:
        raise ValueError(f"Verdien «{tekst}» har komma.")
    if not monster.fullmatch(rent):
        raise ValueError(f"Verdien «{tekst}» er ikke {'et heltall' if monster is _HELTALL else 'et tall'}.")
    return rent.replace("−", "-")


def _heltall(tekst: str, desimalkomma: bool) -> Verdi:  # noqa: FBT001 - one signature for all types
    return int(_tall(tekst, desimalkomma=desimalkomma, monster=_HELTALL))


def _desimal(tekst: str, desimalkomma: bool) -> Verdi:  # noqa: FBT001
    return Decimal(_tall(tekst, desimalkomma=desimalkomma, monster=_DESIMAL))


def _ore(tekst: str, desimalkomma: bool) -> Verdi:  # noqa: FBT001
    ore = Decimal(_tall(tekst, desimalkomma=desimalkomma, monster=_DESIMAL)) * 100
    if ore != ore.to_integral_value():
        raise ValueError(f"Verdien «{tekst}» har mer enn to desimaler.")
    return int(ore)


def _dato(tekst: str, desimalkomma: bool) -> Verdi:  # noqa: FBT001, ARG001
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise ValueError(f"Verdien «{tekst}» er ikke en dato.") from None


def _ja_nei(tekst: str, desimalkomma: bool) -> Verdi:  # noqa: FBT001, ARG001
    if tekst.casefold() not in _JA_NEI:
        raise ValueError(f"Verdien «{tekst}» er verken ja eller nei.")
    return _JA_NEI[tekst.casefold()]


def _tekst(tekst: str, desimalkomma: bool) -> Verdi:  # noqa: FBT001, ARG001
    return tekst


_TOLKERE: dict[Type, Callable[[str, bool], Verdi]] = {
    "tekst": _tekst,
    "heltall": _heltall,
    "desimal": _desimal,
    "ore": _ore,
    "dato": _dato,
    "ja_nei": _ja_nei,
}

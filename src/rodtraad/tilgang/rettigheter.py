"""What a person may do, as plain values: rights from roles, each for the whole municipality or a part of the tree."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

type Enhetsnokkel = tuple[str, str]
"""Level and code of a unit, as in organisasjon."""

ROLLEFIL = Path(__file__).parent / "data" / "roller.yaml"


@dataclass(frozen=True, slots=True)
class Rolle:
    """A role: its name, whether it is held for a part of the tree, and its rights."""

    id: str
    navn: str
    per_enhet: bool
    retter: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tildeling:
    """A role a person holds; `enhet` None = the whole municipality."""

    rolle: str
    enhet: Enhetsnokkel | None = None


@dataclass(frozen=True, slots=True)
class Rettigheter:
    """The sum of a person's roles: rights for everything, and rights for named units with all below them."""

    hele: frozenset[str] = frozenset()
    deler: Mapping[str, frozenset[Enhetsnokkel]] = field(default_factory=dict)
    roller: frozenset[str] = frozenset()

    def har(self, rett: str) -> bool:
        """Whether the right is held anywhere."""
        return rett in self.hele or rett in self.deler

    def gjelder(self, rett: str, enhet: Enhetsnokkel | None) -> bool:
        """Whether the right is held for the unit; None asks for the whole municipality."""
        return rett in self.hele or (enhet is not None and enhet in self.deler.get(rett, ()))

    def omfang(self, rett: str) -> frozenset[Enhetsnokkel] | None:
        """The units the right is held for; None = all, an empty set = none."""
        return None if rett in self.hele else self.deler.get(rett, frozenset())

    def bare(self, retter_: Collection[str]) -> "Rettigheter":
        """The same rights cut down to those named: what a key may use of its owner's."""
        return Rettigheter(
            self.hele & frozenset(retter_),
            {rett: enheter for rett, enheter in self.deler.items() if rett in retter_},
            self.roller,
        )


INGEN = Rettigheter()


@cache
def _les() -> dict[str, Any]:
    innhold: dict[str, Any] = yaml.safe_load(ROLLEFIL.read_text(encoding="utf-8"))
    return innhold


@cache
def retter() -> Mapping[str, str]:
    """Every right with its name."""
    return {rett: verdi["navn"] for rett, verdi in _les()["retter"].items()}


@cache
def roller() -> Mapping[str, Rolle]:
    """Every role, in the order of the file. Raises ValueError when a role names a right that does not exist."""
    ut = {}
    for id_, rolle in _les()["roller"].items():
        if ukjente := set(rolle["retter"]) - set(retter()):
            raise ValueError(f"Rollen «{id_}» har retter som ikke finnes: {', '.join(sorted(ukjente))}.")
        ut[id_] = Rolle(id_, rolle["navn"], rolle["omfang"] == "enhet", frozenset(rolle["retter"]))
    return ut


@cache
def overdras() -> frozenset[str]:
    """The rights a deputy gets; power over roles is not passed on."""
    return frozenset(rett for rett, verdi in _les()["retter"].items() if verdi.get("overdras", True))


@cache
def gjelder_enheter() -> frozenset[str]:
    """The rights that may be held for a part of the tree."""
    return frozenset(retter()) - _bare_hele()


@cache
def _bare_hele() -> frozenset[str]:
    return frozenset(rett for rett, verdi in _les()["retter"].items() if verdi["omfang"] == "kommune")


def sum_rettigheter(
    tildelinger: Iterable[Tildeling], under: Mapping[Enhetsnokkel, frozenset[Enhetsnokkel]]
) -> Rettigheter:
    """Adds up roles; `under` gives for a unit itself and all below it on the day.

    A right that is only for the whole municipality is held whole also by a role held for a unit. A role
    held for a unit that no longer exists gives nothing there.
    """
    hele: set[str] = set()
    deler: dict[str, set[Enhetsnokkel]] = {}
    holdt = []
    for tildeling in tildelinger:
        rolle = roller().get(tildeling.rolle)
        if rolle is None:
            continue
        holdt.append(rolle.id)
        for rett in rolle.retter:
            if tildeling.enhet is None or rett in _bare_hele():
                hele.add(rett)
            elif dekker := under.get(tildeling.enhet):
                deler.setdefault(rett, set()).update(dekker)
    return Rettigheter(
        frozenset(hele),
        {rett: frozenset(enheter) for rett, enheter in deler.items() if rett not in hele},
        frozenset(holdt),
    )

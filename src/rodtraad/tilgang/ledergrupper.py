"""Groups of leaders, derived from the roles of the day: whoever is appointed is in, with no list to keep (ORG-06)."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from rodtraad.organisasjon.queries import enheter_under
from rodtraad.tilgang.models import Rolletildeling
from rodtraad.tilgang.queries import gyldige_paa

FIL: Final = Path(__file__).parent / "data" / "ledergrupper.yaml"


@dataclass(frozen=True, slots=True)
class Ledergruppe:
    """A group and its members on a day: (person's id, name), by name."""

    id: str
    navn: str
    medlemmer: tuple[tuple[int, str], ...]


@cache
def _regler() -> list[dict[str, Any]]:
    regler: list[dict[str, Any]] = yaml.safe_load(FIL.read_text(encoding="utf-8"))
    return regler


def ledergrupper(dato: date) -> tuple[Ledergruppe, ...]:
    """Every group with its members on the day. Two queries."""
    rader = list(
        Rolletildeling.objects.filter(gyldige_paa(dato), bruker__is_active=True).select_related("bruker")
    )
    under = enheter_under(dato)
    return tuple(_gruppe(regel, rader, under) for regel in _regler())


def _gruppe(regel: dict[str, Any], rader: list[Rolletildeling], under: dict[Any, Any]) -> Ledergruppe:
    ekstra = regel.get("med", {})
    steder = {
        enhet
        for nokkel in ekstra.get("under", ())
        for enhet in under.get(tuple(nokkel.split(":", 1)), frozenset())
    }
    medlemmer = {
        (rad.bruker_id, rad.bruker.navn)
        for rad in rader
        if rad.rolle in regel["roller"]
        or (rad.rolle == ekstra.get("rolle") and (rad.enhet_nivaa, rad.enhet_kode) in steder)
    }
    return Ledergruppe(regel["id"], regel["navn"], tuple(sorted(medlemmer, key=lambda m: (m[1], m[0]))))

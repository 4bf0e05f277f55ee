"""Delegated authority as chains, with what is expired and what overlaps; pure functions (ORG-13)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rodtraad.sak.models import Delegasjon

UTGAATT, KOMMENDE, GJELDER = "utgått", "kommende", "gjelder"


@dataclass(frozen=True, slots=True)
class Delegasjonsbilde:
    """A delegation on a day: whether it holds, what it overlaps, and why its chain may be broken."""

    delegasjon: Delegasjon
    tilstand: str
    overlapper: tuple[str, ...]
    brudd: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """The whole register by number, with the overlaps found once."""

    alle: Mapping[str, Delegasjon]
    overlapp: Mapping[str, tuple[str, ...]]

    def bilde(self, rad: Delegasjon, dato: date) -> Delegasjonsbilde:
        """One delegation as it stands on the day."""
        return Delegasjonsbilde(
            rad, state_on(rad, dato), self.overlapp.get(rad.nummer, ()), self._break(rad, dato)
        )

    def kjede(self, rad: Delegasjon) -> tuple[Delegasjon, ...]:
        """The delegations above, from the first giver down; a circle ends where it began."""
        over: list[Delegasjon] = []
        naa = self.alle.get(rad.over)
        while naa is not None and naa not in over and naa != rad:
            over.insert(0, naa)
            naa = self.alle.get(naa.over)
        return tuple(over)

    def videre(self, rad: Delegasjon) -> tuple[Delegasjon, ...]:
        """Those given on from this one."""
        return tuple(d for d in self.alle.values() if d.over == rad.nummer)

    def _break(self, rad: Delegasjon, dato: date) -> str:
        if rad.over and rad.over not in self.alle:
            return f"Delegasjonen den bygger på ({rad.over}), finnes ikke."
        for over in self.kjede(rad):
            if state_on(over, dato) == UTGAATT and state_on(rad, dato) == GJELDER:
                return f"Bygger på {over.nummer}, som gikk ut {over.gyldig_til:%d.%m.%Y}."
        return ""


def state_on(rad: Delegasjon, dato: date) -> str:
    """Whether it holds on the day."""
    if rad.gyldig_fra > dato:
        return KOMMENDE
    return UTGAATT if rad.gyldig_til is not None and rad.gyldig_til < dato else GJELDER


def make_register(rader: Iterable[Delegasjon]) -> Register:
    """The register with its overlaps."""
    alle = {rad.nummer: rad for rad in rader}
    return Register(alle, _overlaps(alle))


def _overlaps(alle: Mapping[str, Delegasjon]) -> dict[str, tuple[str, ...]]:
    """The same authority, by the same law, from the same giver to two holders at the same time."""
    grupper: dict[tuple[str, ...], list[Delegasjon]] = defaultdict(list)
    for rad in alle.values():
        grupper[
            tuple(t.casefold().strip() for t in (rad.lov, rad.paragraf, rad.myndighet, rad.fra_hvem))
        ].append(rad)
    ut: dict[str, list[str]] = defaultdict(list)
    for like in grupper.values():
        for nr, a in enumerate(like):
            for b in like[nr + 1 :]:
                if a.gyldig_fra <= (b.gyldig_til or date.max) and b.gyldig_fra <= (a.gyldig_til or date.max):
                    ut[a.nummer].append(b.nummer)
                    ut[b.nummer].append(a.nummer)
    return {nummer: tuple(andre) for nummer, andre in ut.items()}


def check_given_on(rad: Delegasjon, over: Delegasjon | None) -> str:
    """Why a delegation cannot be given on from another; empty when it can."""
    if over is None:
        return f"Delegasjonen {rad.over} finnes ikke, så {rad.nummer} kan ikke være gitt videre fra den."
    if not over.kan_videre:
        return f"{over.nummer} kan ikke delegeres videre."
    slutt = over.gyldig_til
    if rad.gyldig_fra < over.gyldig_fra or (slutt and (rad.gyldig_til is None or rad.gyldig_til > slutt)):
        til = f"{slutt:%d.%m.%Y}" if slutt else "uten sluttdato"
        return f"{rad.nummer} må ligge innenfor tiden til {over.nummer} ({over.gyldig_fra:%d.%m.%Y}–{til})."
    return ""


def has_circle(rad: Delegasjon, alle: Mapping[str, Delegasjon]) -> bool:
    """Whether a delegation is given on from itself through others."""
    sett = {rad.nummer}
    naa = alle.get(rad.over)
    while naa is not None:
        if naa.nummer in sett:
            return True
        sett.add(naa.nummer)
        naa = alle.get(naa.over)
    return False

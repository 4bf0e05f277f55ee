"""The rules of reconciliation as data: what is compared, which causes there are, what is a finding (REGN-12)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.hjemmel import Hjemmel
from rodtraad.lov.regelverk import last_regelverk

FIL: Final = Path(__file__).parent / "data" / "avstemming.yaml"
NAA: Final = date(2026, 1, 1)
"""A day to read the list of sources on; the sources are the same on all days."""
type Artspenn = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Kontoutvalg:
    """Which ledger facts a figure is the sum of: class, arts and functions in spans; or chapters of the balance."""

    kontoklasse: str = "1"
    arter: tuple[Artspenn, ...] = ()
    funksjoner: tuple[Artspenn, ...] = ()
    kapitler: frozenset[str] = frozenset()

    def tar_art(self, art: str) -> bool:
        """Whether the art is in one of the spans; no spans means every art."""
        return not self.arter or any(fra <= art <= til for fra, til in self.arter)

    def tar(self, kontoklasse: str, funksjon: str, art: str) -> bool:
        """Whether a fact of drift or investment is in the selection."""
        if self.kapitler or kontoklasse != self.kontoklasse:
            return False
        return self.tar_funksjon(funksjon) and self.tar_art(art)

    def tar_funksjon(self, funksjon: str) -> bool:
        """Whether the function is in one of the spans; no spans means every function."""
        return not self.funksjoner or any(fra <= funksjon <= til for fra, til in self.funksjoner)

    def paa(self, funksjoner: Iterable[str]) -> "Kontoutvalg":
        """The same selection on some functions only."""
        return replace(self, funksjoner=tuple((f, f) for f in funksjoner))


@dataclass(frozen=True, slots=True)
class Aarsak:
    """A cause of difference: how it is found (`slag`), what it says, and where it stands."""

    id: str
    navn: str
    forklaring: str
    slag: str = ""
    hjemmel: Hjemmel | None = None
    arter: tuple[Artspenn, ...] = ()
    kontoklasse: str = "1"
    bare_omfang: frozenset[str] = frozenset()
    uten: frozenset[str] = frozenset()
    """Causes that cover the same; when one of them has been found, this one is not looked for."""
    felles: bool = False
    """Whether it holds for the whole table: a page says it once."""

    @property
    def kilde(self) -> str:
        """Where the cause stands, in words; blank for one without a source."""
        if self.hjemmel is None:
            return ""
        sted = f" § {self.hjemmel.paragraf}" if self.hjemmel.paragraf else ""
        regel = f", {self.hjemmel.regel}" if self.hjemmel.regel else ""
        return f"{last_regelverk(NAA).kilder[self.hjemmel.kilde].tittel}{sted}{regel}"


@dataclass(frozen=True, slots=True)
class Linje:
    """A financial line or an area of functions: the words its published name has, the ledger facts behind it."""

    id: str
    navn: str
    ord: tuple[str, ...]
    uten: tuple[str, ...]
    utvalg: Kontoutvalg
    fortegn: int
    hjemmel: Hjemmel
    funksjoner: tuple[str, ...] = ()
    """The functions of an area; none for a financial line."""

    def er(self, navn: str) -> bool:
        """Whether a published name is of this line."""
        lite = navn.casefold()
        return all(o in lite for o in self.ord) and not any(o in lite for o in self.uten)


@dataclass(frozen=True, slots=True)
class Grenser:
    """When what is unexplained is a finding: øre, percent of the accounts, and øre that always count."""

    ore: int
    prosent: int
    ore_alltid: int

    def er_funn(self, uforklart: int, regnskap: int) -> bool:
        """Whether the rest is large enough to be a finding."""
        stor = abs(uforklart) > self.ore and abs(uforklart) * 100 > abs(regnskap) * self.prosent
        return stor or abs(uforklart) > self.ore_alltid


@dataclass(frozen=True, slots=True)
class Avstemmingsregler:
    """All of it."""

    netto_drift: Kontoutvalg
    begrep: str
    grenser: Grenser
    aarsaker: tuple[Aarsak, ...]
    mulige: tuple[Aarsak, ...]
    valgbare: tuple[Aarsak, ...]
    linjer: tuple[Linje, ...]
    """Financial lines and areas."""
    hjemmel: Hjemmel

    def aarsak(self, id_: str) -> Aarsak | None:
        """A cause by id."""
        return next((a for a in (*self.aarsaker, *self.mulige, *self.valgbare) if a.id == id_), None)


@cache
def regler() -> Avstemmingsregler:
    """The rules as they stand in the file. Raises RodtraadFeil when a cause is named twice or not at all."""
    return build_rules(yaml.safe_load(FIL.read_text(encoding="utf-8")))


def build_rules(data: Mapping[str, Any]) -> Avstemmingsregler:
    """The rules from their document. Raises RodtraadFeil."""
    aarsaker = tuple(_aarsak(d) for d in data["aarsaker"])
    mulige = tuple(_aarsak(d) for d in data["mulige"])
    alle = {a.id: a for a in (*aarsaker, *mulige, _aarsak(data["annet"]))}
    if len(alle) != len(aarsaker) + len(mulige) + 1:
        raise RodtraadFeil("En årsak står to ganger i avstemming.yaml.")
    if ukjente := [id_ for id_ in data["valgbare"] if id_ not in alle]:
        raise RodtraadFeil(f"Årsaken «{ukjente[0]}» kan velges, men er ikke beskrevet i avstemming.yaml.")
    grenser = data["grenser"]
    return Avstemmingsregler(
        netto_drift=_utvalg(data["netto_drift"]),
        begrep=data["netto_drift"]["begrep"],
        grenser=Grenser(grenser["kroner"] * 100, grenser["prosent"], grenser["kroner_alltid"] * 100),
        aarsaker=aarsaker,
        mulige=mulige,
        valgbare=tuple(alle[id_] for id_ in data["valgbare"]),
        linjer=(
            *(_linje(d) for d in data["linjer"]),
            *(_gruppe(d, _utvalg(data["netto_drift"])) for d in data["grupper"]),
        ),
        hjemmel=_hjemmel(data["hjemmel"]),
    )


def _aarsak(data: Mapping[str, Any]) -> Aarsak:
    return Aarsak(
        id=data["id"],
        navn=data["navn"],
        forklaring=data["forklaring"],
        slag=data.get("slag", ""),
        hjemmel=_hjemmel(data["hjemmel"]) if "hjemmel" in data else None,
        arter=_spenn(data.get("arter", ())),
        kontoklasse=data.get("kontoklasse", "1"),
        bare_omfang=frozenset(data.get("bare_omfang", ())),
        uten=frozenset(data.get("uten", ())),
        felles=bool(data.get("felles")),
    )


def _linje(data: Mapping[str, Any]) -> Linje:
    return Linje(
        data["id"], data["navn"], tuple(data["ord"]), tuple(data["uten"]), _utvalg(data), data["fortegn"],
        _hjemmel(data["hjemmel"]),
    )  # fmt: skip


def _gruppe(data: Mapping[str, Any], netto_drift: Kontoutvalg) -> Linje:
    funksjoner = tuple(data["funksjoner"])
    return Linje(
        data["navn"], data["navn"], tuple(data["ord"]), (), netto_drift.paa(funksjoner), 1, _hjemmel(data["hjemmel"]),
        funksjoner,
    )  # fmt: skip


def _utvalg(data: Mapping[str, Any]) -> Kontoutvalg:
    return Kontoutvalg(
        kontoklasse=data.get("kontoklasse", ""),
        arter=_spenn(data.get("arter", ())),
        funksjoner=_spenn(data.get("funksjoner", ())),
        kapitler=frozenset(data.get("kapitler", ())),
    )


def _spenn(data: Iterable[str | Sequence[str]]) -> tuple[Artspenn, ...]:
    return tuple((d, d) if isinstance(d, str) else (d[0], d[1]) for d in data)


def _hjemmel(data: Mapping[str, Any]) -> Hjemmel:
    felter = {navn: data[navn] for navn in ("paragraf", "regel", "kontrollert") if navn in data}
    return Hjemmel(data["kilde"], **felter)

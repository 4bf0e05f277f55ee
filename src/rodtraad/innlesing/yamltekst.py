"""YAML a person has written: parsed in bounded time, or refused in plain words."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from rodtraad.kjerne.feil import RodtraadFeil

MAKS_DYBDE: Final = 50
"""Levels within each other. libyaml takes more than the stack does, and the parser in Python goes slow long before."""


MAKS_TEGN: Final = 200_000


def les_tekst(fil: Path, hva: str) -> str:
    """The text of a file someone has written by hand; `hva` is what it is called in messages. Raises RodtraadFeil."""
    try:
        return fil.read_text("utf-8")
    except OSError as feil:
        raise RodtraadFeil(f"{hva} kan ikke leses: {feil.strerror}.") from None
    except UnicodeDecodeError:
        raise RodtraadFeil(f"{hva} er ikke i UTF-8.", "Lagre den som UTF-8.") from None


def les_yaml(tekst: str, hva: str, hjelp: str = "") -> Any:
    """The parsed text; `hva` is what it is called in messages, `hjelp` what to do about them.

    References (`*navn`) are not taken, for a few lines of them can grow without end; nor are types (`!!binary`),
    nor a name twice in one place. Raises RodtraadFeil.
    """
    if len(tekst) > MAKS_TEGN:
        raise RodtraadFeil(f"{hva} er for lang.", f"Den kan ha høyst {MAKS_TEGN} tegn.")
    try:
        _krev_enkel(tekst, hva)
        return yaml.load(tekst, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as feil:
        raise _ugyldig(hva, _sted(feil, len(tekst.splitlines())), hjelp) from None
    except (yaml.YAMLError, ValueError):
        # A character YAML does not allow, or a value such as the 31st of February.
        raise _ugyldig(hva, "et tegn eller en verdi kan ikke leses", hjelp) from None


def _krev_enkel(tekst: str, hva: str) -> None:
    """Reads the text event by event, which takes no stack. Raises RodtraadFeil."""
    utenpaa: list[_Felter | None] = []
    for hendelse in yaml.parse(tekst, Loader=yaml.CSafeLoader):
        if isinstance(hendelse, yaml.AliasEvent):
            raise RodtraadFeil(f"{hva} bruker henvisninger (* og &).", "Skriv verdiene helt ut.")
        if getattr(hendelse, "tag", None):
            raise RodtraadFeil(f"{hva} bruker typemerker (!).", "Skriv verdiene uten.")
        if isinstance(hendelse, yaml.CollectionEndEvent):
            utenpaa.pop()
        elif isinstance(hendelse, yaml.NodeEvent):
            if utenpaa and (felter := utenpaa[-1]):
                _krev_nytt_navn(felter, hendelse, hva)
            if isinstance(hendelse, yaml.CollectionStartEvent):
                utenpaa.append(_Felter() if isinstance(hendelse, yaml.MappingStartEvent) else None)
        if len(utenpaa) > MAKS_DYBDE:
            raise _ugyldig(hva, f"mer enn {MAKS_DYBDE} nivåer inni hverandre", "Forenkle den.")


@dataclass(slots=True)
class _Felter:
    """The names of one mapping so far; names and values take turns."""

    navn: set[str] = field(default_factory=set)
    neste_er_navn: bool = True

    def har_fra_for(self, hendelse: yaml.NodeEvent) -> str:
        """The name this is when the mapping has it already; YAML would forget the first. Empty otherwise."""
        er_navn, self.neste_er_navn = self.neste_er_navn, not self.neste_er_navn
        if not er_navn or not isinstance(hendelse, yaml.ScalarEvent):
            return ""
        navn = str(hendelse.value)
        if navn in self.navn:
            return navn
        self.navn.add(navn)
        return ""


def _krev_nytt_navn(felter: _Felter, hendelse: yaml.NodeEvent, hva: str) -> None:
    """Raises RodtraadFeil for a name the mapping has already."""
    if navn := felter.har_fra_for(hendelse):
        merke = hendelse.start_mark
        hvor = f"; den andre står på linje {merke.line + 1}" if merke else ""
        raise RodtraadFeil(f"{hva} har «{navn[:60]}» to ganger{hvor}.", "Ta bort den ene.")


def _sted(feil: yaml.MarkedYAMLError, linjer: int) -> str:
    """Where it went wrong; after the last line is no place to look."""
    merke = feil.problem_mark
    if merke is None or merke.line >= linjer:
        return "den slutter før alt er lukket"
    return f"noe er galt på linje {merke.line + 1}, tegn {merke.column + 1}"


def _ugyldig(hva: str, hvorfor: str, hjelp: str) -> RodtraadFeil:
    return RodtraadFeil(*filter(None, (f"{hva} er ikke gyldig YAML: {hvorfor}.", hjelp)))

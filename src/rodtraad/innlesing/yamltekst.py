"""YAML a person has written: parsed in bounded time, or refused in plain words."""

from typing import Any, Final

import yaml

from rodtraad.kjerne.feil import RodtraadFeil

MAKS_DYBDE: Final = 50
"""Levels within each other. libyaml takes more than the stack does, and the parser in Python goes slow long before."""


def les_yaml(tekst: str, hva: str, hjelp: str = "") -> Any:
    """The parsed text; `hva` is what it is called in messages, `hjelp` what to do about them.

    References (`*navn`) are not taken, for a few lines of them can grow without end; nor are types (`!!binary`).
    Raises RodtraadFeil.
    """
    try:
        _krev_flat(tekst, hva)
        return yaml.load(tekst, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as feil:
        raise _ugyldig(hva, _sted(feil, len(tekst.splitlines())), hjelp) from None
    except (yaml.YAMLError, ValueError):
        # A character YAML does not allow, or a value such as the 31st of February.
        raise _ugyldig(hva, "et tegn eller en verdi kan ikke leses", hjelp) from None


def _krev_flat(tekst: str, hva: str) -> None:
    """Reads the text event by event, which takes no stack. Raises RodtraadFeil."""
    dybde = 0
    for hendelse in yaml.parse(tekst, Loader=yaml.CSafeLoader):
        if isinstance(hendelse, yaml.AliasEvent):
            raise RodtraadFeil(f"{hva} bruker henvisninger (* og &).", "Skriv verdiene helt ut.")
        if getattr(hendelse, "tag", None):
            raise RodtraadFeil(f"{hva} bruker typemerker (!).", "Skriv verdiene uten.")
        if isinstance(hendelse, yaml.CollectionEndEvent):
            dybde -= 1
        elif isinstance(hendelse, yaml.CollectionStartEvent):
            dybde += 1
        if dybde > MAKS_DYBDE:
            raise _ugyldig(hva, f"mer enn {MAKS_DYBDE} nivåer inni hverandre", "Forenkle den.")


def _sted(feil: yaml.MarkedYAMLError, linjer: int) -> str:
    """Where it went wrong; after the last line is no place to look."""
    merke = feil.problem_mark
    if merke is None or merke.line >= linjer:
        return "den slutter før alt er lukket"
    return f"noe er galt på linje {merke.line + 1}, tegn {merke.column + 1}"


def _ugyldig(hva: str, hvorfor: str, hjelp: str) -> RodtraadFeil:
    return RodtraadFeil(*filter(None, (f"{hva} er ikke gyldig YAML: {hvorfor}.", hjelp)))

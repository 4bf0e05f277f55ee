"""Tabellprofil: how a small table of another system gets the columns a source asks for."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import jsonschema

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad, raa_rader, tolk_rader, uleselig
from rodtraad.innlesing.yamltekst import les_tekst, les_yaml
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Funn

_SKJEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["kolonner"],
    "properties": {
        "navn": {"type": "string"},
        "desimaltegn": {"enum": [".", ","]},
        "hopp_over": {"type": "integer", "minimum": 0, "maximum": 100},
        "ark": {"type": "integer", "minimum": 1},
        "kolonner": {
            "type": "object",
            "additionalProperties": {
                "oneOf": [
                    {"type": "string", "minLength": 1},
                    {
                        "type": "object",
                        "required": ["verdi"],
                        "additionalProperties": False,
                        "properties": {"verdi": {"type": ["string", "integer"]}},
                    },
                    {
                        "type": "object",
                        "required": ["kolonne"],
                        "additionalProperties": False,
                        "properties": {
                            "kolonne": {"type": "string", "minLength": 1},
                            "fra": {"type": "integer", "minimum": 1},
                            "lengde": {"type": "integer", "minimum": 1},
                            "oversett": {"type": "object", "additionalProperties": {"type": "string"}},
                        },
                        "dependentRequired": {"fra": ["lengde"], "lengde": ["fra"]},
                    },
                ]
            },
        },
    },
}


@dataclass(frozen=True, slots=True)
class Tabellfelt:
    """Where one column comes from: a column of the file (or a part of it), or a fixed value."""

    kolonne: str = ""
    verdi: str = ""
    fra: int = 0
    lengde: int = 0
    oversett: Mapping[str, str] = field(default_factory=dict)

    def hent(self, celler: Sequence[str], plass: Mapping[str, int]) -> str:
        """The text of the column in one row."""
        if not self.kolonne:
            return self.verdi
        sted = plass[self.kolonne]
        tekst = celler[sted].strip() if sted < len(celler) else ""
        if self.fra:
            tekst = tekst[self.fra - 1 : self.fra - 1 + self.lengde]
        return self.oversett.get(tekst, tekst)


@dataclass(frozen=True, slots=True)
class Tabellprofil:
    """How a file is read. Without `felter` it has the columns the source asks for."""

    navn: str = ""
    desimaltegn: Literal[".", ","] = "."
    hopp_over: int = 0
    ark: int = 1
    felter: Mapping[str, Tabellfelt] = field(default_factory=dict)


def les_tabellprofil(fil: Path | None, kolonner: Collection[str]) -> Tabellprofil:
    """A profile from YAML for a source with these columns. Raises RodtraadFeil with everything that is wrong."""
    if fil is None:
        return Tabellprofil()
    return tabellprofil_fra_tekst(les_tekst(fil, f"Profilen «{fil}»"), fil.name, kolonner)


def tabellprofil_fra_tekst(tekst: str, navn: str, kolonner: Collection[str]) -> Tabellprofil:
    """A profile from the text of its YAML; `navn` is what it is called in messages. Raises RodtraadFeil."""
    data = les_yaml(tekst, f"Profilen «{navn}»", "Se docs/regler/innlesing.md for et eksempel.") or {}
    brudd = sorted(
        jsonschema.Draft202012Validator(_SKJEMA).iter_errors(data), key=lambda b: list(map(str, b.path))
    )
    ukjente = [] if brudd else sorted(set(data["kolonner"]) - set(kolonner))
    if brudd or ukjente:
        raise RodtraadFeil(
            f"Profilen «{navn}» har {len(brudd) + len(ukjente)} feil:",
            *(f"  {'.'.join(map(str, b.path)) or 'profilen'}: {b.message}" for b in brudd[:20]),
            *(f"  kolonner.{k}: kilden har ikke denne kolonnen" for k in ukjente),
            f"Kolonnene heter {', '.join(kolonner)}.",
        )
    felter = {felt: _felt(opphav) for felt, opphav in data.pop("kolonner").items()}
    return Tabellprofil(felter=felter, **data)


def les_med_profil(
    fil: Path, profil: Tabellprofil, *, kolonner: Mapping[str, Kolonnekrav]
) -> tuple[list[Rad], list[Funn]]:
    """Tabell: the rows of a file in the columns of the source, and everything that is wrong with it."""
    try:
        raa = list(profilerte_rader(fil, profil))
    except RodtraadFeil as avvist:
        return [], uleselig(fil, avvist)
    if profil.felter and raa and (mangler := _mangler(raa[0][1], profil)):
        feil = Feilliste(fil.name)
        for kolonne in mangler:
            feil.legg_til(
                "innlesing-kolonne", f"Kolonnen «{kolonne}» mangler. Overskriften har: {', '.join(raa[0][1])}.",
                rad=raa[0][0], tiltak="Rett kolonnenavnet i profilen, eller filen.",
            )  # fmt: skip
        return [], feil.funn()
    rader = _oversett(raa, profil) if profil.felter and raa else iter(raa)
    return tolk_rader(rader, fil.name, kolonner=kolonner, desimalkomma=profil.desimaltegn == ",")


def profilerte_rader(fil: Path, profil: Tabellprofil) -> Iterator[tuple[int, list[str]]]:
    """The raw rows of a file from the header on. Raises RodtraadFeil when unreadable."""
    for nr, celler in raa_rader(fil, ark=profil.ark, overskrift=profil.hopp_over + 1):
        if nr > profil.hopp_over:
            yield nr, celler


def _mangler(overskrift: Sequence[str], profil: Tabellprofil) -> list[str]:
    har = {navn.strip() for navn in overskrift}
    return sorted({f.kolonne for f in profil.felter.values() if f.kolonne} - har)


def _oversett(raa: Sequence[tuple[int, list[str]]], profil: Tabellprofil) -> Iterator[tuple[int, list[str]]]:
    plass: dict[str, int] = {}
    for nr, navn in enumerate(raa[0][1]):
        plass.setdefault(navn.strip(), nr)
    yield raa[0][0], list(profil.felter)
    for nr, celler in raa[1:]:
        # A fixed value must not make a row out of an empty line.
        tom = not any(c.strip() for c in celler)
        yield nr, [] if tom else [f.hent(celler, plass) for f in profil.felter.values()]


def _felt(opphav: Any) -> Tabellfelt:
    if isinstance(opphav, str):
        return Tabellfelt(kolonne=opphav)
    if "verdi" in opphav:
        return Tabellfelt(verdi=str(opphav["verdi"]))
    return Tabellfelt(**opphav)

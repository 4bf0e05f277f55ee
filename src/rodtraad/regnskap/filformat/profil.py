"""Kolonneprofil: how a file of another system becomes the fields of a ledger line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import jsonschema
import yaml

from rodtraad.hovedbok.services import sql_tekst
from rodtraad.innlesing.kilde import VedOverlapp
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.regnskap.filformat.felter import FELTER, PAAKREVDE


@dataclass(frozen=True, slots=True)
class Felt:
    """Where one field comes from: a column (or a part of it) or a fixed value."""

    kolonne: str = ""
    verdi: str = ""
    fra: int = 0
    lengde: int = 0
    bredde: int = 0
    oversett: Mapping[str, str] = field(default_factory=dict)

    def sql(self) -> str:
        """The field's text as an SQL expression over the columns of the file."""
        if not self.kolonne:
            return sql_tekst(self.verdi)
        uttrykk = f"COALESCE(TRIM({sql_navn(self.kolonne)}), '')"
        if self.fra:
            uttrykk = f"SUBSTR({uttrykk}, {self.fra}, {self.lengde})"
        if self.oversett:
            valg = " ".join(f"WHEN {sql_tekst(k)} THEN {sql_tekst(v)}" for k, v in self.oversett.items())
            uttrykk = f"CASE {uttrykk} {valg} ELSE {uttrykk} END"
        if self.bredde:
            uttrykk = (
                f"CASE WHEN LENGTH({uttrykk}) BETWEEN 1 AND {self.bredde} "
                f"THEN LPAD({uttrykk}, {self.bredde}, '0') ELSE {uttrykk} END"
            )
        return uttrykk


@dataclass(frozen=True, slots=True)
class Kolonneprofil:
    """How a file is read. Without `felter` it has the columns of the standard form."""

    navn: str = ""
    begrunnelse: str = ""
    koding: str = "utf-8"
    skilletegn: str = ","
    desimaltegn: str = "."
    tusenskille: str = ""
    fortegn: int = 1
    hopp_over: int = 0
    ark: int = 1
    ved_overlapp: VedOverlapp = "spor"
    motpost: Literal["i_filen", "mangler"] = "i_filen"
    koder_utenfor_gyldighet: Literal["feil", "advarsel"] = "feil"
    felter: Mapping[str, Felt] = field(default_factory=dict)

    def felt_for(self, overskrift: list[str], aar: int | None) -> dict[str, Felt]:
        """Each field's origin, given the columns the file has."""
        felter = dict(self.felter) or {f: Felt(kolonne=f) for f in FELTER if f in overskrift}
        if aar is not None and "aar" not in felter:
            felter["aar"] = Felt(verdi=str(aar))
        return felter

    def belop_sql(self, uttrykk: str) -> str:
        """An amount's text in the standard form: decimal point, no separator of thousands."""
        for tegn in (self.tusenskille, *(" \u00a0\u202f" if self.tusenskille == " " else "")):
            if tegn:
                uttrykk = f"REPLACE({uttrykk}, {sql_tekst(tegn)}, '')"
        if self.desimaltegn == ",":
            uttrykk = f"REPLACE({uttrykk}, ',', '.')"
        return uttrykk


def sql_navn(navn: str) -> str:
    """A column's name as an SQL identifier."""
    return '"' + navn.replace('"', '""') + '"'


def les_profil(fil: Path | None) -> Kolonneprofil:
    """A profile from YAML, checked against its schema. Raises RodtraadFeil with everything that is wrong."""
    if fil is None:
        return Kolonneprofil()
    try:
        data = yaml.safe_load(fil.read_text("utf-8")) or {}
    except OSError as feil:
        raise RodtraadFeil(f"Profilen «{fil}» kan ikke leses: {feil.strerror}.") from None
    except (yaml.YAMLError, UnicodeDecodeError) as feil:
        raise RodtraadFeil(
            f"Profilen «{fil.name}» er ikke gyldig YAML: {str(feil).splitlines()[0]}.",
            "Se docs/regler/innlesing.md for et eksempel.",
        ) from None
    skjema = json.loads((files("rodtraad.regnskap") / "profiler" / "skjema.json").read_text("utf-8"))
    brudd = sorted(jsonschema.Draft202012Validator(skjema).iter_errors(data), key=lambda b: list(b.path))
    if brudd:
        raise RodtraadFeil(
            f"Profilen «{fil.name}» har {len(brudd)} feil:",
            *(f"  {'.'.join(map(str, b.path)) or 'profilen'}: {b.message}" for b in brudd[:20]),
            "Se docs/regler/innlesing.md for hva en profil kan inneholde.",
        )
    felter = {navn: _felt(opphav) for navn, opphav in data.pop("kolonner", {}).items()}
    if felter and (mangler := [f for f in PAAKREVDE if f not in felter and f != "aar"]):
        raise RodtraadFeil(
            f"Profilen «{fil.name}» sier ikke hvor {', '.join(mangler)} kommer fra.",
            "Legg til feltet under «kolonner», eller gi det en fast verdi: {verdi: …}.",
        )
    return Kolonneprofil(felter=felter, **data)


def _felt(opphav: Any) -> Felt:
    if isinstance(opphav, str):
        return Felt(kolonne=opphav)
    if "verdi" in opphav:
        return Felt(verdi=str(opphav["verdi"]))
    return Felt(**opphav)

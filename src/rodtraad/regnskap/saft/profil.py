"""Saftprofil: how the dimensions and the kontoer of a file become the fields of a ledger line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import jsonschema

from rodtraad.hovedbok.services import sql_tekst
from rodtraad.innlesing.kilde import VedOverlapp
from rodtraad.innlesing.yamltekst import les_tekst, les_yaml
from rodtraad.kjerne.feil import RodtraadFeil


@dataclass(frozen=True, slots=True)
class Dimensjon:
    """One field and the AnalysisType it comes from; `mangler` is its value in drift and investering without it."""

    type: str = ""
    fra: int = 0
    lengde: int = 0
    bredde: int = 0
    oversett: Mapping[str, str] = field(default_factory=dict)
    mangler: str = ""

    def sql(self, kolonne: str) -> str:
        """The field's text from the AnalysisID in a column."""
        uttrykk = f"TRIM({kolonne})"
        if self.fra:
            uttrykk = f"TRIM(SUBSTR({uttrykk}, {self.fra}, {self.lengde}))"
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
class Unntak:
    """Kontoer with codes of their own: `konto` is exact, or a beginning followed by *."""

    konto: str
    kontoklasse: str
    art: str = ""
    kapittel: str = ""
    sektor: str = ""

    def gjelder(self, konto: str) -> bool:
        """Whether this is one of them."""
        return konto.startswith(self.konto[:-1]) if self.konto.endswith("*") else konto == self.konto


@dataclass(frozen=True, slots=True)
class Kontoregel:
    """Where the codes of a konto stand."""

    koder: Literal["gruppering", "kontonummer"] = "gruppering"
    kontoklasse: str = ""
    art_fra: int = 2
    unntak: tuple[Unntak, ...] = ()


@dataclass(frozen=True, slots=True)
class Saftprofil:
    """What a municipality says about its SAF-T files. Without one, what the file itself says is used."""

    navn: str = ""
    begrunnelse: str = ""
    ved_overlapp: VedOverlapp = "spor"
    koder_utenfor_gyldighet: Literal["feil", "advarsel"] = "feil"
    inngaaende: Literal["les", "utelat"] = "les"
    saldo: Literal["feil", "advarsel"] = "feil"
    dimensjoner: Mapping[str, Dimensjon] = field(default_factory=dict)
    konto: Kontoregel = field(default_factory=Kontoregel)


def les_saftprofil(fil: Path | None) -> Saftprofil:
    """A profile from YAML, checked against its schema. Raises RodtraadFeil with everything that is wrong."""
    if fil is None:
        return Saftprofil()
    tekst = les_tekst(fil, f"Profilen «{fil}»")
    data = les_yaml(tekst, f"Profilen «{fil.name}»", "Se docs/regler/saft.md for et eksempel.") or {}
    skjema = json.loads((files("rodtraad.regnskap.saft") / "data" / "profil.json").read_text("utf-8"))
    brudd = sorted(jsonschema.Draft202012Validator(skjema).iter_errors(data), key=lambda b: str(list(b.path)))
    if brudd:
        raise RodtraadFeil(
            f"Profilen «{fil.name}» har {len(brudd)} feil:",
            *(f"  {'.'.join(map(str, b.path)) or 'profilen'}: {b.message[:300]}" for b in brudd[:20]),
            "Se docs/regler/saft.md for hva en profil for SAF-T kan inneholde.",
        )
    return _profil(data)


def _profil(data: dict[str, Any]) -> Saftprofil:
    dimensjoner = {
        felt: Dimensjon(type=opphav) if isinstance(opphav, str) else Dimensjon(**opphav)
        for felt, opphav in data.pop("dimensjoner", {}).items()
    }
    konto = dict(data.pop("konto", {}))
    konto["unntak"] = tuple(Unntak(**u) for u in konto.get("unntak", ()))
    return Saftprofil(dimensjoner=dimensjoner, konto=Kontoregel(**konto), **data)

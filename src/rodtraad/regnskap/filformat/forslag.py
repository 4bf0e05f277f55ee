"""A proposed column profile from a sample: what can be seen is filled in, what cannot is asked for."""

import csv
import io
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from rodtraad.innlesing.tabelleser import raa_rader
from rodtraad.innlesing.tekstfil import les_tekst
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.fold import fold
from rodtraad.regnskap.filformat.felter import PAAKREVDE

_SKILLETEGN = ",;\t|"
_PROVE = 200


def foreslaa_profil(fil: Path) -> tuple[str, tuple[str, ...]]:
    """Profil: YAML for the file, and the fields that must have a value but were not found in it.

    Raises RodtraadFeil when the file has no header and no rows.
    """
    er_regneark = fil.suffix.lower() == ".xlsx"
    tekst, koding = ("", "utf-8") if er_regneark else les_tekst(fil)
    skilletegn = max(_SKILLETEGN, key=tekst.split("\n", 1)[0].count)
    rader = (
        [celler for _, celler in raa_rader(fil)][:_PROVE]
        if er_regneark
        else list(csv.reader(io.StringIO("\n".join(tekst.splitlines()[:_PROVE])), delimiter=skilletegn))
    )
    if len(rader) < 2:  # noqa: PLR2004 - a header and a row
        raise RodtraadFeil(
            f"«{fil.name}» har ingen rader å lære av.", "Velg en fil med overskrift og noen linjer."
        )
    kolonner = _kolonner(rader[0])
    mangler = tuple(f for f in PAAKREVDE if f not in kolonner)
    profil: dict[str, object] = {"navn": fil.stem}
    if not er_regneark:
        profil |= {"koding": koding.replace("-sig", ""), "skilletegn": skilletegn}
    if "belop" in kolonner:
        nr = [c.strip() for c in rader[0]].index(kolonner["belop"])
        profil["desimaltegn"] = _desimaltegn([rad[nr] for rad in rader[1:] if nr < len(rad)])
    profil["kolonner"] = {**kolonner, **{f: {"verdi": ""} for f in mangler}}
    return yaml.safe_dump(profil, allow_unicode=True, sort_keys=False), mangler


def _kolonner(overskrift: list[str]) -> dict[str, str]:
    funnet: dict[str, str] = {}
    for felt, navn in _navn().items():
        treff = [k.strip() for k in overskrift if fold(k.strip().casefold()) in navn]
        if treff:
            funnet[felt] = treff[0]
    return funnet


@cache
def _navn() -> dict[str, frozenset[str]]:
    data = yaml.safe_load((files("rodtraad.regnskap") / "profiler" / "navn.yaml").read_text("utf-8"))
    return {felt: frozenset(fold(n.casefold()) for n in navn) for felt, navn in data.items()}


def _desimaltegn(belop: list[str]) -> str:
    """The last of comma and point in an amount is its decimal mark."""
    komma = sum(b.rfind(",") > b.rfind(".") for b in belop)
    return "," if 2 * komma > len(belop) else "."

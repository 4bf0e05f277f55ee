"""The report template: read once, checked against its schema and against the registry."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.rapport import figurer, tekster
from rodtraad.rapport.bidrag import FIGURER, TEKSTER

REGISTRERT = (figurer, tekster)
"""The rooms whose import fills the registry the template is checked against."""
MAPPE = Path(__file__).parent / "maler"
Ledd = dict[str, Any]


@cache
def les_mal(navn: str = "aarsrapport") -> Ledd:
    """The template by name, checked. Raises RodtraadFeil with every fault."""
    mal = _les(MAPPE / f"{navn}.yaml")
    feil = feil_i_mal(mal)
    if feil:
        raise RodtraadFeil(f"Rapportmalen {navn}.yaml har feil:", *feil)
    return mal


def feil_i_mal(mal: Ledd) -> list[str]:
    """What is wrong with a template: schema, unknown texts and figures, ids used twice."""
    skjema = _les(MAPPE / "aarsrapport.skjema.yaml")
    feil = [
        f"{'/'.join(map(str, f.absolute_path))}: {f.message}"
        for f in jsonschema.Draft202012Validator(skjema).iter_errors(mal)
    ]
    if feil:
        return feil
    feil += [f"Teksten «{n}» finnes ikke." for n in _navngitt(mal, "tekst") if n not in TEKSTER]
    feil += [f"Figuren «{n}» finnes ikke." for n in _navngitt(mal, "figur") if n not in FIGURER]
    ider = [kapittel["id"] for kapittel in _kapitler(mal["kapitler"])]
    feil += [f"Kapittel-id «{i}» er brukt to ganger." for i in sorted({i for i in ider if ider.count(i) > 1})]
    return feil


def _les(fil: Path) -> Ledd:
    innhold = yaml.safe_load(fil.read_text(encoding="utf-8"))
    if not isinstance(innhold, dict):
        raise RodtraadFeil(f"{fil.name} skal være en samling av felter.")
    return innhold


def _kapitler(kapitler: list[Ledd]) -> Iterator[Ledd]:
    for kapittel in kapitler:
        yield kapittel
        yield from _kapitler(kapittel.get("kapitler", []))


def _navngitt(ledd: Any, slag: str) -> Iterator[str]:
    if isinstance(ledd, dict):
        for nokkel, verdi in ledd.items():
            if nokkel in {slag, "seksjon"} and isinstance(verdi, str) and slag in {nokkel, "tekst"}:
                yield verdi
            yield from _navngitt(verdi, slag)
    elif isinstance(ledd, list):
        for verdi in ledd:
            yield from _navngitt(verdi, slag)

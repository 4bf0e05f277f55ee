"""A saved query: which tables and codes an installation asks SSB for, and which of our datasets they become.

Data per installation, in YAML. `$kommune` and `$sammenligning` stand for its own number and those it compares with.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema
import yaml

from rodtraad.innlesing.yamltekst import les_yaml
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.statistikk.ssb.kube import Kube
from rodtraad.statistikk.ssb.regioner import Regioner
from rodtraad.statistikk.ssb.uttrekk import Uttrekk

_TYPER = {
    "object": "felter med navn og verdi",
    "array": "en liste",
    "string": "tekst, i anførselstegn når det er tall",
    "integer": "et helt tall",
}
_HJELP = "Formen står i docs/regler/ssb.md."


@dataclass(frozen=True, slots=True)
class Sporring:
    """A query as it was written, and as it is asked here."""

    navn: str
    tittel: str
    uttrekk: tuple[Uttrekk, ...]
    datasett: Mapping[str, Any] | None
    tekst: str

    @property
    def tabeller(self) -> tuple[str, ...]:
        """The tables in order."""
        return tuple(u.tabell for u in self.uttrekk)


def les_sporring(tekst: str, *, sted: str, regioner: Regioner) -> Sporring:
    """The query of a YAML text. Raises RodtraadFeil with what is wrong and where."""
    data = les_yaml(tekst, sted, _HJELP)
    feil = sorted(
        jsonschema.Draft202012Validator(_skjema()).iter_errors(data), key=lambda b: list(map(str, b.path))
    )
    if feil:
        raise RodtraadFeil(
            f"{sted} har {len(feil)} feil. " + "; ".join(_paa_norsk(b) for b in feil[:20]) + ".", _HJELP
        )
    uttrekk = tuple(_uttrekk(rad, regioner) for rad in data["uttrekk"])
    if len({u.tabell for u in uttrekk}) != len(uttrekk):
        raise RodtraadFeil(f"{sted}: en tabell står to ganger.", "Velg alle kodene i ett uttrekk per tabell.")
    _krev_tabeller(data.get("datasett"), {u.tabell for u in uttrekk}, sted)
    return Sporring(data["navn"], data.get("tittel", data["navn"]), uttrekk, data.get("datasett"), tekst)


def _paa_norsk(brudd: jsonschema.ValidationError) -> str:
    """One break of the schema in words."""
    hvor = " → ".join(str(ledd) for ledd in brudd.absolute_path) or "øverst"
    krav = brudd.validator_value
    ord_ = {
        "additionalProperties": "et felt som ikke finnes er skrevet, eller et navn er stavet feil",
        "required": f"disse må være med: {', '.join(krav) if isinstance(krav, list) else ''}",
        "enum": f"skriv en av {', '.join(map(str, krav)) if isinstance(krav, list) else ''}",
        "type": f"skal være {_TYPER.get(str(krav), str(krav))}",
        "pattern": f"passer ikke med formen {krav}",
        "anyOf": "skal være en kode eller en liste av koder, i anførselstegn når de er tall",
        "minItems": "listen er tom",
        "minProperties": "minst én dimensjon må velges",
    }.get(str(brudd.validator), "er ikke skrevet slik det skal")
    return f"{hvor}: {ord_}"


def sporring_av(kuber: Mapping[str, Kube]) -> str:
    """The YAML that asks for the same as some saved answers hold, from the first year and onwards."""
    uttrekk = [
        {
            "tabell": tabell,
            "velg": {
                d.kode: f"from({d.kategorier[0].kode})"
                if d.rolle == "time"
                else [k.kode for k in d.kategorier]
                for d in kube.dimensjoner
            },
        }
        for tabell, kube in kuber.items()
    ]
    navn = "-".join(kuber)
    tekst: str = yaml.safe_dump(
        {"navn": navn[:60].rstrip("-"), "tittel": f"Tabell {', '.join(kuber)}"[:200], "uttrekk": uttrekk},
        allow_unicode=True,
        sort_keys=False,
    )
    return tekst


@cache
def _skjema() -> Any:
    return json.loads((files("rodtraad.statistikk.ssb") / "data" / "sporring.json").read_text("utf-8"))


def _uttrekk(rad: Mapping[str, Any], regioner: Regioner) -> Uttrekk:
    velg = {}
    for dimensjon, koder in rad["velg"].items():
        alle = [koder] if isinstance(koder, str) else koder
        velg[dimensjon] = tuple(dict.fromkeys(k for kode in alle for k in regioner.koder.get(kode, (kode,))))
    return Uttrekk(rad["tabell"], velg, rad.get("kodelister", {}))


def _krev_tabeller(datasett: Mapping[str, Any] | None, tabeller: set[str], sted: str) -> None:
    if datasett is None:
        return
    verdier = [*datasett.get("rader", ()), *([datasett["verdi"]] if "verdi" in datasett else ())]
    brukt = {v["tabell"] for v in verdier} | {v["per"]["tabell"] for v in verdier if "per" in v}
    if ukjente := sorted(brukt - tabeller):
        raise RodtraadFeil(
            f"{sted}: datasettet bruker tabell {', '.join(ukjente)}, som ikke hentes.",
            "Legg tabellen til under «uttrekk».",
        )

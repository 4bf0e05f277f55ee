"""Files from Klass: codes as JSON or CSV, and changes of codes."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.statistikk.ssb.jsonstat import les_json
from rodtraad.statistikk.ssb.klasskontroll import ARTER, FUNKSJONER, GRUPPER, KOMMUNER

STORST: Final = 20_000_000
BEGREP: Final = "begrep"
LISTER: Final = {
    KOMMUNER: "Kommuner", GRUPPER: "KOSTRA-grupper", FUNKSJONER: "KOSTRA-funksjoner", ARTER: "KOSTRA-arter",
    BEGREP: "KOSTRA-begrep, arter og kapitler",
}  # fmt: skip
_ORD: Final = (
    ("131", KOMMUNER), ("kommune", KOMMUNER), ("112", GRUPPER), ("gruppe", GRUPPER), ("begrep", BEGREP),
    ("funksjon", FUNKSJONER), ("art", ARTER),
)  # fmt: skip
_FORMER: Final = {
    KOMMUNER: r"\d{4}",
    GRUPPER: r"EKG\d\d|\d{1,2}",
    FUNKSJONER: r"\w{1,12}",
    ARTER: r"\w{1,12}",
    BEGREP: r"\w{1,12}",
}


@dataclass(slots=True)
class Klassfil:
    """A list of codes, or of changes; `feil` is (row, message, remedy)."""

    klassifikasjon: str
    koder: list[tuple[str, str, str]] = field(default_factory=list)
    """Code, name, note."""
    endringer: list[tuple[str, str, str, date]] = field(default_factory=list)
    """Old, new, name, from when."""
    feil: list[tuple[int, str, str]] = field(default_factory=list)


def les_klassfil(navn: str, raa: bytes) -> Klassfil:
    """A file as Klass gives it. Raises RodtraadFeil when it is neither form, or of an unknown list."""
    if len(raa) > STORST:
        raise RodtraadFeil("Filen er for stor til å være en kodeliste.", "Velg filen fra Klass.")
    if b"\0" in raa:
        raise RodtraadFeil("Filen er ikke en tekstfil.", "Velg filen fra Klass.")
    if navn.lower().endswith(".csv"):
        return _koder(navn, _csv(navn, raa))
    data = les_json(raa)
    if isinstance(data, dict) and isinstance(data.get("codes"), list):
        return _koder(navn, data["codes"])
    if isinstance(data, dict) and isinstance(data.get("codeChanges"), list):
        return _endringer(navn, data["codeChanges"])
    if isinstance(data, dict) and isinstance(data.get("endringer"), dict):
        return _endringer(navn, list(_per_ny(data["endringer"])))
    raise RodtraadFeil(
        f"{navn} er ikke en fil fra Klass.",
        "Hent «codesAt» eller «changes» som JSON, eller koder som CSV med semikolon.",
    )


def _csv(navn: str, raa: bytes) -> list[Any]:
    try:
        leser = csv.DictReader(io.StringIO(raa.decode("utf-8-sig"), newline=""), delimiter=";", strict=True)
        if not {"code", "name"} <= set(leser.fieldnames or ()):
            raise RodtraadFeil(
                f"{navn} mangler kolonnene «code» og «name».", "Hent filen fra Klass som CSV med semikolon."
            )
        return list(leser)
    except (UnicodeDecodeError, csv.Error) as feil:
        raise RodtraadFeil(f"{navn} kan ikke leses ({feil}).", "Hent filen fra Klass på nytt.") from None


def _liste_i(navn: str) -> str:
    for ord_, liste in _ORD:
        if ord_ in navn.casefold():
            return liste
    raise RodtraadFeil(
        f"Navnet «{navn}» sier ikke hvilken liste det er.",
        f"Ta med ett av ordene i filnavnet: {', '.join(o for o, _ in _ORD)}.",
    )


def _koder(navn: str, rader: list[Any]) -> Klassfil:
    fil = Klassfil(_liste_i(navn))
    monster, sett = re.compile(_FORMER[fil.klassifikasjon]), set()
    for nr, rad in enumerate(rader, start=1):
        kode, kodenavn = (
            str(rad.get(f) or "").strip() if isinstance(rad, dict) else "" for f in ("code", "name")
        )
        if not monster.fullmatch(kode) or not kodenavn:
            fil.feil.append(
                (
                    nr,
                    f"«{kode[:30]}» er ikke en kode med navn i {LISTER[fil.klassifikasjon]}.",
                    "Hent filen på nytt.",
                )
            )
        elif kode in sett:
            fil.feil.append((nr, f"Koden {kode} står to ganger.", "La den stå én gang."))
        else:
            sett.add(kode)
            fil.koder.append((kode, kodenavn[:300], str(rad.get("notes") or "")))
    return fil


def _endringer(navn: str, rader: list[Any]) -> Klassfil:
    """Changes as Klass gives them: oldCode, newCode, newName, changeOccurred."""
    fil = Klassfil(KOMMUNER if "endringer" in navn or "historikk" in navn else _liste_i(navn))
    for nr, rad in enumerate(rader, start=1):
        try:
            gammel, ny = str(rad["oldCode"]), str(rad["newCode"])
            fil.endringer.append(
                (gammel, ny, str(rad.get("newName") or "")[:300], date.fromisoformat(rad["changeOccurred"]))
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            melding = "Endringen har ikke «oldCode», «newCode» og en dag i «changeOccurred»."
            fil.feil.append((nr, melding, "Hent «changes» fra Klass på nytt."))
    return fil


def _per_ny(endringer: Mapping[str, Any]) -> Any:
    """The other form of the same: new code → name and the codes before it."""
    for ny, rad in endringer.items():
        gamle = rad.get("oldCodes") if isinstance(rad, dict) else None
        for gammel in gamle if isinstance(gamle, list) else [None]:
            if isinstance(gammel, dict):
                yield {"oldCode": gammel.get("code"), "newCode": ny, "newName": rad.get("name"),
                       "changeOccurred": gammel.get("validTo")}  # fmt: skip
            else:
                yield None

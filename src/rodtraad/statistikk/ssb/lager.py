"""The untouched answers, in the installation's folder: `ssb/<sha256>.json`, and beside each what was asked and when."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.statistikk.ssb.klient import Svar


@dataclass(frozen=True, slots=True)
class Opphav:
    """Where an answer came from; blank for one that was saved by somebody and read from a file."""

    adresse: str = ""
    kropp: Mapping[str, Any] | None = None
    hentet: datetime | None = None
    tjeneste: str = ""


def mappen() -> Path:
    """The folder of the answers."""
    return Path(settings.MAPPE) / "ssb"


def legg_svar(svar: Svar) -> Path:
    """Keeps an answer as it came, with what was asked, where and when."""
    fil = legg_raa(svar.raa)
    opphav = {
        "adresse": svar.adresse,
        "kropp": svar.kropp,
        "hentet": svar.hentet.isoformat(timespec="seconds"),
        "tjeneste": svar.tjeneste,
    }
    _skriv(_opphavsfil(fil.stem), json.dumps(opphav, ensure_ascii=False, indent=1).encode())
    return fil


def legg_raa(raa: bytes) -> Path:
    """Keeps bytes under their sha256; the same bytes are kept once."""
    fil = mappen() / f"{hashlib.sha256(raa).hexdigest()}.json"
    if not fil.is_file():
        _skriv(fil, raa)
    return fil


def les_raa(sha256: str) -> bytes:
    """The bytes of an answer, checked. Raises RodtraadFeil when they are gone or changed."""
    fil = mappen() / f"{sha256}.json"
    try:
        raa = fil.read_bytes()
    except OSError:
        raise RodtraadFeil(
            f"Svaret fra SSB ({fil.name}) er borte.", "Legg mappen «ssb» tilbake fra kopien."
        ) from None
    if hashlib.sha256(raa).hexdigest() != sha256:
        raise RodtraadFeil(
            f"Svaret fra SSB ({fil.name}) er endret.", "Legg filen tilbake fra kopien, eller hent på nytt."
        )
    return raa


def opphav(sha256: str) -> Opphav:
    """What is known of where an answer came from."""
    fil = _opphavsfil(sha256)
    if not fil.is_file():
        return Opphav()
    rad = json.loads(fil.read_bytes())
    return Opphav(rad["adresse"], rad["kropp"], datetime.fromisoformat(rad["hentet"]), rad["tjeneste"])


def husk(nokkel: str, filer: Sequence[Path]) -> None:
    """Remembers the answers to a query for a while, so that what was tried is what is read in."""
    innhold = {"naar": datetime.now(UTC).isoformat(), "filer": [f.stem for f in filer]}
    _skriv(_husket_fil(nokkel), json.dumps(innhold).encode())


def husket(nokkel: str, *, siden: timedelta) -> list[Path] | None:
    """The answers fetched lately for the same query, or None."""
    fil = _husket_fil(nokkel)
    if not fil.is_file():
        return None
    rad = json.loads(fil.read_bytes())
    filer = [mappen() / f"{sha}.json" for sha in rad["filer"]]
    fersk = datetime.fromisoformat(rad["naar"]) > datetime.now(UTC) - siden
    return filer if fersk and all(f.is_file() for f in filer) else None


def _husket_fil(nokkel: str) -> Path:
    return mappen() / "ferske" / f"{hashlib.sha256(nokkel.encode()).hexdigest()}.json"


def _opphavsfil(sha256: str) -> Path:
    return mappen() / f"{sha256}.opphav.json"


def _skriv(fil: Path, raa: bytes) -> None:
    """Whole or not at all: another process may be reading."""
    fil.parent.mkdir(parents=True, exist_ok=True)
    midlertidig = fil.with_name(f".{fil.name}.{id(raa)}")
    midlertidig.write_bytes(raa)
    midlertidig.replace(fil)

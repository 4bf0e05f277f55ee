"""The manifest: every other file of an edition with its hash, and what the figures were made from."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.oppstilling.grunnlag import Grunnlag
from rodtraad.publisering.nettsted.metadata import Metadata
from rodtraad.rapport.dokument import Dokument, Tabellblokk

MANIFEST, MANIFESTSUM = "manifest.json", "manifest.sha256"
UTENFOR = frozenset({MANIFEST, MANIFESTSUM})


def sha256(innhold: bytes) -> str:
    """Hash in hexadecimal."""
    return hashlib.sha256(innhold).hexdigest()


def json_bytes(verdi: object) -> bytes:
    """JSON for people and for comparison: fixed order, two spaces, line feed at the end."""
    return (json.dumps(verdi, ensure_ascii=False, indent=2) + "\n").encode()


def lag_manifest(
    filer: Mapping[str, bytes],
    dokument: Dokument,
    grunnlag: Grunnlag,
    metadata: Metadata,
    laget_av: Mapping[str, str],
) -> bytes:
    """The manifest of an edition as bytes; its sha256 is the id of the edition."""
    return json_bytes(
        {
            "rapport": dokument.id,
            "tittel": dokument.tittel,
            "kommune": asdict(grunnlag.kommune),
            "aar": dokument.aar,
            "versjon": metadata.versjon,
            "publisert": metadata.publisert.isoformat(),
            "status": dokument.status,
            "begrunnelse": metadata.begrunnelse,
            "konstruert": dokument.konstruert,
            "laget_med": dict(laget_av),
            "innlesinger": [asdict(kilde) for kilde in grunnlag.kilder],
            "tekster": {k.id: _tekstspor(k.blokker) for k in dokument.alle_kapitler()},
            "filer": [
                {"sti": sti, "storrelse": len(innhold), "sha256": sha256(innhold)}
                for sti, innhold in sorted(filer.items())
            ],
        }
    )


def manifestfiler(manifest: bytes) -> dict[str, bytes]:
    """The manifest and the file that holds its hash."""
    return {MANIFEST: manifest, MANIFESTSUM: f"{sha256(manifest)}  {MANIFEST}\n".encode()}


def _tekstspor(blokker: tuple[Any, ...]) -> str:
    """Hash of a chapter's words; its tables and charts have their own files."""
    return sha256(repr([b for b in blokker if not isinstance(b, Tabellblokk)]).encode())


def les_manifest(mappe: Path) -> tuple[dict[str, Any], list[Funn]]:
    """The manifest of a folder, and what is wrong with it or its hash; empty when it cannot be read."""
    fil = mappe / MANIFEST
    if not fil.is_file():
        return {}, [_funn(MANIFEST, f"Mappen «{mappe}» har ikke noe manifest, og er ikke en utgave.")]
    raa = fil.read_bytes()
    funn = []
    sumfil = mappe / MANIFESTSUM
    oppgitt = sumfil.read_text("utf-8", errors="replace") if sumfil.is_file() else ""
    if oppgitt != f"{sha256(raa)}  {MANIFEST}\n":
        funn.append(
            _funn(MANIFESTSUM, f"Manifestet har sha256 {sha256(raa)}, men filen sier «{oppgitt.strip()}».")
        )
    try:
        manifest = json.loads(raa)
        filer = {f["sti"]: (f["sha256"], f["storrelse"]) for f in manifest["filer"]}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}, [*funn, _funn(MANIFEST, "Manifestet kan ikke leses; det er ikke lenger gyldig JSON.")]
    return {**manifest, "filer": filer}, funn


def sjekk_filer(mappe: Path, oppgitt: Mapping[str, tuple[str, int]]) -> list[Funn]:
    """Findings for files that are missing, extra or changed against the manifest."""
    if any(sti.is_symlink() for sti in mappe.rglob("*")):
        return [_funn(mappe.name, "Utgaven inneholder symbolske lenker; det gjør ingen utgave.")]
    finnes = {f.relative_to(mappe).as_posix() for f in mappe.rglob("*") if f.is_file()} - UTENFOR
    funn = [_funn(sti, "Filen står i manifestet, men mangler.") for sti in sorted(oppgitt.keys() - finnes)]
    funn += [_funn(sti, "Filen står ikke i manifestet.") for sti in sorted(finnes - oppgitt.keys())]
    for sti in sorted(finnes & oppgitt.keys()):
        innhold = (mappe / sti).read_bytes()
        if (sha256(innhold), len(innhold)) != tuple(oppgitt[sti]):
            funn.append(_funn(sti, "Filen er endret etter publiseringen; kontrollsummen stemmer ikke."))
    return funn


def _funn(sted: str, melding: str) -> Funn:
    return Funn("UTGAVE-FIL", Alvor.FEIL, melding, sted=sted, tiltak="Hent utgaven på nytt fra kommunen.")

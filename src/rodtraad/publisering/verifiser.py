"""Verification: the edition is made again from the facts it carries, and every file and figure compared.

Hashes find a changed byte. Only making the pages again finds a changed figure when every hash and the
manifest have been mended to fit it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.oppstilling.queries import hent_grunnlag
from rodtraad.oppstilling.smaatall import offentlig_grunnlag
from rodtraad.publisering.manifest import (
    MANIFEST,
    MANIFESTSUM,
    lag_manifest,
    les_manifest,
    sha256,
    sjekk_filer,
)
from rodtraad.publisering.mappe import les_mappe
from rodtraad.publisering.queries import registrert
from rodtraad.publisering.sammenlign import sammenlign_bytes, sammenlign_tall
from rodtraad.publisering.utgave import Opphav, les_opphav, utgavefiler
from rodtraad.publisering.versjoner import laget_med

TIDLIGERE = "tidligere/"


@dataclass
class Resultat:
    """What verification found, what the reader should know of how, and how many files were compared."""

    funn: list[Funn] = field(default_factory=list)
    opplysninger: list[str] = field(default_factory=list)
    filer: int = 0


def verifiser(mappe: Path, *, med_installasjon: bool = False) -> Resultat:
    """Findings of an edition: files against manifest, figures against its own facts, and against the ledger."""
    resultat = Resultat()
    manifest, funn = les_manifest(mappe)
    resultat.funn += funn
    if not manifest:
        return resultat
    resultat.funn += sjekk_filer(mappe, manifest["filer"])
    try:
        opphav = les_opphav(mappe)
        dokument = opphav.dokument()
        ventet = utgavefiler(opphav, dokument)
    # Whatever is wrong with facts that someone has changed, it is a finding and never a traceback.
    except Exception as feil:  # noqa: BLE001
        melding = f"Tallene utgaven er laget av, kan ikke leses: {feil}"
        resultat.funn.append(Funn("UTGAVE-GRUNNLAG", Alvor.FATAL, melding, sted="grunnlag"))
        return resultat
    _sammenlign(mappe, manifest, ventet, resultat)
    _sjekk_manifest(manifest, lag_manifest({}, dokument, opphav.grunnlag, opphav.metadata, {}), resultat)
    _sjekk_forklaringer(opphav, resultat)
    _sjekk_tidligere(mappe, opphav, resultat)
    if med_installasjon:
        _sjekk_installasjon(mappe, opphav, resultat)
    return resultat


def _sammenlign(mappe: Path, manifest: Mapping[str, Any], ventet: Mapping[str, bytes], ut: Resultat) -> None:
    """Every file made again: bytes when the software is the same, else figures."""
    faktisk = {s: r for s, r in les_mappe(mappe).items() if s not in {MANIFEST, MANIFESTSUM}}
    nye = {s for s in faktisk if not s.startswith(TIDLIGERE)}
    likt = _samme_program(manifest, ut)
    sammenlign = sammenlign_bytes if likt else sammenlign_tall
    for sti in sorted(nye & ventet.keys()):
        ut.funn += sammenlign(sti, faktisk[sti], ventet[sti])
    if likt:
        ut.funn += [_funn(sti, "Filen hører ikke til i utgaven.") for sti in sorted(nye - ventet.keys())]
        ut.funn += [_funn(sti, "Filen skulle vært i utgaven.") for sti in sorted(ventet.keys() - nye)]
    ut.filer = len(faktisk)


def _samme_program(manifest: Mapping[str, Any], ut: Resultat) -> bool:
    her, der = laget_med(), manifest.get("laget_med", {})
    ulike = [
        f"{navn} {der.get(navn, 'ukjent')[:12]} (her {her[navn][:12]})"
        for navn in her
        if her[navn] != der.get(navn)
    ]
    if ulike:
        ut.opplysninger.append(
            f"Utgaven er laget med et annet program eller regelverk: {', '.join(ulike)}. "
            "Tallene er sammenlignet, utformingen ikke."
        )
    return not ulike


def _sjekk_manifest(manifest: Mapping[str, Any], ventet: bytes, ut: Resultat) -> None:
    """What the manifest says the figures were made from must be what the facts say."""
    rett = json.loads(ventet)
    for navn in rett.keys() - {"filer", "laget_med", "tekster"}:
        if manifest.get(navn) != rett[navn]:
            ut.funn.append(
                _funn(MANIFEST, f"«{navn}» er {manifest.get(navn)!r}, men grunnlaget sier {rett[navn]!r}.")
            )


def _sjekk_forklaringer(opphav: Opphav, ut: Resultat) -> None:
    """A fully listed explanation must sum to the figure it explains, and show the figure of the table."""
    for f in opphav.forklaringer.values():
        if f.kontostrenger and len(f.kontostrenger) == f.kontostrenger_i_alt and not f.deler:
            sum_ = sum(k.ore for k in f.kontostrenger)
            if abs(sum_) != abs(f.ore):
                ut.funn.append(
                    _funn(
                        f"forklaring {f.tabell} linje {f.linje} {f.kolonne}",
                        f"Kontostrengene er {sum_} øre, tallet {f.ore} øre.",
                    )
                )


def _sjekk_tidligere(mappe: Path, opphav: Opphav, ut: Resultat) -> None:
    """Earlier versions inside the folder must fit their own manifests."""
    for utgave in opphav.metadata.tidligere:
        pdf = mappe / utgave.adresse
        manifest, funn = les_manifest(pdf.parent)
        ut.funn += funn
        if manifest and (
            not pdf.is_file() or manifest["filer"].get(pdf.name, ("",))[0] != sha256(pdf.read_bytes())
        ):
            ut.funn.append(
                _funn(utgave.adresse, f"Versjon {utgave.versjon} er ikke den som manifestet beskriver.")
            )


def _sjekk_installasjon(mappe: Path, opphav: Opphav, ut: Resultat) -> None:
    """The id must be registered, and the ledger must still give the same sums."""
    id_ = sha256((mappe / MANIFEST).read_bytes())
    utgave = registrert(id_)
    if utgave is None:
        ut.funn.append(_funn(MANIFEST, f"Utgaven {id_} er ikke registrert i installasjonen."))
    elif utgave.er_erstattet:
        ut.opplysninger.append(f"Utgaven er versjon {utgave.versjon} og er erstattet av en nyere.")
        return
    try:
        naa = offentlig_grunnlag(hent_grunnlag(opphav.grunnlag.aar))
    except RodtraadFeil as feil:
        ut.funn.append(_funn("hovedbok", str(feil)))
        return
    for navn in ("artsummer", "funksjonssummer", "prosjektsummer", "balansesummer", "kryssummer", "datasett"):
        if getattr(naa, navn) != getattr(opphav.grunnlag, navn):
            ut.funn.append(
                _funn("hovedbok", f"Installasjonens {navn} er ikke lenger de utgaven er laget av.")
            )


def _funn(sted: str, melding: str) -> Funn:
    return Funn("UTGAVE", Alvor.FEIL, melding, sted=sted, tiltak="Hent utgaven på nytt fra kommunen.")

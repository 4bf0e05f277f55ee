"""All files of an edition from what it is made of: pure, so `verifiser` makes them again and compares."""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from rodtraad.lov.regelverk import MAPPE as LOVMAPPE
from rodtraad.oppstilling.forklaring import Forklaring
from rodtraad.oppstilling.grunnlag import Grunnlag
from rodtraad.oppstilling.kontroll import funn
from rodtraad.oppstilling.lagring import les_grunnlag, som_filer
from rodtraad.publisering import figurer, nettsted
from rodtraad.publisering.aapnedata import datafiler
from rodtraad.publisering.forklaringslager import Nokkel, forklaringsfiler, les_forklaringer
from rodtraad.publisering.katalog import katalogfiler
from rodtraad.publisering.manifest import json_bytes
from rodtraad.publisering.mappe import les_mappe
from rodtraad.publisering.nettsted.metadata import Endring, Metadata, TidligereUtgave
from rodtraad.publisering.pdf import lag_pdf
from rodtraad.rapport.aarsrapport import bygg
from rodtraad.rapport.dokument import Dokument, Figurblokk

GRUNNLAG, FORKLARINGER, REGELVERK = "grunnlag/", "grunnlag/forklaringer/", "grunnlag/regelverk/"
UTGAVE = "grunnlag/utgave.json"


@dataclass(frozen=True)
class Opphav:
    """What an edition is made of."""

    grunnlag: Grunnlag
    forklaringer: Mapping[Nokkel, Forklaring]
    metadata: Metadata

    def dokument(self) -> Dokument:
        """The report of this Grunnlag, with the findings of its controls."""
        return bygg(self.grunnlag, funn(self.grunnlag))


def utgavefiler(opphav: Opphav, dokument: Dokument) -> dict[str, bytes]:
    """Web, PDF, open data and the Grunnlag by path; all but manifest and earlier editions."""
    figurer.svg_alle(
        b.figur for k in dokument.alle_kapitler() for b in k.blokker if isinstance(b, Figurblokk)
    )
    with ThreadPoolExecutor(max_workers=1) as trykkeri:
        pdf = trykkeri.submit(lag_pdf, dokument, opphav.metadata)
        kilder = {k.id: nettsted.kilde_i_ord(k) for k in opphav.grunnlag.kilder}
        filer = dict(nettsted.bygg(dokument, opphav.forklaringer, opphav.metadata, kilder))
        filer.update(datafiler(dokument, opphav.metadata))
        filer.update(katalogfiler(dokument, opphav.grunnlag.kommune, opphav.metadata))
        filer.update(opphavsfiler(opphav))
        filer[opphav.metadata.pdf] = pdf.result()
    return filer


def opphavsfiler(opphav: Opphav) -> dict[str, bytes]:
    """The Grunnlag, the explanations, the rules and the facts of the edition, as files."""
    filer = grunnlagsfiler(opphav.grunnlag)
    filer |= {f"{FORKLARINGER}{navn}": raa for navn, raa in forklaringsfiler(opphav.forklaringer)}
    filer[UTGAVE] = json_bytes(_som_json(opphav.metadata))
    return filer


def grunnlagsfiler(grunnlag: Grunnlag) -> dict[str, bytes]:
    """The summed facts and the rules as files."""
    filer = {f"{GRUNNLAG}{sti}": raa for sti, raa in som_filer(grunnlag)}
    lov = {
        f"{REGELVERK}{sti}": raa
        for sti, raa in les_mappe(Path(str(LOVMAPPE))).items()
        if sti.endswith(".yaml")
    }
    return filer | lov


def les_opphav(mappe: Path) -> Opphav:
    """What the edition in a folder says it is made of. Raises ValueError, KeyError, TypeError or OSError."""
    forklaringer = sorted((mappe / FORKLARINGER).glob("*.jsonl"))
    return Opphav(
        les_grunnlag(mappe / GRUNNLAG),
        les_forklaringer(f.read_bytes() for f in forklaringer),
        _metadata(json.loads((mappe / UTGAVE).read_bytes())),
    )


def _som_json(metadata: Metadata) -> dict[str, Any]:
    data = asdict(metadata)
    data["publisert"] = metadata.publisert.isoformat()
    data["folketall"] = {str(aar): antall for aar, antall in sorted(metadata.folketall.items())}
    for tidligere in data["tidligere"]:
        tidligere["publisert"] = tidligere["publisert"].isoformat()
    return data


def _metadata(data: dict[str, Any]) -> Metadata:
    kjente = {f.name for f in fields(Metadata)}
    tidligere = (
        TidligereUtgave(**{**t, "publisert": date.fromisoformat(t["publisert"])}) for t in data["tidligere"]
    )
    return Metadata(
        **{
            **{navn: verdi for navn, verdi in data.items() if navn in kjente},
            "publisert": date.fromisoformat(data["publisert"]),
            "folketall": {int(aar): antall for aar, antall in data["folketall"].items()},
            "endringer": tuple(Endring(**e) for e in data["endringer"]),
            "tidligere": tuple(tidligere),
        }
    )

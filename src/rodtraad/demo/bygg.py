"""Builds the demonstration municipality in a new installation, through the same imports as any other."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from rodtraad import regnskap
from rodtraad.demo.arbeid import moduler
from rodtraad.demo.hovedbok import skriv_bilag
from rodtraad.demo.steg import AAR, ALLE, KONSTRUERT_HOVEDBOK
from rodtraad.innlesing.services import Resultat, les_inn
from rodtraad.kjerne.feil import RodtraadFeil

type Framdrift = Callable[[str], None]

AV = "demonstrasjon"
FJORAARETS_HOVEDBOK = f"hovedbok-{AAR - 1}.csv"
OMARBEIDET = Path(regnskap.__file__).resolve().parent / "profiler" / "omarbeidet.yaml"


def bygg_demo(framdrift: Framdrift) -> None:
    """Reads registers, statistics, cases and the constructed ledger into the current installation.

    Every figure comes in with a batch; constructed ones are marked and carry a remark that says what is
    constructed. Raises RodtraadFeil if any import is refused.
    """
    framdrift(f"Leser inn {len(ALLE)} registre og tabeller")
    for steg in ALLE:
        resultat = les_inn(
            steg.kilde, [steg.sti], aar=steg.aar, av=AV, konstruert=bool(steg.merknad), merknad=steg.merknad
        )
        _refuse(resultat, steg.sti)
    with tempfile.TemporaryDirectory(prefix="rodtraad-demo-") as arbeidsmappe:
        framdrift("Skriver bilagene bak de publiserte tallene")
        filer = skriv_bilag(Path(arbeidsmappe))
        for fil in filer:
            framdrift(f"Leser inn {fil.name}")
            # The comparison year is booked on the functions of the report year, as the municipality printed it.
            profil = OMARBEIDET if fil.name == FJORAARETS_HOVEDBOK else None
            resultat = les_inn(
                "csv", [fil], profil=profil, av=AV, konstruert=True, merknad=KONSTRUERT_HOVEDBOK
            )
            _refuse(resultat, fil)
            framdrift(f"  {_thousands(resultat.antall)} posteringer")

    for modul in moduler():
        framdrift(modul.TEKST)
        modul.bygg()


def _refuse(resultat: Resultat, fil: Path) -> None:
    if resultat.har_feil:
        raise RodtraadFeil(f"Demonstrasjonen stoppet: {fil.name} kan ikke leses inn.", *_texts(resultat))


def _texts(resultat: Resultat) -> Sequence[str]:
    return [f"{funn.sted}: {funn.melding} {funn.tiltak}" for funn in resultat.funn if funn.er_feil]


def _thousands(antall: int) -> str:
    return f"{antall:,}".replace(",", "\u00a0")

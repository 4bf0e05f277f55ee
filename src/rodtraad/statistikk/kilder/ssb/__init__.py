"""Tables from Statistics Norway: a query that is asked, or answers somebody has saved."""

from collections.abc import Sequence
from pathlib import Path

from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.register import kilde
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.statistikk.ssb.utkast import utkast_av


@kilde("ssb")
class Ssb:
    """JSON-stat2 from PxWebApi (KOSTRA-01, 02); prose in docs/regler/ssb.md.

    A query is a profile too: answers saved by hand are read with it by --profil. The same query in a new import
    replaces the last one, and what SSB has changed is kept as a list.
    """

    navn = "ssb"
    beskrivelse = "Tabeller fra SSB: en spørring (YAML) som hentes, eller lagrede svar (JSON-stat2)"
    filtyper = (".yaml", ".yml", ".json")
    flere_filer = True
    tar_profil = True
    aarvalg = "brukes_ikke"

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault of the answers, all at once; a query is asked within a minute and a half."""
        if aar is not None:
            raise RodtraadFeil("Kilden «ssb» tar ikke --aar.", "Årene velges i spørringen.")
        return utkast_av(filer, profil)

"""Source `csv`: ledger lines in the standard form, or in any form a column profile describes."""

from collections.abc import Sequence
from pathlib import Path

from rodtraad.innlesing.kilde import Utkast, VedOverlapp
from rodtraad.innlesing.register import kilde
from rodtraad.regnskap.filformat.kartlegging import Kartleggbar
from rodtraad.regnskap.filformat.leveranse import les_leveranse


@kilde("csv")
class Csv(Kartleggbar):
    """Accounts and budgets from CSV."""

    navn = "csv"
    beskrivelse = "Hovedbokslinjer (regnskap og budsjett) fra CSV"
    flere_filer = True
    filtyper = (".csv", ".txt")

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Reads and checks everything; nothing is stored before `lagre`."""
        return les_leveranse(filer, profil=profil, aar=aar)

    def les_slik(
        self, filer: Sequence[Path], *, profil: Path | None, aar: int | None, ved_overlapp: VedOverlapp
    ) -> Utkast:
        """Reads as `les` does, told what the file does to figures already there."""
        return les_leveranse(filer, profil=profil, aar=aar, ved_overlapp=ved_overlapp)
